#include "formula/shape.h"

#include "base/text.h"

#include <string.h>

enum {
    LENGTH_MOST = 100000,  /* of unit vectors and sums: samples are the most there is */
    TURNS_MOST = 10000000, /* of sums inside each other: a fraction of a second */
};

struct binder {
    struct arena *arena;
    const struct statement *statement;
    const struct scope *scope;
    struct binding *binding;
    struct formula_error *error;
    size_t *limits; /* of i, j and k at the node being bound; 0: no meaning there */
};

/* The operand as the author wrote it: the names of an error message. */
static const char *source_of(const struct binder *binder, const struct expression *expression) {
    return formula_excerpt(binder->arena, binder->statement->source, expression->begin,
                           expression->end);
}

static const char *shape_text(struct arena *arena, struct shape shape) {
    return text_format(arena, "%zu×%zu", shape.rows, shape.columns);
}

/* "W[2] (2×3) and a[2] (2×1)" */
static const char *operands_text(const struct binder *binder, const struct expression *expression) {
    const struct expression *a = expression->operands[0], *b = expression->operands[1];
    return text_format(binder->arena, "%s (%s) and %s (%s)", source_of(binder, a),
                       shape_text(binder->arena, binder->binding->nodes[a->id].shape),
                       source_of(binder, b),
                       shape_text(binder->arena, binder->binding->nodes[b->id].shape));
}

static bool fail_at(const struct binder *binder, const struct expression *expression,
                    const char *message) {
    formula_error_set(binder->error, expression->begin, expression->end, "%s", message);
    return false;
}

static bool is_scalar(struct shape shape) {
    return shape.rows == 1 && shape.columns == 1;
}

static const struct bound_node *operand(const struct binder *binder,
                                        const struct expression *expression, size_t which) {
    return &binder->binding->nodes[expression->operands[which]->id];
}

/* ---- tensors ---- */

/* "W[2] has 3 rows": an element's tensor without the element, or a unit vector. */
static const char *extent_text(const struct binder *binder, const struct expression *expression,
                               size_t available, const char *what) {
    const char *source = binder->statement->source;
    size_t end = expression->end;
    while (expression->kind == EXPRESSION_TENSOR && source[end] != '(') {
        end--;
    }
    return text_format(binder->arena, "%s has %zu %s%s",
                       formula_excerpt(binder->arena, source, expression->begin, end), available,
                       what, available == 1 ? "" : "s");
}

/* An element index within 1..available: the number itself, or as far as the name runs. */
static bool check_element(const struct binder *binder, const struct expression *expression,
                          struct element_index index, size_t available, const char *what) {
    if (index.base == ELEMENT_NUMBER) {
        return (size_t)index.number <= available ||
               fail_at(binder, expression,
                       text_format(binder->arena, "there is no %s %d: %s", what, index.number,
                                   extent_text(binder, expression, available, what)));
    }
    size_t limit = binder->limits[index.base - ELEMENT_I];
    char name = "ijk"[index.base - ELEMENT_I];
    if (limit == 0) {
        return fail_at(binder, expression,
                       text_format(binder->arena, "%c stands for nothing in this formula", name));
    }
    return limit <= available ||
           fail_at(binder, expression,
                   text_format(binder->arena, "%c runs to %zu, but %s", name, limit,
                               extent_text(binder, expression, available, what)));
}

/* The tensor as a whole, element or not. */
static bool find_tensor(const struct binder *binder, const struct expression *tensor, bool is_read,
                        struct tensor_place *ret) {
    int layer = tensor_index_value(tensor->index, binder->scope->layer, binder->scope->last_layer);
    if (tensor->index.base != INDEX_NONE && (layer < 0 || layer > binder->scope->last_layer)) {
        return fail_at(binder, tensor,
                       text_format(binder->arena,
                                   "%s would be layer %d, but layers run from 0 to %d",
                                   source_of(binder, tensor), layer, binder->scope->last_layer));
    }
    const char *message = NULL;
    return binder->scope->find(binder->scope->context, tensor->symbol, layer, is_read, ret,
                               &message) ||
           fail_at(binder, tensor,
                   text_format(binder->arena, "%s: %s", source_of(binder, tensor), message));
}

