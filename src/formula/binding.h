#ifndef BACKSTEP_FORMULA_BINDING_H
#define BACKSTEP_FORMULA_BINDING_H

/* Computes a bound statement. Nothing is allocated; the same bits come out every time. */

#include "formula/bound_statement.h"

/* Where a binding makes use of a convention. */
struct convention_use {
    enum convention convention;
    size_t node;
    size_t row, column; /* of its value, from 0: the first such element */
    size_t count;       /* such elements of the node, of all turns of the sums around it */
};

/* What a bound statement reads and writes; both borrowed. */
struct evaluation {
    double *state;   /* the tensors */
    double *scratch; /* the inner nodes: at least binding.scratch_count doubles */
    /* Of each letter, from 1; see element_limits. 0: of one that only a sum gives a meaning, its
     * last turn. */
    size_t element[FORMULA_MOST_INDICES];
    /* What the target held when the statement ran, for looking at it afterwards (not owned): W in
     * W - eta dW. NULL: the state holds it still. */
    const double *before;
    /* While it is computed, filled with the first node that needs the convention that it names (not
     * owned). NULL: nobody asks. */
    struct convention_use *use;
};

/* Computes the nodes, operands first. The state is only read. Folded transposes are left out: the
 * products that read them do not need them. */
void binding_compute(const struct binding *binding, const struct evaluation *evaluation);

/* Computes a node from what its operands are worth now; where the summand of a SUM_OVER begins with
 * it, all of that sum. Returns the node behind what it has computed. */
size_t binding_compute_next(const struct binding *binding, const struct evaluation *evaluation,
                            size_t node);

/* Computes the summand of a SUM_OVER node for one value of its letter, from 1. Afterwards the
 * summand's nodes hold that value's, not the last one's. */
void binding_compute_summand(const struct binding *binding, const struct evaluation *evaluation,
                             size_t sum, size_t which);

/* Puts what was computed for number `which` of a letter, from 1, where it belongs in the result of
 * the node that runs over it: added up, or as rows or columns of its own. */
void binding_put_summand(const struct binding *binding, size_t node, struct matrix result,
                         struct matrix summand, size_t which);

/* The values of a tensor that the formula reads, as they were when it read them: of its target
 * those from before, where the evaluation has them. */
const double *binding_tensor_read(const struct binding *binding,
                                  const struct tensor_storage *tensor,
                                  const struct evaluation *evaluation);

/* Sets the letters to the first and to the last element that a statement of one element runs for:
 * the last is the one whose inner values it leaves behind, and of sums those of their last turn. */
void binding_take_first_element(struct evaluation *evaluation);
void binding_take_last_element(const struct binding *binding, struct evaluation *evaluation);

/* Goes on to the next of them, row after row; false behind the last. A statement of a whole tensor
 * has but one. */
bool binding_take_next_element(const struct binding *binding, struct evaluation *evaluation);

/* Computes the folded transposes of a computed binding too: for those who look at every node. */
void binding_unfold(const struct binding *binding, const struct evaluation *evaluation);

/* Copies the value into the statement's target: the whole tensor, or its one element. */
void binding_store(const struct binding *binding, const struct evaluation *evaluation);

/* Where in its tensor the one element stands that a TENSOR node reads. */
size_t binding_element_offset(const struct bound_node *node, const struct evaluation *evaluation);

/* The same of the one element that the statement is for, in its target. */
size_t binding_target_offset(const struct binding *binding, const struct evaluation *evaluation);

/* The value of a node as it was last computed; of a folded one after binding_unfold only. */
struct matrix binding_node_value(const struct binding *binding, const struct evaluation *evaluation,
                                 size_t node);

/* Of how many matrices, one below the other, the value of a node is a list; 0: it is one matrix. A
 * pile of matrices is a list as well, though it reckons as the matrix that they make. */
size_t binding_slices(const struct binding *binding, size_t node);

/* The value of the whole statement. */
struct matrix binding_value(const struct binding *binding, const struct evaluation *evaluation);

/* Computes a CALL of partial; see formula/differentiate/partial.h. */
void binding_compute_partial(const struct binding *binding, const struct evaluation *evaluation,
                             size_t node);

/* Puts 0 where the convention of a node says so: result is the node's value as its kernel left it,
 * a and b what its operands hold, as they are (not transposed). */
void binding_apply_convention(const struct binding *binding, const struct evaluation *evaluation,
                              size_t node);

/* The first node that needs the convention, and where: in any element of a statement of one
 * element, and in any summand of a sum(k, n, x). Computes the binding again. False when there is
 * none. */
bool binding_find_convention(const struct binding *binding, const struct evaluation *evaluation,
                             enum convention convention, struct convention_use *ret);

#endif
