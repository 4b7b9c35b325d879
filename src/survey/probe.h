#ifndef BACKSTEP_SURVEY_PROBE_H
#define BACKSTEP_SURVEY_PROBE_H

/* What the network answers to inputs that are not the lesson's: the notation's own forward
 * formulas, run with these points in the place of the samples. */

#include "engine/program.h"

struct probe;

/* points has a row for each point and a column for each input; its values, and the program, must
 * outlive the probe. NULL when the notation has no program for so many samples. */
struct probe *probe_create(struct arena *arena, const struct program *program,
                           struct matrix points);

/* The outputs with the weights and biases of a state of the program: as the notation orients its
 * activations, points along its axis of samples. Computed only when a weight or bias is not the
 * one of the call before. Valid until the next call. */
struct matrix probe_outputs(struct probe *probe, const double *state);

/* How often probe_outputs has computed. */
long probe_runs(const struct probe *probe);

#endif