static bool find_place(const struct binder *binder, const struct expression *tensor, bool is_read,
                       struct tensor_place *ret) {
    return find_tensor(binder, tensor, is_read, ret) &&
           (!tensor->has_element ||
            (check_element(binder, tensor, tensor->row, ret->shape.rows, "row") &&
             check_element(binder, tensor, tensor->column, ret->shape.columns, "column")));
}

/* T(i,j) = ...: i runs over the rows of the target and j over its columns. */
static bool bind_target(const struct binder *binder) {
    const struct expression *target = binder->statement->target;
    struct tensor_place *place = &binder->binding->target;
    if (!find_tensor(binder, target, false, place)) {
        return false;
    }
    const struct element_index *indexes[2] = {&target->row, &target->column};
    const size_t available[2] = {place->shape.rows, place->shape.columns};
    for (size_t i = 0; i < 2 && target->has_element; i++) {
        if (indexes[i]->base != ELEMENT_NUMBER) {
            size_t *limit = &binder->limits[indexes[i]->base - ELEMENT_I];
            *limit = *limit == 0 || *limit > available[i] ? available[i] : *limit;
        }
    }
    memcpy(binder->binding->element_limits, binder->limits, sizeof binder->binding->element_limits);
    return find_place(binder, target, false, place);
}

static bool bind_tensor(const struct binder *binder, struct bound_node *node) {
    const struct expression *expression = node->expression;
    if (!find_place(binder, expression, true, &node->tensor)) {
        return false;
    }
    if (expression->has_element) {
        node->shape = (struct shape){1, 1};
        return true;
    }
    node->shape = node->tensor.shape;
    /* The tensor that the statement overwrites is copied first, so that the old value can still
     * be explained after the step. */
    if (node->tensor.offset != binder->binding->target.offset) {
        node->home = HOME_STATE;
        node->offset = node->tensor.offset;
    }
    return true;
}

/* ---- operators ---- */

/* The tree has one reader a node, so a transpose inside a product has no other. */
static void fold_transposes(const struct binder *binder, const struct expression *product) {
    for (size_t i = 0; i < product->operand_count; i++) {
        if (product->operands[i]->kind == EXPRESSION_TRANSPOSE) {
            binder->binding->nodes[product->operands[i]->id].is_folded = true;
        }
    }
}

static bool bind_product(const struct binder *binder, struct bound_node *node) {
    struct shape a = operand(binder, node->expression, 0)->shape;
    struct shape b = operand(binder, node->expression, 1)->shape;
    if (is_scalar(a) || is_scalar(b)) {
        node->shape = is_scalar(a) ? b : a;
        return true;
    }
    node->shape = (struct shape){a.rows, b.columns};
    fold_transposes(binder, node->expression);
    return a.columns == b.rows ||
           fail_at(
               binder, node->expression,
               text_format(binder->arena,
                           "the matrix product of %s does not fit: %zu columns against %zu rows",
                           operands_text(binder, node->expression), a.columns, b.rows));
}

static bool bind_pairing(const struct binder *binder, struct bound_node *node) {
    struct shape a = operand(binder, node->expression, 0)->shape;
    struct shape b = operand(binder, node->expression, 1)->shape;
    return matrix_broadcast_shape(a, b, &node->shape) ||
           fail_at(binder, node->expression,
                   text_format(binder->arena, "%s do not match element by element",
                               operands_text(binder, node->expression)));
}

static bool bind_quotient(const struct binder *binder, struct bound_node *node) {
    node->shape = operand(binder, node->expression, 0)->shape;
    return is_scalar(operand(binder, node->expression, 1)->shape) ||
           fail_at(binder, node->expression,
                   text_format(binder->arena,
                               "\"/\" divides by a 1×1; element by element it is \"./\": %s",
                               operands_text(binder, node->expression)));
}

/* ---- functions ---- */

static bool is_vector(struct shape shape) {
    return shape.rows == 1 || shape.columns == 1;
}

