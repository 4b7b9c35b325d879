#ifndef BACKSTEP_FORMULA_CONVENTION_H
#define BACKSTEP_FORMULA_CONVENTION_H

/* Where a target of exactly 0 meets a saturated unit, cross-entropy's formulas ask for 0·log 0 and
 * for 0/0. Both count as 0, as they do in information theory (Cover & Thomas, Elements of
 * Information Theory, 2nd ed., section 2.1): a class that the target gives no weight to adds
 * nothing to the loss and pulls at nothing.
 *
 *     ZERO_LOG       a product one of whose factors is a logarithm (or its negative, or either
 *                    transposed) is 0 where the logarithm is of 0 and the other factor is 0;
 *     ZERO_QUOTIENT  a quotient is 0 where both sides are 0 and the dividend is made of the target
 *                    and numbers alone: (1 - y) / (1 - a).
 *
 * This is the whole of it. 0 times any other infinity, 0/0 of a dividend that is computed, and
 * log 0 with any weight stay what they are, and stop a run. */

#include "formula/bound_statement.h"

/* Finds out which convention a product or a quotient may need: reads the tree below it. is_target
 * may be NULL: no symbol is a target. */
void convention_bind(struct bound_node *node, const struct scope *scope);

/* Whether a b, or a / b, counts as 0 by the convention of a node. */
bool convention_holds(const struct bound_node *node, double a, double b);

#endif
