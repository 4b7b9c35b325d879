#ifndef BACKSTEP_SURVEY_FIT_CURVE_H
#define BACKSTEP_SURVEY_FIT_CURVE_H

/* The output of a network with one input and one output, as a function of that input. */

#include "survey/probe.h"

struct fit_curve;

/* What is seen of it: the input from side to side, targets and outputs from below. It follows from
 * the lesson alone. */
struct fit_plane {
    double least[2], most[2];
};

/* The network's answers, from the least input to the largest. */
struct fit_points {
    const double *inputs, *outputs;
    size_t count; /* 2 at least */
};

/* One input and one output, of a network that can be run at many points for each picture. */
bool fit_curve_fits(const struct lesson *lesson);

/* NULL when the lesson has none, or the notation none for it. program must outlive it. */
struct fit_curve *fit_curve_create(struct arena *arena, const struct program *program);

/* What the curve is drawn over: the axes and their ranges. */
const struct fit_plane *fit_curve_plane(const struct fit_curve *curve);

/* With the weights of a state. The samples are among the points. Computed only when a weight has
 * changed; valid until the next call. */
struct fit_points fit_curve_points(struct fit_curve *curve, const double *state);

/* The output at an input: that of a point, or on the line between two of them. */
double fit_curve_at(const struct fit_points *points, double input);

#endif
