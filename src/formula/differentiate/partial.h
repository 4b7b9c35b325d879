#ifndef BACKSTEP_FORMULA_DIFFERENTIATE_PARTIAL_H
#define BACKSTEP_FORMULA_DIFFERENTIATE_PARTIAL_H

/* partial(y, x), ∂y/∂x: how the forward formulas carry a change of x on to y. Nobody writes it
 * down. The formulas between x and y are differentiated (tangent.h), once for each element of x,
 * with x as the only thing that changes; whatever x itself is computed from does not matter. y may
 * be any expression of tensors of the forward pass, x is such a tensor or one element of it.
 *
 * The shape, where a vector is the units of one sample or the biases of a layer:
 *
 *     y \ x      an element    a vector of n      a matrix r x c
 *     a number   1 x 1         1 x n or n x 1     r x c
 *     vector m   as y          m x n or n x m     m slices r x c, one below the other
 *     matrix     as y          none               as x, element by element
 *
 * Of two shapes the first is numerator layout and the second denominator layout. A matrix by a
 * matrix is each element by its counterpart, as where a function acts on every sample's every unit
 * alone; where elements mix there is none. A product row * slices adds up the slices, each times
 * its element of the row: ∂L/∂h * ∂h/∂W. */

#include "formula/binding.h"

enum partial_order {
    PARTIAL_BY_X,    /* element e of x, f of y: at e * count of y + f */
    PARTIAL_BY_Y,    /* at f * count of x + e */
    PARTIAL_TOGETHER /* all elements of x change at once: each moves its counterpart alone */
};

/* A formula between x and y; where its values and their tangents stand in the room. */
struct partial_step {
    const struct binding *binding;
    size_t values, tangents;
};

struct partial {
    const struct partial_step *steps; /* in the order in which they run */
    size_t step_count;
    enum partial_order order;
    /* In the room behind the node's value: tangents of the tensors and of the statement's own
     * nodes, and spare room for one more node. */
    size_t state, state_count, own, spare;
};

#endif
