#ifndef BACKSTEP_STEP_FILLED_EQUATION_H
#define BACKSTEP_STEP_FILLED_EQUATION_H

/* An equation with its values in the place of its symbols. */

#include "step/filled.h"

/* The values at the equation's moment: a slot for each matrix, and the writings that they stand in.
 * Borrows the equation. */
struct filled filled_equation_create(const struct equation *equation);

/* "=" and what a part of an equation is worth, equation_of_node, as one slot. */
struct filled filled_equation_create_value(const struct equation *part);

/* The nodes that have slots in it, -1 for the target, without looking at a value; returns how many.
 * *ret is in the moment's arena. */
size_t filled_equation_list_nodes(const struct equation *equation, int **ret);

#endif