static bool bind_activation(const struct binder *binder, struct bound_node *node) {
    const struct expression *argument = node->expression->operands[0];
    const struct scope *scope = binder->scope;
    const char *name = function_definition(node->expression->function)->name;
    int layer = argument->kind != EXPRESSION_TENSOR
                    ? -1
                    : tensor_index_value(argument->index, scope->layer, scope->last_layer);
    if (layer < 0 ||
        !scope->activation(scope->context, argument->symbol, layer, &node->activation)) {
        return fail_at(binder, node->expression,
                       text_format(binder->arena, "%s needs the pre-activation of a layer, not %s",
                                   name, source_of(binder, argument)));
    }
    node->shape = operand(binder, node->expression, 0)->shape;
    bool mixes = activation_mixes_units(node->activation);
    bool is_by_element = node->expression->function == FUNCTION_ACTIVATION ||
                         node->expression->function == FUNCTION_DERIVATIVE;
    if (argument->has_element && (mixes || !is_by_element)) {
        return fail_at(binder, node->expression,
                       text_format(binder->arena, "%s needs a whole sample, not one element of it",
                                   mixes ? "softmax" : name));
    }
    if (node->expression->function == FUNCTION_DERIVATIVE && mixes) {
        return fail_at(binder, node->expression,
                       "softmax has no derivative element by element: use vjp(z, g) or "
                       "jacobian(z)");
    }
    return true;
}

static bool bind_jacobian(const struct binder *binder, struct bound_node *node) {
    if (!bind_activation(binder, node)) {
        return false;
    }
    size_t samples =
        binder->scope->axis == SAMPLES_AS_COLUMNS ? node->shape.columns : node->shape.rows;
    size_t units =
        binder->scope->axis == SAMPLES_AS_COLUMNS ? node->shape.rows : node->shape.columns;
    node->shape = (struct shape){units, units};
    return samples == 1 ||
           fail_at(
               binder, node->expression,
               text_format(binder->arena, "jacobian is of one sample, but there are %zu", samples));
}

static bool bind_vjp(const struct binder *binder, struct bound_node *node) {
    return bind_activation(binder, node) &&
           (shape_equal(node->shape, operand(binder, node->expression, 1)->shape) ||
            fail_at(binder, node->expression,
                    text_format(binder->arena, "%s must have the same shape",
                                operands_text(binder, node->expression))));
}

static bool bind_diagonal(const struct binder *binder, struct bound_node *node) {
    struct shape shape = operand(binder, node->expression, 0)->shape;
    size_t n = shape_count(shape);
    node->shape = (struct shape){n, n};
    return is_vector(shape) ||
           fail_at(binder, node->expression,
                   text_format(binder->arena, "diag needs a row or a column, but %s is %s",
                               source_of(binder, node->expression->operands[0]),
                               shape_text(binder->arena, shape)));
}

/* A length that is known before anything is computed: of unit(i, n) and of sum(k, n, x). */
static bool known_length(const struct binder *binder, const struct expression *size, size_t *ret) {
    bool is_known = size->kind == EXPRESSION_NUMBER ||
                    (size->kind == EXPRESSION_CALL &&
                     (size->function == FUNCTION_ROWS || size->function == FUNCTION_COLUMNS));
    double n = binder->binding->nodes[size->id].constant;
    if (!is_known || !(n >= 1) || !(n <= LENGTH_MOST) || n != (double)(size_t)n) {
        return fail_at(binder, size,
                       text_format(binder->arena,
                                   "this length must be a whole number from 1 to %d, rows(x) or "
                                   "cols(x)",
                                   LENGTH_MOST));
    }
    *ret = (size_t)n;
    return true;
}

