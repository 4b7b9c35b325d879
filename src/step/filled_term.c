#include "step/filled_term.h"

#include "step/filled_holds.h"
#include "step/filled_tex.h"

#include <string.h>

/* The operands of a node that wrote something, in the order of the formula. */
static size_t list_operands(const struct equation *equation, const struct expression *node,
                            struct print_piece ret[2]) {
    bool is_fraction =
        node->kind == EXPRESSION_QUOTIENT || node->kind == EXPRESSION_HADAMARD_QUOTIENT;
    size_t count = 0;
    for (size_t i = 0; i < node->operand_count; i++) {
        const struct expression *operand = node->operands[i];
        if (is_fraction && operand->kind == EXPRESSION_NEGATE) {
            operand = operand->operands[0]; /* its sign stands before the fraction */
        }
        const struct print_piece *piece = equation_piece(equation, operand->id);
        if (piece != NULL && operand->kind != EXPRESSION_NUMBER) {
            ret[count++] = *piece;
        }
    }
    if (count == 2 && ret[0].begin > ret[1].begin) {
        struct print_piece first = ret[1];
        ret[1] = ret[0];
        ret[0] = first;
    }
    return count;
}

static bool is_leaf(const struct expression *node) {
    if (node->kind == EXPRESSION_TRANSPOSE) {
        node = node->operands[0];
    }
    return node->kind == EXPRESSION_TENSOR || node->kind == EXPRESSION_NUMBER;
}

/* A number of the formula, with its sign: its name would say it twice. */
static bool is_number(const struct expression *node) {
    return node->kind == EXPRESSION_NUMBER ||
           (node->kind == EXPRESSION_NEGATE && is_number(node->operands[0]));
}

/* A value on the way is a plain number where it is one by one. */
static void add_operand(struct filling *filling, const struct print_piece *piece) {
    filling_add_slot(filling, piece);
    struct filled_matrix *matrix = &filling->values.slots[filling->values.slot_count - 1].matrix;
    const struct expression *node = filling_node(filling, piece->node);
    matrix->is_scalar = matrix->is_scalar ||
                        (!is_leaf(node) && matrix->value.rows == 1 && matrix->value.columns == 1);
    matrix->is_constant = equation_is_constant(filling->program->notation, node);
    matrix->name = is_number(node) ? "" : matrix->name;
}

/* f' under a name of its own hides its argument: the term is read as f'(z). */
static const char *function_before(const struct filling *filling, const struct expression *node) {
    const struct activation_definition *definition =
        activation_definition(filling->operation->binding.nodes[node->id].activation);
    return text_format(filling->equation->moment->arena, "%s'\\left(", definition->tex);
}

/* The result, as far as it is known. */
static struct filled_matrix result_of(const struct filling *filling, size_t node, size_t known) {
    const struct focus *focus = filling->focus;
    struct matrix value =
        binding_node_value(&filling->operation->binding, &filling->evaluation, node);
    return (struct filled_matrix){
        .value = value,
        .name = "",
        .tensor = -1,
        .decimals = moment_decimals(filling->equation->moment, value),
        .is_partial = true,
        .known = known,
        .role = ROLE_COUNT,
        .is_lit = focus->is_by_element,
        .lit = focus_cell(focus),
        .has_center = focus->is_by_element,
        .center_row = focus->row,
        .center_column = focus->column,
    };
}

/* The sign before a fraction is that of its upper part alone: what that part wrote. */
static int written_node(const struct expression *node) {
    return node->kind == EXPRESSION_NEGATE ? node->operands[0]->id : node->id;
}

static struct filling read_term(struct filled_term *ret, const struct equation *equation,
                                size_t node, struct print_piece operands[2], size_t *count) {
    const struct expression *expression = equation->operation->binding.statement->nodes[node];
    ret->equation = equation_of_node(equation, written_node(expression));
    struct filling filling = filling_begin(&ret->equation);
    *count = list_operands(&ret->equation, filling_node(&filling, (int)node), operands);
    for (size_t i = 0; i < *count; i++) {
        if (!filling_is_digits(&filling, operands[i].node)) {
            add_operand(&filling, &operands[i]);
        }
    }
    return filling;
}

void filled_term_create(struct filled_term *ret, const struct equation *equation, size_t node,
                        size_t known) {
    struct print_piece operands[2];
    size_t count = 0;
    struct filling filling = read_term(ret, equation, node, operands, &count);
    const struct expression *expression = filling_node(&filling, (int)node);
    bool hides_operand = count == 1 && expression->kind == EXPRESSION_CALL &&
                         operands[0].begin == 0 && operands[0].end == strlen(ret->equation.tex);
    struct filled_matrix result = result_of(&filling, node, known);
    bool holds = filled_holds(&filling, node, &result);
    const char *behind =
        text_format(equation->moment->arena, "%s %s \\slot{%zu}", hides_operand ? "\\right)" : "",
                    holds ? "=" : "\\approx", filling.values.slot_count);
    filling.values.slots[filling.values.slot_count++] =
        (struct filled_slot){.matrix = result, .piece = {.node = (int)node}};
    bool is_negation = expression->kind == EXPRESSION_NEGATE;
    filled_tex_write(&filling, operands, count,
                     hides_operand ? function_before(&filling, expression)
                     : is_negation ? "-"
                                   : "",
                     behind);
    ret->values = filling.values;
}

/* Whether the values have a matrix for it already: a derivative with a name of its own. */
static bool has_slot(const struct filled *values, const struct expression *node) {
    for (size_t i = 0; i < values->slot_count; i++) {
        if (values->slots[i].piece.node == node->id) {
            return true;
        }
    }
    return false;
}

bool filled_term_create_last(struct filled_term *ret, const struct filled *values) {
    const struct equation *equation = values->equation;
    const struct binding *binding = &equation->operation->binding;
    const struct expression *value = binding->statement->value;
    bool is_way = false;
    for (size_t i = 0; i < value->operand_count; i++) {
        const struct expression *operand = value->operands[i];
        bool is_number = shape_count(binding->nodes[operand->id].shape) == 1;
        bool is_turned = operand->kind == EXPRESSION_TRANSPOSE;
        is_way = is_way || (!is_leaf(operand) && !is_number && !has_slot(values, operand) &&
                            !(is_turned && has_slot(values, operand->operands[0])));
    }
    if (!is_way || value->operand_count < 2 || value->kind == EXPRESSION_CALL) {
        return false;
    }
    struct print_piece operands[2];
    size_t count = 0;
    struct filling filling = read_term(ret, equation, (size_t)value->id, operands, &count);
    bool holds = filled_holds(&filling, (size_t)value->id, &values->slots[0].matrix);
    filled_tex_write(&filling, operands, count, holds ? "= " : "\\approx ", "");
    ret->values = filling.values;
    return true;
}
