#include "formula/bind/bind.h"

#include "base/text.h"

static bool is_vector(struct shape shape) {
    return shape.rows == 1 || shape.columns == 1;
}

/* Of some tensor in it only one element is read. */
static bool has_element(const struct expression *expression) {
    bool is_found = expression->kind == EXPRESSION_TENSOR && expression->has_element;
    for (size_t i = 0; i < expression->operand_count; i++) {
        is_found = is_found || has_element(expression->operands[i]);
    }
    return is_found;
}

static bool bind_activation(const struct binder *binder, struct bound_node *node) {
    const struct expression *argument = node->expression->operands[0];
    const struct scope *scope = binder->scope;
    const char *name = function_definition(node->expression->function)->name;
    bool has_layer = node->expression->has_layer;
    struct tensor_index index = has_layer ? node->expression->index : argument->index;
    int layer = !has_layer && argument->kind != EXPRESSION_TENSOR
                    ? -1
                    : expression_index_layer(index, scope->layer, scope->last_layer);
    int symbol = has_layer ? -1 : argument->symbol;
    if (layer < 0 || !scope->activation(scope->context, symbol, layer, &node->activation)) {
        return bind_fail(binder, node->expression,
                         text_format(binder->arena,
                                     "%s needs the pre-activation of a layer, not %s", name,
                                     bind_source_of(binder, argument)));
    }
    node->shape = bind_operand(binder, node->expression, 0)->shape;
    bool mixes = activation_mixes_units(node->activation);
    bool is_by_element = node->expression->function == FUNCTION_ACTIVATION ||
                         node->expression->function == FUNCTION_DERIVATIVE;
    if (has_element(argument) && (mixes || !is_by_element)) {
        return bind_fail(binder, node->expression,
                         text_format(binder->arena,
                                     "%s needs a whole sample, not one element of it",
                                     mixes ? "softmax" : name));
    }
    if (node->expression->function == FUNCTION_DERIVATIVE && mixes) {
        return bind_fail(binder, node->expression,
                         "softmax has no derivative element by element: use vjp(z, g) or "
                         "jacobian(z)");
    }
    return true;
}

static bool bind_jacobian(const struct binder *binder, struct bound_node *node) {
    if (!bind_activation(binder, node)) {
        return false;
    }
    const struct shape size = sample_axis_turn(binder->scope->axis, node->shape);
    node->shape = (struct shape){size.rows, size.rows};
    return size.columns == 1 ||
           bind_fail(binder, node->expression,
                     text_format(binder->arena, "jacobian is of one sample, but there are %zu",
                                 size.columns));
}

static bool bind_vjp(const struct binder *binder, struct bound_node *node) {
    return bind_activation(binder, node) &&
           (shape_equal(node->shape, bind_operand(binder, node->expression, 1)->shape) ||
            bind_fail(binder, node->expression,
                      text_format(binder->arena, "%s must have the same shape",
                                  bind_operands_text(binder, node->expression))));
}

static bool bind_diagonal(const struct binder *binder, struct bound_node *node) {
    struct shape shape = bind_operand(binder, node->expression, 0)->shape;
    size_t n = shape_count(shape);
    node->shape = (struct shape){n, n};
    return is_vector(shape) ||
           bind_fail(binder, node->expression,
                     text_format(binder->arena, "diag needs a row or a column, but %s is %s",
                                 bind_source_of(binder, node->expression->operands[0]),
                                 bind_shape_text(binder->arena, shape)));
}

static bool bind_unit(const struct binder *binder, struct bound_node *node) {
    const struct expression *which = node->expression->operands[0];
    size_t n;
    if (!bind_known_length(binder, node->expression->operands[1], &n)) {
        return false;
    }
    node->shape = (struct shape){n, 1};
    struct element_index index = {.number = 0};
    if (which->kind == EXPRESSION_ELEMENT) {
        index = which->which;
    } else if (which->kind == EXPRESSION_NUMBER && which->number >= 1 &&
               which->number <= LENGTH_MOST && which->number == (double)(int)which->number) {
        index.number = (int)which->number;
    } else {
        return bind_fail(binder, which, "which unit vector: a whole number or a letter");
    }
    return bind_check_element(binder, node->expression, index, node->shape.rows, "row");
}

/* Of all, of each row, of each column. */
static struct shape sums_shape(enum function function, struct shape shape) {
    return (struct shape){function == FUNCTION_ROW_SUM ? shape.rows : 1,
                          function == FUNCTION_COLUMN_SUM ? shape.columns : 1};
}

/* What is computed for each number of the letter: added up, below each other or side by side. */
static void bind_pile(const struct binder *binder, struct bound_node *node) {
    const struct expression *expression = node->expression;
    size_t count = binder->limits[expression->which.number];
    node->shape = bind_operand(binder, expression, 1)->shape;
    node->constant = (double)count;
    node->shape.rows *= expression->function == FUNCTION_STACK ? count : 1;
    node->shape.columns *= expression->function == FUNCTION_BESIDE ? count : 1;
}

static bool bind_identity(const struct binder *binder, struct bound_node *node) {
    size_t n;
    if (!bind_known_length(binder, node->expression->operands[0], &n)) {
        return false;
    }
    node->shape = (struct shape){n, n};
    return true;
}

bool bind_call(const struct binder *binder, struct bound_node *node) {
    struct shape shape = bind_operand(binder, node->expression, 0)->shape;
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
    case FUNCTION_ROOT:
        return true;
    case FUNCTION_SUM:
    case FUNCTION_NORM:
    case FUNCTION_ROW_SUM:
    case FUNCTION_COLUMN_SUM:
        node->shape = sums_shape(node->expression->function, shape);
        return true;
    case FUNCTION_SUM_OVER:
    case FUNCTION_STACK:
    case FUNCTION_BESIDE:
        bind_pile(binder, node);
        return true;
    case FUNCTION_IDENTITY:
        return bind_identity(binder, node);
    case FUNCTION_MAX:
        return bind_pairing(binder, node);
    case FUNCTION_PARTIAL:
        return bind_partial(binder, node);
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