static bool bind_unit(const struct binder *binder, struct bound_node *node) {
    const struct expression *which = node->expression->operands[0];
    size_t n;
    if (!known_length(binder, node->expression->operands[1], &n)) {
        return false;
    }
    node->shape = (struct shape){n, 1};
    struct element_index index = {.base = ELEMENT_NUMBER};
    if (which->kind == EXPRESSION_ELEMENT) {
        index = which->which;
    } else if (which->kind == EXPRESSION_NUMBER && which->number >= 1 &&
               which->number <= LENGTH_MOST && which->number == (double)(int)which->number) {
        index.number = (int)which->number;
    } else {
        return fail_at(binder, which, "which unit vector: a whole number, i, j or k");
    }
    return check_element(binder, node->expression, index, node->shape.rows, "row");
}

static bool bind_call(const struct binder *binder, struct bound_node *node) {
    struct shape shape = operand(binder, node->expression, 0)->shape;
    node->shape = shape;
    switch (node->expression->function) {
    case FUNCTION_ACTIVATION:
    case FUNCTION_DERIVATIVE:
        return bind_activation(binder, node);
    case FUNCTION_JACOBIAN:
        return bind_jacobian(binder, node);
    case FUNCTION_VJP:
        return bind_vjp(binder, node);
    case FUNCTION_LOG:
    case FUNCTION_EXP:
    case FUNCTION_ABS:
    case FUNCTION_SIGN:
        return true;
    case FUNCTION_SUM:
        node->shape = (struct shape){1, 1};
        return true;
    case FUNCTION_SUM_OVER:
        node->shape = operand(binder, node->expression, 1)->shape;
        node->constant = (double)binder->limits[node->expression->which.base - ELEMENT_I];
        return true;
    case FUNCTION_ROW_SUM:
        node->shape = (struct shape){shape.rows, 1};
        return true;
    case FUNCTION_COLUMN_SUM:
        node->shape = (struct shape){1, shape.columns};
        return true;
    case FUNCTION_DIAGONAL:
        return bind_diagonal(binder, node);
    case FUNCTION_UNIT:
        return bind_unit(binder, node);
    case FUNCTION_ROWS:
    case FUNCTION_COLUMNS:
        node->shape = (struct shape){1, 1};
        node->constant =
            (double)(node->expression->function == FUNCTION_ROWS ? shape.rows : shape.columns);
        return true;
    case FUNCTION_COUNT:
        break;
    }
    return false;
}

/* ---- the whole ---- */

static bool bind_element(const struct binder *binder, struct bound_node *node) {
    node->shape = (struct shape){1, 1};
    /* any length will do: only a name that stands for nothing is wrong */
    return check_element(binder, node->expression, node->expression->which, (size_t)-1, "row");
}

static bool bind_node(const struct binder *binder, struct bound_node *node) {
    switch (node->expression->kind) {
    case EXPRESSION_NUMBER:
        node->shape = (struct shape){1, 1};
        node->constant = node->expression->number;
        return true;
    case EXPRESSION_ELEMENT:
        return bind_element(binder, node);
    case EXPRESSION_TENSOR:
        return bind_tensor(binder, node);
    case EXPRESSION_NEGATE:
    case EXPRESSION_SQUARE:
        node->shape = operand(binder, node->expression, 0)->shape;
        return true;
    case EXPRESSION_TRANSPOSE: {
        struct shape shape = operand(binder, node->expression, 0)->shape;
        node->shape = (struct shape){shape.columns, shape.rows};
        return true;
    }
    case EXPRESSION_ADD:
    case EXPRESSION_SUBTRACT:
    case EXPRESSION_HADAMARD:
    case EXPRESSION_HADAMARD_QUOTIENT:
        return bind_pairing(binder, node);
    case EXPRESSION_PRODUCT:
        return bind_product(binder, node);
    case EXPRESSION_QUOTIENT:
        return bind_quotient(binder, node);
    case EXPRESSION_CALL:
        return bind_call(binder, node);
    case EXPRESSION_KIND_COUNT:
        break;
    }
    return false;
}

enum { SCRATCH_MOST = 64 * 1024 * 1024 }; /* doubles of one formula: 512 MiB */

/* Divides, because the product of a diagonal or an outer product need not fit into a size_t. */
static bool fits(struct shape shape, size_t room) {
    return shape.columns == 0 || shape.rows <= room / shape.columns;
}

