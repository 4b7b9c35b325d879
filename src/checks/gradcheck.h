#ifndef BACKSTEP_CHECKS_GRADCHECK_H
#define BACKSTEP_CHECKS_GRADCHECK_H

/* Are the notation's gradients the derivatives of its own loss? Every parameter is moved a little
 * up and a little down, the forward pass run again, and the slope compared with the gradient
 * that the backward pass computed.
 *
 *     numeric = (loss(w + h) - loss(w - h)) / 2h,   h = ε^(1/3) max(1, |w|)
 *
 * The cube root of the machine epsilon balances the error of the difference, of order h², against
 * rounding, of order ε/h (Nocedal & Wright, Numerical Optimization, 2nd ed., section 8.1). The
 * criterion is the relative error that CS231n's notes on gradient checks use,
 *
 *     error = |gradient - numeric| / max(|gradient|, |numeric|, floor),
 *
 * with a floor of 1e-4 max(1, |loss|) below which the difference is rounding noise. It passes at
 * 1e-6. A parameter that fails is tried again: with 32 h, because the loss itself may have few
 * right digits (log(1 - a) of a unit that is nearly saturated), and, because across a kink of ReLU
 * or |x| a difference says nothing, with h/32 and h/1024 (the floor grows as h shrinks). Where the
 * slopes from the left and from the right still differ, the point is a kink and any gradient
 * between them passes. */

#include "engine/program.h"

struct gradcheck_element {
    double analytic, numeric, error;
    bool is_kink, passes;
};

/* One parameter tensor of the notation against its gradient. */
struct gradcheck_tensor {
    int parameter, gradient; /* tensors of the program */
    struct shape shape;
    const struct gradcheck_element *elements; /* row after row */
    size_t worst;                             /* the element with the largest error */
    size_t failed, kinks;
};

struct gradcheck {
    const struct gradcheck_tensor *tensors;
    size_t count;
    size_t elements, failed, kinks; /* over all tensors */
    double worst_error;
    double loss;
    bool is_finite; /* false: the loss or a gradient is not, and nothing was compared */
};

extern const double gradcheck_tolerance;

/* Checks at the parameters and the batch that state holds (program->state_count doubles, only
 * read). Results live in the arena. Parameters whose gradient the program does not compute
 * (biases that are not trained) are left out. */
struct gradcheck gradcheck_run(struct arena *arena, const struct program *program,
                               const double *state);

/* By what factor the gradients are too large: 4 where a mean over 4 samples was forgotten, -1 for a
 * wrong sign. False when nothing failed, or when the tensors that failed are not wrong by one and
 * the same factor in every element: a tensor with one wrong element is wrong in itself. Elements
 * that are rounding noise, and kinks, are left out. */
bool gradcheck_factor(const struct gradcheck *check, double *ret);

#endif
