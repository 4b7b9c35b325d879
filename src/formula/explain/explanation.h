#ifndef BACKSTEP_FORMULA_EXPLAIN_EXPLANATION_H
#define BACKSTEP_FORMULA_EXPLAIN_EXPLANATION_H

/* Where one number of a formula comes from: which elements of which operands, and the products
 * and sums that make it. Read off the same tree, after it was computed. */

#include "formula/binding.h"

enum explanation_kind {
    EXPLANATION_LEAF,     /* a number, or an element of a tensor: nothing to compute */
    EXPLANATION_SUM,      /* the sum of signed products: the terms */
    EXPLANATION_FUNCTION, /* a function of the terms, one element each */
    EXPLANATION_KIND_COUNT
};

/* One element of a node's value, from 0. */
struct node_element {
    size_t node;
    size_t row, column;
    double value;
};

struct explanation_term {
    int sign;            /* +1 or -1 */
    size_t factor_count; /* 1 or 2 */
    struct node_element factors[2];
    size_t turn;                /* under sum(k, n, x): which k, from 1; 0 elsewhere */
    bool is_quotient;           /* the first divided by the second, not times */
    bool is_zero_by_position;   /* an element off the diagonal: 0 whatever the operands hold */
    enum convention convention; /* by which the product or quotient of the factors counts as 0 */
    double value;               /* with the sign */
};

struct explanation {
    enum explanation_kind kind;
    struct node_element result;
    const struct explanation_term *terms; /* SUM: in the order in which they are added up */
    size_t term_count;
};

/* Explains element (row, column), both from 0, of a node of a computed binding. The terms live
 * in the arena. For SUM, adding the terms' values in order gives the element to the last bit (the
 * sign of a zero aside). For FUNCTION the terms are the arguments: for softmax all units of the
 * sample; for vjp(z, g) those of z first, then those of g. */
struct explanation explanation_of_element(struct arena *arena, const struct binding *binding,
                                          const struct evaluation *evaluation, size_t node,
                                          size_t row, size_t column);

/* What somebody gets who does that arithmetic with other numbers, one for each factor of each term
 * in their order: with those that are shown. NaN for a derivative, partial(y, x), which nobody
 * reckons from two numbers. */
double explanation_reckon(struct arena *arena, const struct binding *binding,
                          const struct explanation *explanation, const double *factors);

#endif
