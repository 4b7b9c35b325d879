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
            expression->function == FUNCTION_UNIT || expression->function == FUNCTION_IDENTITY);
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
    case EXPRESSION_INDICATOR:
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
