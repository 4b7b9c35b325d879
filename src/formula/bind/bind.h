#ifndef BACKSTEP_FORMULA_BIND_BIND_H
#define BACKSTEP_FORMULA_BIND_BIND_H

/* The binding of a statement while it is made: one node after the other gets its shape. A function
 * that gives false has set the error, with the bytes of the source that it is about; what it would
 * have filled in is then worth nothing. Texts live in the binder's arena. Only the files of
 * statement_bind() use this. */

#include "formula/bound_statement.h"

enum { LENGTH_MOST = 100000 }; /* of unit vectors and sums: samples are the most there is */

/* All borrowed. */
struct binder {
    struct arena *arena;
    const struct statement *statement;
    const struct scope *scope;
    struct binding *binding;
    struct formula_error *error;
    size_t *limits; /* of i, j and k at the node being bound; 0: no meaning there */
};

/* Sets the error at the expression's bytes. Always false. */
bool bind_fail(const struct binder *binder, const struct expression *expression,
               const char *message);

/* The expression as the author wrote it, shortened where it is long. */
const char *bind_source_of(const struct binder *binder, const struct expression *expression);

/* "2×3" */
const char *bind_shape_text(struct arena *arena, struct shape shape);

/* Both operands with their shapes, once they are bound: "W[2] (2×3) and a[2] (2×1)". */
const char *bind_operands_text(const struct binder *binder, const struct expression *expression);

/* The expression's operand, which is bound before it. */
const struct bound_node *bind_operand(const struct binder *binder,
                                      const struct expression *expression, size_t which);

/* Whether an index lies within 1..available: the number itself, or as far as its i, j or k runs.
 * what: "row" or "column", for the message. */
bool bind_check_element(const struct binder *binder, const struct expression *expression,
                        struct element_index index, size_t available, const char *what);

/* A length that is known before anything is computed, of unit(i, n) and of sum(k, n, x): 1 to
 * LENGTH_MOST. */
bool bind_known_length(const struct binder *binder, const struct expression *size, size_t *ret);

/* The statement's target, where it has one. T(i,j) = ...: i runs over its rows from here on and j
 * over its columns.
 */
bool bind_target(const struct binder *binder);

/* A TENSOR node, or one element of it (1 x 1). */
bool bind_tensor(const struct binder *binder, struct bound_node *node);

/* A CALL node, whose arguments are bound. */
bool bind_call(const struct binder *binder, struct bound_node *node);

/* A CALL of partial; see formula/differentiate/partial.h. */
bool bind_partial(const struct binder *binder, struct bound_node *node);

/* Two operands of one shape, or with one of them repeated. */
bool bind_pairing(const struct binder *binder, struct bound_node *node);

/* How often the node being bound is computed: the product of the lengths of the sums around it. */
double bind_turns(const struct binder *binder);

#endif
