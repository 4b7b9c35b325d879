#ifndef BACKSTEP_CHECKS_SLOPE_H
#define BACKSTEP_CHECKS_SLOPE_H

/* The slope of a function at a place by differences, with an estimate of its error: central
 * differences of ever smaller width, extrapolated to width 0 (Ridders, Accurate computation of
 * F'(x) and F'(x) F''(x), Advances in Engineering Software 4 (1982), 75-76; Press et al., Numerical
 * Recipes, 3rd ed., section 5.7). The error is that by which neighbouring extrapolations differ,
 * and no less than what rounding and noise of the function's values do at that width. */

#include <stdbool.h>

struct slope {
    double value, error;
    double left, right; /* one-sided differences at the narrowest width */
    bool is_known;      /* false: no width had finite values on one smooth piece */
};

/* What is differentiated: gives f(x); *ret_is_same_piece is false where a kink lies between x and
 * the place, so that a difference over it says nothing. */
struct slope_function {
    void *context;
    double (*value)(void *context, double x, bool *ret_is_same_piece);
    double grain; /* by how much its values are off, however small they are themselves */
};

/* At x, where the function is `here`; width is the widest difference, in x. Stops where the error
 * is below enough, times the size of the slope. */
struct slope slope_measure(const struct slope_function *function, double x, double here,
                           double width, double enough);

#endif
