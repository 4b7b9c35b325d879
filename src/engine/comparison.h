#ifndef BACKSTEP_ENGINE_COMPARISON_H
#define BACKSTEP_ENGINE_COMPARISON_H

/* What changes when the same lesson is shown in another notation: matrices are transposed, and
 * some gradients are larger or smaller, because one note averages over the samples where another
 * adds up. Found by running both, not by knowing them. */

#include "engine/program.h"

/* How the tensors of one role compare: all of them, at every layer that both programs have. */
struct role_comparison {
    bool is_compared; /* both programs compute it, with values that are not all 0 */
    bool is_scaled;   /* the same up to the order of rounding, times factor */
    double factor;    /* to = factor * from; exactly 1, m or 1/m where it is one of them */
};

struct comparison {
    bool is_transposed;
    size_t samples; /* m */
    struct role_comparison roles[ROLE_COUNT];
};

/* Compares two programs of the same lesson over the forward and backward pass of their first
 * iteration. */
struct comparison comparison_of_programs(const struct program *from, const struct program *to);

/* The operation of `to` that does what an operation of `from` does, two programs of one lesson:
 * writes the same role at the same layer, or else what the nearest later one that both have does;
 * -1: `to` has none of them. */
long comparison_matching_operation(const struct program *from, long operation,
                                   const struct program *to);

/* The step of `to` that does what `step` of `from` does, two programs of one lesson: writes the
 * same role at the same layer in the same iteration, or else the nearest later one that both
 * have. */
long comparison_matching_step(const struct program *from, const struct program *to, long step);

#endif
