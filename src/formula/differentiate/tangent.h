#ifndef BACKSTEP_FORMULA_DIFFERENTIATE_TANGENT_H
#define BACKSTEP_FORMULA_DIFFERENTIATE_TANGENT_H

/* The derivative of a formula along a direction, read off the same tree: beside each value of a
 * node stands its tangent, how fast it changes (forward mode; Griewank & Walther, Evaluating
 * Derivatives, 2nd ed., chapter 3). Nobody writes a derivative down: the rules are those of sums,
 * products, quotients and the functions.
 *
 * At a kink, z = 0 of ReLU or |x|, the slope is taken as f' takes it, 0 (activation.h). What
 * counts as 0 by convention (convention.h) does not change. */

#include "formula/binding.h"

/* Tangents of what an evaluation holds, in the same places. */
struct tangent {
    const struct evaluation *evaluation; /* its values, computed */
    double *state;                       /* of the tensors: as many as there are */
    double *scratch;                     /* of the inner nodes: binding.scratch_count */
    double *spare;                       /* room for one more node: binding.scratch_count */
    bool meets_kink; /* set where a value that changes is exactly at a kink; never unset */
};

/* Computes the tangents of all nodes of a binding that binding_compute has computed, and stores
 * that of the value as binding_store stores the value. The statement writes a whole tensor. False
 * when the formula has a function whose own derivative is not known: f', jacobian, vjp. Values
 * under sum(k, n, x) are computed again. */
bool tangent_compute(const struct binding *binding, struct tangent *tangent);

/* Whether tangent_compute can: of the nodes from first to last. */
bool tangent_is_known(const struct binding *binding, size_t first, size_t last);

/* The tangents of one node of a computed binding, with those that it is made of. Those of the
 * tensors are given; nothing is stored. Every function has to be known. */
struct matrix tangent_of_node(const struct binding *binding, struct tangent *tangent, size_t node);

/* The first of the nodes that a node is made of: they stand before it, without a gap. */
size_t tangent_first_node(const struct binding *binding, size_t node);

#endif
