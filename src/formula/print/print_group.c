#include "formula/print/print_group.h"

#include "formula/print/print_pile.h"
#include "formula/print/print_symbol.h"

bool print_is_plain(const struct expression *node, enum expression_kind kind) {
    return node->kind == kind && !node->is_grouped;
}

static bool is_plain_call(const struct expression *node, enum function function) {
    return print_is_plain(node, EXPRESSION_CALL) && node->function == function;
}

static bool is_plain_sum(const struct expression *node) {
    return is_plain_call(node, FUNCTION_SUM) || is_plain_call(node, FUNCTION_SUM_OVER);
}

static bool is_compound_tensor(const struct printer *printer, const struct expression *node) {
    return print_is_plain(node, EXPRESSION_TENSOR) && print_has_compound_base(printer, node);
}

/* A number that "%.15g" prints with a power of ten: below 1e-4 and from 1e15 on. */
static bool has_power_of_ten(const struct expression *node) {
    return node->kind == EXPRESSION_NUMBER && node->number != 0 &&
           (node->number < 1e-4 || node->number >= 1e15);
}

/* A 1 x 1 for certain, whatever the shapes: scaling by it needs no product sign. */
static bool is_scalar(const struct printer *printer, const struct expression *node) {
    if (node->kind == EXPRESSION_TENSOR) {
        return node->has_element || print_form_of(printer, node)->is_scalar;
    }
    if (node->kind == EXPRESSION_CALL) {
        return node->function == FUNCTION_SUM || node->function == FUNCTION_ROWS ||
               node->function == FUNCTION_COLUMNS;
    }
    for (size_t i = 0; i < node->operand_count; i++) {
        if (!is_scalar(printer, node->operands[i])) {
            return false;
        }
    }
    return true;
}

bool print_is_scaling(const struct printer *printer, const struct expression *product) {
    return is_scalar(printer, product->operands[0]) || is_scalar(printer, product->operands[1]);
}

/* A product whose last sign, or one before it, is that of the matrix product. */
static bool has_matrix_product(const struct printer *printer, const struct expression *node) {
    while (print_is_plain(node, EXPRESSION_PRODUCT)) {
        if (!print_is_scaling(printer, node)) {
            return true;
        }
        node = node->operands[0];
    }
    return false;
}

bool print_is_power_of_e(const struct printer *printer, const struct expression *node) {
    return node->kind == EXPRESSION_CALL && node->function == FUNCTION_EXP &&
           printer->signs->has_powers_of_e && printer->format == PRINT_TEX;
}

/* A norm and a column end with marks or brackets of their own. */
static bool has_own_marks(const struct expression *node) {
    return is_plain_call(node, FUNCTION_PARTIAL) || is_plain_call(node, FUNCTION_NORM);
}

/* Under ^T or ^2. */
static bool base_needs_parentheses(const struct printer *printer, const struct expression *node) {
    if (node->kind == EXPRESSION_TENSOR) {
        return *print_form_of(printer, node)->superscript != '\0' ||
               print_has_compound_base(printer, node) || print_element_form(printer, node) != NULL;
    }
    bool is_named_derivative =
        is_plain_call(node, FUNCTION_DERIVATIVE) && print_function_form(printer, node) != NULL;
    return node->kind == EXPRESSION_TRANSPOSE || node->kind == EXPRESSION_SQUARE ||
           is_named_derivative || has_power_of_ten(node) || is_plain_sum(node) ||
           is_plain_call(node, FUNCTION_VJP) || has_own_marks(node) ||
           print_is_power_of_e(printer, node);
}

static bool starts_with_minus(const struct expression *node) {
    while (!node->is_grouped && node->kind != EXPRESSION_NEGATE && node->operand_count == 2 &&
           node->kind != EXPRESSION_CALL) {
        node = node->operands[0];
    }
    return print_is_plain(node, EXPRESSION_NEGATE);
}

