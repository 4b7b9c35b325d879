#ifndef BACKSTEP_FORMULA_BOUND_STATEMENT_H
#define BACKSTEP_FORMULA_BOUND_STATEMENT_H

/* Checks the shapes of a statement where it is used and binds it to the tensors there: every
 * node gets its shape and a place for its value, so that evaluating needs no decisions and no
 * memory. Tensors live in one block of doubles, the state; inner nodes in another, the scratch. */

#include "formula/activation.h"
#include "formula/matrix.h"
#include "formula/statement.h"

#include <stdint.h>

/* A tensor of the state: doubles from offset on, row after row. */
struct tensor_storage {
    struct shape shape;
    size_t offset;
};

struct binding;

/* Where numerator and denominator stand in a derivative of a vector (see bind_partial.c). */
enum derivative_layout { LAYOUT_NUMERATOR, LAYOUT_DENOMINATOR, LAYOUT_COUNT };

/* What partial(y, x) differentiates. */
struct forward_pass {
    /* The n-th formula in the order in which they run, as it is bound; NULL behind the last. */
    const struct binding *(*formula)(const void *context, size_t n);
    /* Whether a symbol is one of the forward pass: given before it, or computed by it. */
    bool (*has)(const void *context, int symbol);
    /* Whether a symbol's tensors are vectors: units of a single sample, or biases. */
    bool (*is_vector)(const void *context, int symbol);
    enum derivative_layout layout;
};

/* What the names of a formula mean at one step. */
struct scope {
    const void *context;
    int layer, last_layer; /* l and L */
    enum sample_axis axis;
    /* How far the letters run, besides those that the target names and sums run over; 0: that
     * letter has no meaning here. */
    size_t element_limits[FORMULA_MOST_INDICES];
    /* Where symbol at layer (-1: it has none) stands. False with a sentence when there is no such
     * tensor, or nothing has written it yet and is_read. */
    bool (*find)(const void *context, int symbol, int layer, bool is_read,
                 struct tensor_storage *ret, const char **reterr_message);
    /* The activation of the layer when symbol is a pre-activation, or -1; false when it is not. */
    bool (*activation)(const void *context, int symbol, int layer, enum activation *ret);
    /* Whether a symbol is the target of the samples (convention.h); NULL: none is. */
    bool (*is_target)(const void *context, int symbol);
    const struct forward_pass *forward; /* NULL: there is none, and no partial(y, x) */
    bool takes_any_shape; /* the value may have another than the target: it is not stored */
};

enum value_home { HOME_STATE, HOME_SCRATCH };

/* What counts as 0 although no arithmetic says so: see convention.h. */
enum convention {
    CONVENTION_NONE,
    CONVENTION_ZERO_LOG,
    CONVENTION_ZERO_QUOTIENT,
    CONVENTION_COUNT
};

struct bound_node {
    const struct expression *expression;
    struct shape shape;
    enum value_home home;
    size_t offset;                 /* in its home */
    struct tensor_storage tensor;  /* TENSOR: what it reads */
    enum activation activation;    /* CALL of f, f', jacobian, vjp */
    double constant;               /* NUMBER, rows(), cols(); SUM_OVER: n */
    const struct partial *partial; /* CALL of partial: how it is computed */
    size_t room;                   /* doubles behind the value in its home, to compute it with */
    size_t slices; /* the value is so many matrices, one below the other; 0: it is one matrix */
    enum convention convention; /* that a product or a quotient may need */
    signed char logs[2]; /* ZERO_LOG: of each factor, 1: a logarithm, -1: the negative of one */
    size_t loop; /* the SUM_OVER whose summand begins with this node; 0: none (no sum is node 0) */
    bool is_folded; /* a transpose that only a product reads: the product reads its operand
                       transposed instead, see binding_compute */
};

#define BINDING_NO_TARGET SIZE_MAX

/* A statement at one place of one program. */
struct binding {
    const struct statement *statement;
    struct bound_node *nodes; /* as statement->nodes; the last is the value */
    size_t node_count;
    struct tensor_storage target; /* offset BINDING_NO_TARGET: the statement has none */
    size_t element_limits[FORMULA_MOST_INDICES]; /* of letters outside sums; 0: no meaning */
    enum sample_axis axis;
    size_t scratch_count; /* doubles */
};

/* Binds statement in scope. False with *error set, naming both operands and their shapes, when
 * the shapes do not fit together, an index is outside the network, or a tensor has not been
 * written; *ret is untouched then. */
bool statement_bind(struct arena *arena, const struct statement *statement,
                    const struct scope *scope, struct binding *ret, struct formula_error *error);

#endif
