#ifndef BACKSTEP_FORMULA_FUNCTION_H
#define BACKSTEP_FORMULA_FUNCTION_H

/* The functions of the formula language. */

#include <stdbool.h>
#include <stddef.h>

enum function {
    FUNCTION_ACTIVATION, /* f(z): the activation of the layer that z belongs to */
    FUNCTION_DERIVATIVE, /* f'(z) */
    FUNCTION_JACOBIAN,   /* jacobian(z): ∂a/∂z of one sample */
    FUNCTION_VJP,        /* vjp(z, g): jacobian(z)^T g for every sample */
    FUNCTION_LOG,
    FUNCTION_EXP,
    FUNCTION_ABS,
    FUNCTION_SIGN,
    FUNCTION_ROOT, /* sqrt(x): the square root, element by element */
    FUNCTION_SUM,
    FUNCTION_SUM_OVER, /* sum(k, n, x): x for k = 1..n, added up in order; add(k, n, x) is the same,
                          printed summand by summand */
    FUNCTION_STACK,    /* column(k, n, x): one below the other */
    FUNCTION_BESIDE,   /* row(k, n, x): side by side */
    FUNCTION_ROW_SUM,
    FUNCTION_COLUMN_SUM,
    FUNCTION_MAX, /* max(a, b): the larger one, element by element */
    FUNCTION_DIAGONAL,
    FUNCTION_NORM,     /* norm2(x): the sum of the squares, 1 x 1 */
    FUNCTION_IDENTITY, /* identity(n) */
    FUNCTION_UNIT,     /* unit(i, n): the i-th column of the n x n identity */
    FUNCTION_ROWS,
    FUNCTION_COLUMNS,
    FUNCTION_PARTIAL, /* partial(y, x): ∂y/∂x, see formula/differentiate/partial.h */
    FUNCTION_COUNT
};

struct function_definition {
    const char *name; /* as formulas write it */
    size_t arguments;
};
/* Its row in the table of functions; static. */
const struct function_definition *function_definition(enum function function);

/* Whether it runs over a letter: its arguments are that letter, how far it goes, and what is
 * computed for each of its numbers. */
bool function_runs_over(enum function function);

#endif
