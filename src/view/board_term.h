#ifndef BACKSTEP_VIEW_BOARD_TERM_H
#define BACKSTEP_VIEW_BOARD_TERM_H

/* One operator of a formula with what its operands are worth, whatever they are made of: the line
 * between the formula's values and its result. */

#include "view/board_values.h"

/* The formula of a node alone; see formula_of_node. */
struct board_term {
    struct formula formula;
    struct board_values values;
};

/* "[operand] + [operand] = [result]", of which `known` elements are there. Fills in *ret, which
 * must stay where it is while it is used. */
void board_term_create(struct board_term *ret, const struct formula *formula, size_t node,
                       size_t known);

/* "= [operand] + [operand]" for the outermost operator of the formula's value. False where that
 * says no more than the values of the formula do. */
bool board_term_create_last(struct board_term *ret, const struct board_values *values);

#endif
