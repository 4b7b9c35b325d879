#ifndef BACKSTEP_SURVEY_SLOPE_CURVE_H
#define BACKSTEP_SURVEY_SLOPE_CURVE_H

/* The loss of a network with a single weight, as a function of that weight: the notation's own
 * forward formulas, run once for each point. Several units that see the same input and have the
 * same targets, each with one weight, slide on the same curve: it is then the share that one of
 * them has in the loss. */

#include "engine/program.h"

enum { SLOPE_CURVE_POINTS = 65, SLOPE_CURVE_MOST = 8 };

/* Where a weight is, and how steep it is there. */
struct slope_point {
    double weight, loss, slope;
};

struct slope_curve {
    double weights[SLOPE_CURVE_POINTS], losses[SLOPE_CURVE_POINTS]; /* by weight, rising */
    double most;                                                    /* of the losses */
    struct slope_point points[SLOPE_CURVE_MOST];                    /* one for each unit */
    size_t count;
};

/* One weight, or units alike with one weight each; nothing else that an update changes, all samples
 * in a batch, and a network that can be run at many points for each picture. */
bool slope_curve_fits(const struct program *program);

/* The weights from side to side follow from the lesson alone: the bottom that a parabola through
 * the first weight has lies in their middle. */
void slope_curve_fill(struct arena *arena, const struct program *program, const double *state,
                      struct slope_curve *ret);

#endif
