#include "formula/bind/bind.h"

#include "base/text.h"

#include <string.h>

/* ---- what a message names ---- */

const char *bind_source_of(const struct binder *binder, const struct expression *expression) {
    return formula_error_excerpt(binder->arena, binder->statement->source, expression->begin,
                                 expression->end);
}

const char *bind_shape_text(struct arena *arena, struct shape shape) {
    return text_format(arena, "%zu×%zu", shape.rows, shape.columns);
}

const char *bind_operands_text(const struct binder *binder, const struct expression *expression) {
    const struct expression *a = expression->operands[0], *b = expression->operands[1];
    return text_format(binder->arena, "%s (%s) and %s (%s)", bind_source_of(binder, a),
                       bind_shape_text(binder->arena, binder->binding->nodes[a->id].shape),
                       bind_source_of(binder, b),
                       bind_shape_text(binder->arena, binder->binding->nodes[b->id].shape));
}

bool bind_fail(const struct binder *binder, const struct expression *expression,
               const char *message) {
    formula_error_set(binder->error, expression->begin, expression->end, "%s", message);
    return false;
}

const struct bound_node *bind_operand(const struct binder *binder,
                                      const struct expression *expression, size_t which) {
    return &binder->binding->nodes[expression->operands[which]->id];
}

/* ---- indices ---- */

/* "W[2]": an element's tensor without the element, or a unit vector. */
static const char *tensor_text(const struct binder *binder, const struct expression *expression) {
    const char *source = binder->statement->source;
    size_t end = expression->end;
    while (expression->kind == EXPRESSION_TENSOR && source[end] != '(') {
        end--;
    }
    return formula_error_excerpt(binder->arena, source, expression->begin, end);
}

/* "W[2] has 3 rows" */
static const char *extent_text(const struct binder *binder, const struct expression *expression,
                               size_t available, const char *what) {
    return text_format(binder->arena, "%s has %zu %s%s", tensor_text(binder, expression), available,
                       what, available == 1 ? "" : "s");
}

bool bind_check_element(const struct binder *binder, const struct expression *expression,
                        struct element_index index, size_t available, const char *what) {
    if (!index.is_letter) {
        return (size_t)index.number <= available ||
               bind_fail(binder, expression,
                         text_format(binder->arena, "there is no %s %d: %s", what, index.number,
                                     extent_text(binder, expression, available, what)));
    }
    size_t limit = binder->limits[index.number];
    const char *name = binder->statement->indices.names[index.number];
    if (limit == 0) {
        return bind_fail(binder, expression,
                         text_format(binder->arena, "%s stands for nothing in this formula", name));
    }
    return limit <= available ||
           bind_fail(binder, expression,
                     text_format(binder->arena, "%s runs to %zu, but %s", name, limit,
                                 extent_text(binder, expression, available, what)));
}

bool bind_known_length(const struct binder *binder, const struct expression *size, size_t *ret) {
    bool is_known = size->kind == EXPRESSION_NUMBER ||
                    (size->kind == EXPRESSION_CALL &&
                     (size->function == FUNCTION_ROWS || size->function == FUNCTION_COLUMNS));
    double n = binder->binding->nodes[size->id].constant;
    if (!is_known || !(n >= 1) || !(n <= LENGTH_MOST) || n != (double)(size_t)n) {
        return bind_fail(binder, size,
                         text_format(binder->arena,
                                     "this length must be a whole number from 1 to %d, rows(x) or "
                                     "cols(x)",
                                     LENGTH_MOST));
    }
    *ret = (size_t)n;
    return true;
}

/* ---- tensors ---- */

/* The tensor as a whole, element or not. */
static bool find_tensor(const struct binder *binder, const struct expression *tensor, bool is_read,
                        struct tensor_storage *ret) {
    int layer =
        expression_index_layer(tensor->index, binder->scope->layer, binder->scope->last_layer);
    if (tensor->index.base != INDEX_NONE && (layer < 0 || layer > binder->scope->last_layer)) {
        return bind_fail(
            binder, tensor,
            text_format(binder->arena, "%s would be layer %d, but layers run from 0 to %d",
                        bind_source_of(binder, tensor), layer, binder->scope->last_layer));
    }
    const char *message = NULL;
    return binder->scope->find(binder->scope->context, tensor->symbol, layer, is_read, ret,
                               &message) ||
           bind_fail(binder, tensor,
                     text_format(binder->arena, "%s: %s", bind_source_of(binder, tensor), message));
}

static bool check_element(const struct binder *binder, const struct expression *tensor,
                          struct shape shape) {
    if (!tensor->is_vector) {
        return bind_check_element(binder, tensor, tensor->row, shape.rows, "row") &&
               bind_check_element(binder, tensor, tensor->column, shape.columns, "column");
    }
    if (shape.rows != 1 && shape.columns != 1) {
        return bind_fail(binder, tensor,
                         text_format(binder->arena, "%s is %s: one index is for a row or a column",
                                     tensor_text(binder, tensor),
                                     bind_shape_text(binder->arena, shape)));
    }
    return bind_check_element(binder, tensor, tensor->row, shape_count(shape), "element");
}

static bool find_element(const struct binder *binder, const struct expression *tensor, bool is_read,
                         struct tensor_storage *ret) {
    return find_tensor(binder, tensor, is_read, ret) &&
           (!tensor->has_element || check_element(binder, tensor, ret->shape));
}

/* A letter of the target runs as far as the target does. */
static void limit_letter(const struct binder *binder, struct element_index index,
                         size_t available) {
    if (index.is_letter) {
        size_t *limit = &binder->limits[index.number];
        *limit = *limit == 0 || *limit > available ? available : *limit;
    }
}

bool bind_target(const struct binder *binder) {
    const struct expression *target = binder->statement->target;
    struct tensor_storage *storage = &binder->binding->target;
    if (target == NULL) {
        *storage = (struct tensor_storage){.offset = BINDING_NO_TARGET};
        memcpy(binder->binding->element_limits, binder->limits,
               sizeof binder->binding->element_limits);
        return true;
    }
    if (!find_tensor(binder, target, false, storage)) {
        return false;
    }
    if (target->has_element) {
        bool is_vector = target->is_vector;
        limit_letter(binder, target->row,
                     is_vector ? shape_count(storage->shape) : storage->shape.rows);
        limit_letter(binder, target->column,
                     is_vector ? shape_count(storage->shape) : storage->shape.columns);
    }
    memcpy(binder->binding->element_limits, binder->limits, sizeof binder->binding->element_limits);
    return find_element(binder, target, false, storage);
}

bool bind_tensor(const struct binder *binder, struct bound_node *node) {
    const struct expression *expression = node->expression;
    if (!find_element(binder, expression, true, &node->tensor)) {
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
