#ifndef BACKSTEP_CHECKS_TROUBLE_H
#define BACKSTEP_CHECKS_TROUBLE_H

/* Where a value that is infinite or not a number comes from. A run stops at the operation that
 * gave it; this finds the first part of its formula that did, and the numbers that it was made
 * of: log of 0, an overflow, 0 times infinity. */

#include "engine/program.h"
#include "formula/explain/explanation.h"

struct trouble {
    size_t node;    /* of the formula */
    size_t count;   /* elements in this trouble */
    size_t counted; /* the node whose elements say which: of a logarithm the product that reads it,
                       where 0 log 0 counts as 0 */
    size_t row, column;             /* the first of them, from 0 */
    size_t value_row, value_column; /* the element of the operation's value that it spoils */
    struct explanation explanation; /* of that one; its terms live in the arena */
    size_t
        element[FORMULA_MOST_INDICES]; /* what the formula's letters are there, as in evaluation */
};

/* False when all values of a computed binding are finite; those of a statement of one element are
 * computed again, one after the other, and the inner values of one of them are left. */
bool trouble_find(struct arena *arena, const struct binding *binding,
                  const struct evaluation *evaluation, struct trouble *ret);

/* Whether element i of the node is in this trouble too. */
bool trouble_has(const struct binding *binding, const struct evaluation *evaluation,
                 const struct trouble *trouble, size_t i);

/* "log(a[l]), row 2, column 1 = log(0) = -inf (3 elements)": in formulas' own words. */
const char *trouble_text(struct arena *arena, const struct binding *binding,
                         const struct trouble *trouble);

#endif
