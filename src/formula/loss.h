#ifndef BACKSTEP_FORMULA_LOSS_H
#define BACKSTEP_FORMULA_LOSS_H

/* The losses that a lesson can name. What each computes is a formula in the notation files. */

enum loss {
    LOSS_HALF_SQUARE,
    LOSS_SQUARE,
    LOSS_ABSOLUTE,
    LOSS_BINARY_CROSS_ENTROPY,
    LOSS_CROSS_ENTROPY,
    LOSS_COUNT
};

/* The names in the enum's order, as lessons and notations write them. */
extern const char *const loss_names[LOSS_COUNT];

#endif
