#include "formula/convention.h"

#include <math.h>

/* ---- binding ---- */

/* 1: a logarithm, whichever way it lies; -1: the negative of one; 0: something else. */
static signed char log_sign(const struct expression *expression) {
    signed char sign = 1;
    while (expression->kind == EXPRESSION_NEGATE || expression->kind == EXPRESSION_TRANSPOSE) {
        sign = expression->kind == EXPRESSION_NEGATE ? (signed char)-sign : sign;
        expression = expression->operands[0];
    }
    bool is_log = expression->kind == EXPRESSION_CALL && expression->function == FUNCTION_LOG;
    return is_log ? sign : 0;
}

/* What rows(x), cols(x) and unit(i, n) give is known whatever x holds. */
static bool is_known(const struct expression *expression) {
    return expression->kind == EXPRESSION_CALL &&
           (expression->function == FUNCTION_ROWS || expression->function == FUNCTION_COLUMNS ||
            expression->function == FUNCTION_UNIT);
}

/* Made of the target and numbers alone. */
static bool is_given(const struct expression *expression, const struct scope *scope) {
    if (expression->kind == EXPRESSION_TENSOR) {
        return scope->is_target(scope->context, expression->symbol);
    }
    for (size_t i = 0; i < expression->operand_count && !is_known(expression); i++) {
        if (!is_given(expression->operands[i], scope)) {
            return false;
        }
    }
    return true;
}

static bool has_target(const struct expression *expression, const struct scope *scope) {
    if (expression->kind == EXPRESSION_TENSOR) {
        return scope->is_target(scope->context, expression->symbol);
    }
    for (size_t i = 0; i < expression->operand_count && !is_known(expression); i++) {
        if (has_target(expression->operands[i], scope)) {
            return true;
        }
    }
    return false;
}

void convention_bind(struct bound_node *node, const struct scope *scope) {
    const struct expression *expression = node->expression;
    switch (expression->kind) {
    case EXPRESSION_PRODUCT:
    case EXPRESSION_HADAMARD:
        node->logs[0] = log_sign(expression->operands[0]);
        node->logs[1] = log_sign(expression->operands[1]);
        node->convention =
            node->logs[0] != 0 || node->logs[1] != 0 ? CONVENTION_ZERO_LOG : CONVENTION_NONE;
        return;
    case EXPRESSION_QUOTIENT:
    case EXPRESSION_HADAMARD_QUOTIENT:
        if (scope->is_target != NULL && has_target(expression->operands[0], scope) &&
            is_given(expression->operands[0], scope)) {
            node->convention = CONVENTION_ZERO_QUOTIENT;
        }
        return;
    case EXPRESSION_NUMBER:
    case EXPRESSION_ELEMENT:
    case EXPRESSION_TENSOR:
    case EXPRESSION_NEGATE:
    case EXPRESSION_TRANSPOSE:
    case EXPRESSION_SQUARE:
    case EXPRESSION_ADD:
    case EXPRESSION_SUBTRACT:
    case EXPRESSION_CALL:
    case EXPRESSION_KIND_COUNT:
        return;
    }
}

/* ---- applying ---- */

/* The logarithm of 0 that stands as a factor. */
static bool is_log_of_zero(signed char log, double factor) {
    return log != 0 && factor == (log > 0 ? -HUGE_VAL : HUGE_VAL);
}

bool convention_holds(const struct bound_node *node, double a, double b) {
    switch (node->convention) {
    case CONVENTION_ZERO_LOG:
        return (is_log_of_zero(node->logs[0], a) && b == 0) ||
               (is_log_of_zero(node->logs[1], b) && a == 0);
    case CONVENTION_ZERO_QUOTIENT:
        return a == 0 && b == 0;
    case CONVENTION_NONE:
    case CONVENTION_COUNT:
        break;
    }
    return false;
}

/* What an element of a product or a quotient is made of: `count` pairs, from a and b on. */
struct pairs {
    const double *a, *b;
    size_t a_step, b_step;
    size_t count;
};

struct sides {
    const struct bound_node *node;
    struct matrix a, b;
    bool is_a_turned, is_b_turned; /* read transposed */
    bool is_matrix_product;
};

