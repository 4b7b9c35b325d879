#ifndef BACKSTEP_CHECKS_DIAGNOSIS_VARIATION_H
#define BACKSTEP_CHECKS_DIAGNOSIS_VARIATION_H

/* The same network with other numbers: what is right by accident is wrong there. */

#include "checks/recording.h"

/* Records the operation of a recording on the which-th of its variations, from 1: other weights,
 * biases, inputs, targets and another rate, drawn by a fixed generator. Targets stay what the loss
 * takes: probabilities, those of one sample adding up to 1, where it is a cross-entropy. */
void variation_create(struct arena *arena, const struct recording *recording, size_t which,
                      struct recording *ret);

#endif