static bool is_summation(const struct expression *expression) {
    return expression->kind == EXPRESSION_CALL && expression->function == FUNCTION_SUM_OVER;
}

/* How often the innermost summand is computed: the product of the lengths of the sums around it. */
static double turns(const struct binder *binder) {
    double product = 1;
    for (size_t i = 0; i < 3; i++) {
        bool is_sum = binder->binding->element_limits[i] == 0 && binder->limits[i] > 0;
        product *= is_sum ? (double)binder->limits[i] : 1;
    }
    return product;
}

/* Where a sum's summand begins, behind its length, its i, j or k gets a meaning. */
static bool enter_summation(const struct binder *binder, size_t at) {
    for (size_t i = at; i < binder->binding->node_count; i++) {
        const struct expression *sum = binder->statement->nodes[i];
        if (!is_summation(sum) || (size_t)sum->operands[0]->id + 1 != at) {
            continue;
        }
        size_t *limit = &binder->limits[sum->which.base - ELEMENT_I];
        if (*limit != 0) {
            return fail_at(binder, sum,
                           text_format(binder->arena, "%c has a meaning here already",
                                       "ijk"[sum->which.base - ELEMENT_I]));
        }
        binder->binding->nodes[at].loop = i;
        if (!known_length(binder, sum->operands[0], limit)) {
            return false;
        }
        return turns(binder) <= TURNS_MOST ||
               fail_at(binder, sum,
                       text_format(binder->arena,
                                   "these sums inside each other have %.0f terms (at most %d)",
                                   turns(binder), TURNS_MOST));
    }
    return true;
}

static bool bind_next(const struct binder *binder, size_t at) {
    struct bound_node *node = &binder->binding->nodes[at];
    node->expression = binder->statement->nodes[at];
    node->home = HOME_SCRATCH;
    if (!enter_summation(binder, at) || !bind_node(binder, node)) {
        return false;
    }
    if (is_summation(node->expression)) {
        binder->limits[node->expression->which.base - ELEMENT_I] = 0;
    }
    return true;
}

static bool bind_nodes(const struct binder *binder) {
    struct binding *binding = binder->binding;
    for (size_t i = 0; i < binding->node_count; i++) {
        struct bound_node *node = &binding->nodes[i];
        if (!bind_next(binder, i)) {
            return false;
        }
        if (node->home == HOME_SCRATCH) {
            if (!fits(node->shape, SCRATCH_MOST - binding->scratch_count)) {
                return fail_at(binder, node->expression,
                               text_format(binder->arena, "%s would be too large (%s)",
                                           source_of(binder, node->expression),
                                           shape_text(binder->arena, node->shape)));
            }
            node->offset = binding->scratch_count;
            binding->scratch_count += shape_count(node->shape);
        }
    }
    return true;
}

static bool check_target(const struct binder *binder) {
    const struct expression *target = binder->statement->target;
    struct shape expected =
        target->has_element ? (struct shape){1, 1} : binder->binding->target.shape;
    struct shape found = binder->binding->nodes[binder->binding->node_count - 1].shape;
    if (shape_equal(expected, found)) {
        return true;
    }
    const struct expression *value = binder->statement->value;
    return fail_at(binder, value,
                   text_format(binder->arena, "%s is %s, but %s is %s", source_of(binder, target),
                               shape_text(binder->arena, expected), source_of(binder, value),
                               shape_text(binder->arena, found)));
}

bool statement_bind(struct arena *arena, const struct statement *statement,
                    const struct scope *scope, struct binding *ret, struct formula_error *error) {
    struct binding binding = {
        .statement = statement,
        .nodes = ARENA_ARRAY(arena, struct bound_node, statement->node_count),
        .node_count = statement->node_count,
        .axis = scope->axis,
    };
    size_t limits[3];
    memcpy(limits, scope->element_limits, sizeof limits);
    const struct binder binder = {arena, statement, scope, &binding, error, limits};
    if (!bind_target(&binder) || !bind_nodes(&binder) || !check_target(&binder)) {
        return false;
    }
    *ret = binding;
    return true;
}
