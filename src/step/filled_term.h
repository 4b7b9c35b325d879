#ifndef BACKSTEP_STEP_FILLED_TERM_H
#define BACKSTEP_STEP_FILLED_TERM_H

/* One operator of a formula with what its operands are worth, whatever they are made of: the line
 * between the formula's values and its result. */

#include "step/filled.h"

/* The formula of a node alone; see equation_of_node. */
struct filled_term {
    struct equation equation;
    struct filled values;
};

/* "[operand] + [operand] = [result]", of which `known` elements are there. Fills in *ret, which
 * must stay where it is while it is used. */
void filled_term_create(struct filled_term *ret, const struct equation *equation, size_t node,
                        size_t known);

/* "= [operand] + [operand]" for the outermost operator of the formula's value. False where that
 * says no more than the values of the formula do. */
bool filled_term_create_last(struct filled_term *ret, const struct filled *values);

#endif
