#ifndef BACKSTEP_CHECKS_GRADCHECK_H
#define BACKSTEP_CHECKS_GRADCHECK_H

/* Are the notation's gradients the derivatives of its own loss? Two witnesses are asked for every
 * parameter: the slope of the loss by differences, with its error (slope.h), and the tangent, the
 * derivative of the notation's own forward formulas (formula/differentiate/tangent.h).
 *
 *     error = |gradient - witness| / max(|gradient|, |witness|, floor)
 *
 * The tangent has as many right digits as the gradient; the floor allows for sums that cancel.
 * Differences see what the tangent takes for granted, the slopes of the activations, but where a
 * unit is saturated the loss has no digits left for them, and across a kink they say nothing. So:
 * where differences tell, they have to agree, and the tangent too; where they do not, the tangent
 * decides alone, and that is said. A place is at a kink where an activation or |x| that has one
 * stands exactly there and the parameter moves it: any gradient between the one-sided slopes
 * passes. What is not a number fails. */

#include "engine/program.h"

enum gradcheck_verdict {
    GRADCHECK_AGREES,     /* with both witnesses */
    GRADCHECK_BY_TANGENT, /* with the tangent; differences cannot tell here */
    GRADCHECK_AT_KINK,    /* between the slopes from the left and from the right */
    GRADCHECK_DIFFERS,
    GRADCHECK_VERDICT_COUNT
};

struct gradcheck_element {
    double analytic;
    double numeric, numeric_error; /* by differences, and by how much they may be wrong */
    double tangent;                /* NAN: the forward formulas have functions without one */
    double error;                  /* against the witness that decides */
    enum gradcheck_verdict verdict;
};

/* One parameter tensor of the notation against its gradient. */
struct gradcheck_tensor {
    int parameter, gradient; /* tensors of the program */
    struct shape shape;
    const struct gradcheck_element *elements; /* row after row */
    size_t worst; /* the element with the largest error, kinks aside; count: all are at kinks */
    size_t verdicts[GRADCHECK_VERDICT_COUNT];
};

struct gradcheck {
    const struct gradcheck_tensor *tensors;
    size_t count;
    size_t elements, verdicts[GRADCHECK_VERDICT_COUNT]; /* over all tensors */
    double worst_error;                                 /* kinks aside */
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