/* A folded transpose has no value of its own: its operand is read instead. */
static struct matrix side(const struct binding *binding, const struct evaluation *evaluation,
                          const struct expression *operand, bool *ret_is_turned) {
    *ret_is_turned = binding->nodes[operand->id].is_folded;
    operand = *ret_is_turned ? operand->operands[0] : operand;
    return binding_node_value(binding, evaluation, (size_t)operand->id);
}

static struct sides sides_of(const struct binding *binding, const struct evaluation *evaluation,
                             size_t at) {
    struct sides sides = {.node = &binding->nodes[at]};
    const struct expression *expression = sides.node->expression;
    sides.a = side(binding, evaluation, expression->operands[0], &sides.is_a_turned);
    sides.b = side(binding, evaluation, expression->operands[1], &sides.is_b_turned);
    bool is_scaling = !sides.is_a_turned && !sides.is_b_turned &&
                      (sides.a.rows * sides.a.columns == 1 || sides.b.rows * sides.b.columns == 1);
    sides.is_matrix_product = expression->kind == EXPRESSION_PRODUCT && !is_scaling;
    return sides;
}

/* A row, a column or a 1 x 1 stands for all its repeats. */
static const double *repeated(struct matrix side, size_t row, size_t column) {
    size_t i = side.rows > 1 ? row : 0, j = side.columns > 1 ? column : 0;
    return side.values + i * side.columns + j;
}

static struct pairs pairs_of(const struct sides *sides, size_t row, size_t column) {
    struct matrix a = sides->a, b = sides->b;
    if (!sides->is_matrix_product) {
        return (struct pairs){repeated(a, row, column), repeated(b, row, column), 0, 0, 1};
    }
    return (struct pairs){
        .a = a.values + (sides->is_a_turned ? row : row * a.columns),
        .b = b.values + (sides->is_b_turned ? column * b.columns : column),
        .a_step = sides->is_a_turned ? a.columns : 1,
        .b_step = sides->is_b_turned ? 1 : b.columns,
        .count = sides->is_a_turned ? a.rows : a.columns,
    };
}

/* The element made anew, with 0 for the pairs that count as 0. */
static double remade(const struct bound_node *node, struct pairs pairs) {
    bool is_quotient = node->convention == CONVENTION_ZERO_QUOTIENT;
    double sum = 0;
    for (size_t k = 0; k < pairs.count; k++) {
        double a = pairs.a[k * pairs.a_step], b = pairs.b[k * pairs.b_step];
        sum += convention_holds(node, a, b) ? 0 : is_quotient ? a / b : a * b;
    }
    return sum;
}

void convention_apply(const struct binding *binding, const struct evaluation *evaluation,
                      size_t node) {
    struct matrix result = binding_node_value(binding, evaluation, node);
    for (size_t i = 0; i < result.rows * result.columns; i++) {
        if (isnan(result.values[i])) {
            struct sides sides = sides_of(binding, evaluation, node);
            struct pairs pairs = pairs_of(&sides, i / result.columns, i % result.columns);
            result.values[i] = remade(sides.node, pairs);
        }
    }
}

/* ---- finding ---- */

static bool is_used(const struct bound_node *node, struct pairs pairs) {
    for (size_t k = 0; k < pairs.count; k++) {
        if (convention_holds(node, pairs.a[k * pairs.a_step], pairs.b[k * pairs.b_step])) {
            return true;
        }
    }
    return false;
}

bool convention_find(const struct binding *binding, const struct evaluation *evaluation,
                     enum convention convention, struct convention_use *ret) {
    for (size_t node = 0; node < binding->node_count; node++) {
        const struct bound_node *bound = &binding->nodes[node];
        if (bound->convention != convention || convention == CONVENTION_NONE) {
            continue;
        }
        struct sides sides = sides_of(binding, evaluation, node);
        struct convention_use use = {.convention = convention, .node = node};
        for (size_t i = 0; i < shape_count(bound->shape); i++) {
            size_t row = i / bound->shape.columns, column = i % bound->shape.columns;
            if (is_used(bound, pairs_of(&sides, row, column))) {
                use.row = use.count == 0 ? row : use.row;
                use.column = use.count == 0 ? column : use.column;
                use.count++;
            }
        }
        if (use.count > 0) {
            *ret = use;
            return true;
        }
    }
    return false;
}