/* Left of "*", ".*", and in text of "./" and "/". */
static bool left_needs_parentheses(const struct printer *printer, enum expression_kind parent,
                                   bool is_scaled, const struct expression *left) {
    bool is_text = printer->format == PRINT_TEXT;
    bool is_over = parent == EXPRESSION_QUOTIENT;
    const struct expression *inner =
        print_is_plain(left, EXPRESSION_NEGATE) ? left->operands[0] : left;
    if (is_plain_call(inner, FUNCTION_VJP) || (is_plain_sum(inner) && !is_over)) {
        return true;
    }
    switch (left->kind) {
    case EXPRESSION_PRODUCT:
        return !is_over && parent != EXPRESSION_PRODUCT && has_matrix_product(printer, left);
    case EXPRESSION_HADAMARD:
        return parent == EXPRESSION_PRODUCT && !is_scaled;
    case EXPRESSION_HADAMARD_QUOTIENT:
        return is_text && !is_over && !is_scaled;
    case EXPRESSION_QUOTIENT:
        return is_text && (is_over || parent == EXPRESSION_PRODUCT);
    case EXPRESSION_TENSOR:
        return is_text && is_over && is_compound_tensor(printer, left);
    case EXPRESSION_NUMBER:
    case EXPRESSION_ELEMENT:
    case EXPRESSION_NEGATE:
    case EXPRESSION_TRANSPOSE:
    case EXPRESSION_SQUARE:
    case EXPRESSION_ADD:
    case EXPRESSION_SUBTRACT:
    case EXPRESSION_INDICATOR:
    case EXPRESSION_CALL:
    case EXPRESSION_KIND_COUNT:
        break;
    }
    return false;
}

/* Right of any of them: by grammar a sign, a postfix or an atom. */
static bool right_needs_parentheses(const struct printer *printer, enum expression_kind parent,
                                    const struct expression *right) {
    bool is_under = parent == EXPRESSION_QUOTIENT;
    return right->kind == EXPRESSION_NEGATE || is_plain_call(right, FUNCTION_VJP) ||
           (is_under && (is_compound_tensor(printer, right) || has_power_of_ten(right) ||
                         is_plain_call(right, FUNCTION_PARTIAL)));
}

static bool is_postfix(enum expression_kind kind) {
    return kind == EXPRESSION_TRANSPOSE || kind == EXPRESSION_SQUARE;
}

bool print_needs_parentheses(const struct printer *printer, const struct expression *parent,
                             size_t which) {
    const struct expression *operand = parent->operands[which];
    if (operand->is_grouped) {
        return false;
    }
    if (operand->piece != NULL) {
        return print_is_raised(printer, operand) && is_postfix(parent->kind);
    }
    if (print_is_spread(printer, operand)) {
        return parent->kind != EXPRESSION_ADD &&
               (parent->kind != EXPRESSION_SUBTRACT || which == 1);
    }
    switch (parent->kind) {
    case EXPRESSION_TRANSPOSE:
    case EXPRESSION_SQUARE:
        return base_needs_parentheses(printer, operand);
    case EXPRESSION_ADD:
    case EXPRESSION_SUBTRACT:
        return which == 1 && starts_with_minus(operand);
    case EXPRESSION_PRODUCT:
    case EXPRESSION_HADAMARD:
    case EXPRESSION_HADAMARD_QUOTIENT:
    case EXPRESSION_QUOTIENT: {
        bool is_scaled = parent->kind == EXPRESSION_PRODUCT && print_is_scaling(printer, parent);
        return which == 0 ? left_needs_parentheses(printer, parent->kind, is_scaled, operand)
                          : right_needs_parentheses(printer, parent->kind, operand);
    }
    case EXPRESSION_NUMBER:
    case EXPRESSION_ELEMENT:
    case EXPRESSION_TENSOR:
    case EXPRESSION_NEGATE:
    case EXPRESSION_INDICATOR:
    case EXPRESSION_CALL:
    case EXPRESSION_KIND_COUNT:
        break;
    }
    return false;
}
