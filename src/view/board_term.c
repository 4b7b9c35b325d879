#include "view/board_term.h"

#include "view/board_reader.h"

#include <string.h>

/* The operands of a node that wrote something, in the order of the formula. */
static size_t list_operands(const struct formula *formula, const struct expression *node,
                            struct print_piece ret[2]) {
    bool is_fraction =
        node->kind == EXPRESSION_QUOTIENT || node->kind == EXPRESSION_HADAMARD_QUOTIENT;
    size_t count = 0;
    for (size_t i = 0; i < node->operand_count; i++) {
        const struct expression *operand = node->operands[i];
        if (is_fraction && operand->kind == EXPRESSION_NEGATE) {
            operand = operand->operands[0]; /* its sign stands before the fraction */
        }
        const struct print_piece *piece = formula_piece(formula, operand->id);
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
static void add_operand(struct board_reader *reader, const struct print_piece *piece) {
    board_reader_add_slot(reader, piece);
    struct board_matrix *matrix = &reader->values.slots[reader->values.slot_count - 1].matrix;
    const struct expression *node = board_reader_node(reader, piece->node);
    matrix->is_scalar = matrix->is_scalar ||
                        (!is_leaf(node) && matrix->value.rows == 1 && matrix->value.columns == 1);
    matrix->is_constant = formula_is_constant(reader->program->notation, node);
    matrix->name = is_number(node) ? "" : matrix->name;
}

/* f' under a name of its own hides its argument: the term is read as f'(z). */
static const char *function_before(const struct board_reader *reader,
                                   const struct expression *node) {
    const struct activation_definition *definition =
        activation_definition(reader->operation->binding.nodes[node->id].activation);
    return text_format(reader->formula->canvas->arena, "%s'\\left(", definition->tex);
}

/* The result, as far as it is known. */
static void add_result(struct board_reader *reader, size_t node, size_t known) {
    const struct term_focus *focus = reader->focus;
    struct board_values *values = &reader->values;
    struct matrix value =
        binding_node_value(&reader->operation->binding, &reader->evaluation, node);
    values->slots[values->slot_count++] = (struct board_slot){
        .matrix =
            {
                .value = value,
                .name = "",
                .tensor = -1,
                .decimals = moment_decimals(reader->formula->canvas->moment, value),
                .is_partial = true,
                .known = known,
                .color = canvas_color(reader->formula->canvas, COLOR_TEXT_DIM),
                .is_lit = focus->is_by_element,
                .lit = term_focus_cell(focus),
                .has_center = focus->is_by_element,
                .center_row = focus->row,
                .center_column = focus->column,
            },
        .piece = {.node = (int)node},
    };
}

/* The sign before a fraction is that of its upper part alone: what that part wrote. */
static int written_node(const struct expression *node) {
    return node->kind == EXPRESSION_NEGATE ? node->operands[0]->id : node->id;
}

static struct board_reader read_term(struct board_term *ret, const struct formula *formula,
                                     size_t node, struct print_piece operands[2], size_t *count) {
    const struct expression *expression = formula->operation->binding.statement->nodes[node];
    ret->formula = formula_of_node(formula, written_node(expression));
    struct board_reader reader = board_reader_create(&ret->formula);
    *count = list_operands(&ret->formula, board_reader_node(&reader, (int)node), operands);
    for (size_t i = 0; i < *count; i++) {
        if (!board_reader_is_digits(&reader, operands[i].node)) {
            add_operand(&reader, &operands[i]);
        }
    }
    return reader;
}

void board_term_create(struct board_term *ret, const struct formula *formula, size_t node,
                       size_t known) {
    struct print_piece operands[2];
    size_t count = 0;
    struct board_reader reader = read_term(ret, formula, node, operands, &count);
    const struct expression *expression = board_reader_node(&reader, (int)node);
    bool hides_operand = count == 1 && expression->kind == EXPRESSION_CALL &&
                         operands[0].begin == 0 && operands[0].end == strlen(ret->formula.tex);
    const char *behind = text_format(formula->canvas->arena, "%s = \\slot{%zu}",
                                     hides_operand ? "\\right)" : "", reader.values.slot_count);
    add_result(&reader, node, known);
    bool is_negation = expression->kind == EXPRESSION_NEGATE;
    board_reader_write(&reader, operands, count,
                       hides_operand ? function_before(&reader, expression)
                       : is_negation ? "-"
                                     : "",
                       behind);
    ret->values = reader.values;
}

/* Whether the values have a matrix for it already: a derivative with a name of its own. */
static bool has_slot(const struct board_values *values, const struct expression *node) {
    for (size_t i = 0; i < values->slot_count; i++) {
        if (values->slots[i].piece.node == node->id) {
            return true;
        }
    }
    return false;
}

bool board_term_create_last(struct board_term *ret, const struct board_values *values) {
    const struct formula *formula = values->formula;
    const struct binding *binding = &formula->operation->binding;
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
    struct board_reader reader = read_term(ret, formula, (size_t)value->id, operands, &count);
    board_reader_write(&reader, operands, count, "= ", "");
    ret->values = reader.values;
    return true;
}
