#ifndef BACKSTEP_CHECKS_FUSED_H
#define BACKSTEP_CHECKS_FUSED_H

/* Where a wrong and sure prediction makes the loss or its gradient infinite, the error of the last
 * layer still has a value: with sigmoid and binary cross-entropy, or softmax and cross-entropy, the
 * division cancels and δ = a - y is left. This is that formula, in the notation's own symbols. */

#include "engine/program_state.h"

struct fused_error {
    const struct operation *operation; /* of the program: the one that gives the error */
    struct operation fused;            /* the same with the fused formula, for printing */
    struct matrix value;               /* of the error, at the state; in the arena */
    size_t row, column;                /* the largest element, or the chosen one; from 0 */
};

/* True when a - y, or a - y over the number of samples, is the error of this program's last layer:
 * tried by its own formulas at parameters where nothing is saturated. *ret then has its value for
 * the activations and targets of a state (program->state_count doubles, only read). */
bool fused_error_find(struct arena *arena, const struct program *program, const double *state,
                      struct fused_error *ret);

/* The element at a place of what broke down, of a shape, where the error has that shape: the one
 * that is spoken of. Otherwise the largest stays. */
void fused_error_choose(struct fused_error *fused, struct shape shape, size_t row, size_t column);

/* "dZ[L] = A[L] - Y": as formulas write it. */
const char *fused_error_source(const struct fused_error *fused);

#endif
