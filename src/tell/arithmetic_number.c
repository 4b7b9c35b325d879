/* The numbers of an arithmetic, and which they are. */
#include "tell/arithmetic_parts.h"

#include "base/number.h"
#include "engine/program_names.h"
#include "engine/program_state.h"
#include "formula/print/print.h"

#include <string.h>

const struct expression *arithmetic_node(const struct saying *saying, size_t node) {
    return saying->binding->nodes[node].expression;
}

const struct expression *arithmetic_upright(const struct expression *node) {
    while (node->kind == EXPRESSION_TRANSPOSE) {
        node = node->operands[0];
    }
    return node;
}

bool arithmetic_is_constant(const struct saying *saying, const struct expression *node) {
    return equation_is_constant(saying->moment->program->notation, node);
}

/* All of a tensor of which a node is one element, as it was when it was read. */
static struct matrix whole_tensor(const struct saying *saying, size_t node) {
    const struct tensor_storage storage = saying->binding->nodes[node].tensor;
    size_t count = shape_count(storage.shape);
    double *values = ARENA_ARRAY(saying->telling->arena, double, count);
    memcpy(values, binding_tensor_read(saying->binding, &storage, &saying->evaluation),
           count * sizeof *values);
    return (struct matrix){storage.shape.rows, storage.shape.columns, values};
}

int arithmetic_decimals(const struct saying *saying, size_t node) {
    int *decimals = &saying->decimals[node];
    bool is_element = arithmetic_node(saying, node)->has_element;
    if (*decimals < 0 || !is_element) { /* in a sum over k a node changes */
        *decimals = moment_decimals(
            saying->moment, is_element
                                ? whole_tensor(saying, node)
                                : binding_node_value(saying->binding, &saying->evaluation, node));
    }
    return *decimals;
}

/* The element of a tensor that it is; none for values in between. */
static struct quantity quantity_of(const struct saying *saying,
                                   const struct node_element *element) {
    const struct expression *node = arithmetic_node(saying, element->node);
    const struct expression *tensor = arithmetic_upright(node);
    if (tensor->kind != EXPRESSION_TENSOR) {
        return QUANTITY_NONE;
    }
    const struct bound_node *bound = &saying->binding->nodes[tensor->id];
    size_t row = node == tensor ? element->row : element->column;
    size_t column = node == tensor ? element->column : element->row;
    if (tensor->has_element) {
        size_t offset = binding_element_offset(bound, &saying->evaluation);
        row = offset / bound->tensor.shape.columns;
        column = offset % bound->tensor.shape.columns;
    }
    int which = program_node_tensor(saying->moment->program, saying->binding, (size_t)tensor->id);
    return (struct quantity){which, (long)row, (long)column};
}

static enum role role_of(const struct saying *saying, size_t node) {
    const struct expression *tensor = arithmetic_upright(arithmetic_node(saying, node));
    const struct notation *notation = saying->moment->program->notation;
    return tensor->kind == EXPRESSION_TENSOR ? notation->symbols[tensor->symbol].role : ROLE_COUNT;
}

void arithmetic_say_text(const struct saying *saying, const char *text, enum role role,
                         struct quantity quantity, bool follows_sign) {
    bool is_bracketed = follows_sign && strncmp(text, "−", strlen("−")) == 0;
    telling_number(saying->telling,
                   is_bracketed ? text_format(saying->telling->arena, "(%s)", text) : text, role,
                   quantity);
}

/* "w_{12}", or "(−y)" of what is negated, which is another quantity. What the operation writes may
 * be read behind an arrow alone: with "=" it would be another number. */
static void say_name(const struct saying *saying, struct node_element element, bool follows_sign) {
    const struct program *program = saying->moment->program;
    const struct expression *node = arithmetic_node(saying, element.node);
    const bool is_negated = node->kind == EXPRESSION_NEGATE;
    element.node = is_negated ? (size_t)node->operands[0]->id : element.node;
    const struct quantity quantity = quantity_of(saying, &element);
    const bool is_target = quantity.tensor == saying->moment->operation->target;
    if (quantity.tensor < 0 || (is_target && !print_updates_itself(saying->binding->statement))) {
        *saying->has_names = false;
        return;
    }
    telling_words(saying->telling, !is_negated ? "" : follows_sign ? "(−" : "−");
    telling_symbol(saying->telling,
                   program_element_name(saying->telling->arena, program, quantity.tensor,
                                        (size_t)quantity.row, (size_t)quantity.column, PRINT_TEX),
                   role_of(saying, element.node), is_negated ? QUANTITY_NONE : quantity);
    telling_words(saying->telling, is_negated && follows_sign ? ")" : "");
}

/* A number of the formula that has a name of its own: α. */
static bool is_rate(const struct saying *saying, const struct node_element *element) {
    return arithmetic_node(saying, element->node)->kind == EXPRESSION_TENSOR &&
           quantity_of(saying, element).tensor >= 0;
}

double arithmetic_say_number(const struct saying *saying, const struct node_element *element,
                             int decimals, bool follows_sign) {
    struct arena *arena = saying->telling->arena;
    const struct expression *node = arithmetic_node(saying, element->node);
    const bool is_constant = arithmetic_is_constant(saying, node);
    if (saying->has_names != NULL && (!is_constant || is_rate(saying, element))) {
        say_name(saying, *element, follows_sign);
        return element->value;
    }
    const char *text = is_constant ? number_constant_text(arena, element->value, decimals)
                                   : number_text(arena, element->value, decimals);
    arithmetic_say_text(saying, text, role_of(saying, element->node), quantity_of(saying, element),
                        follows_sign);
    return is_constant ? number_constant_shown(element->value, decimals)
                       : number_shown(element->value, decimals);
}

double arithmetic_say_constant(const struct saying *saying, const struct expression *node,
                               bool follows_sign) {
    if (node->kind == EXPRESSION_QUOTIENT) {
        double above = arithmetic_say_constant(saying, node->operands[0], follows_sign);
        telling_words(saying->telling, " / ");
        return above / arithmetic_say_constant(saying, node->operands[1], true);
    }
    struct node_element element = {.node = (size_t)node->id};
    element.value = *binding_node_value(saying->binding, &saying->evaluation, element.node).values;
    return arithmetic_say_number(saying, &element, arithmetic_decimals(saying, element.node),
                                 follows_sign);
}

/* ---- what is shown, and what is not ---- */

/* A matrix of the board, also one that stands there transposed. */
static bool is_on_board(const struct saying *saying, const struct expression *node) {
    for (size_t i = 0; i < saying->board_count; i++) {
        int shown = saying->board[i];
        if (shown >= 0 && arithmetic_upright(arithmetic_node(saying, (size_t)shown)) ==
                              arithmetic_upright(node)) {
            return true;
        }
    }
    return false;
}

/* A function that has no arithmetic of its own, or none of the numbers at hand. */
static bool is_closed(const struct saying *saying, const struct expression *node) {
    const struct bound_node *bound = &saying->binding->nodes[node->id];
    bool mixes = node->function == FUNCTION_JACOBIAN && activation_mixes_units(bound->activation);
    return node->kind == EXPRESSION_CALL &&
           (mixes || node->function == FUNCTION_UNIT || node->function == FUNCTION_IDENTITY ||
            node->function == FUNCTION_PARTIAL || node->function == FUNCTION_ROWS ||
            node->function == FUNCTION_COLUMNS);
}

bool arithmetic_is_number(const struct saying *saying, const struct expression *node) {
    const struct expression *upright = arithmetic_upright(node);
    bool is_sign = upright->kind == EXPRESSION_NEGATE &&
                   arithmetic_upright(upright->operands[0])->operand_count == 0;
    return saying->is_of_operands || upright->operand_count == 0 || is_sign ||
           is_closed(saying, upright) || arithmetic_is_constant(saying, node) ||
           is_on_board(saying, node);
}

/* ---- J(z)^T g ---- */

/* A row of J(z)^T times g, of the sample that the element belongs to. */
struct row {
    const struct saying *saying;
    const struct explanation *explanation;
    size_t units, unit; /* of J, from 0: the row of J^T */
    struct matrix jacobian;
    int decimals;
    int activation;   /* the tensor that a is in; -1: J stands on the board, or a has no tensor */
    bool are_columns; /* samples */
};

static size_t unit_of(const struct row *row, const struct node_element *element) {
    return row->are_columns ? element->row : element->column;
}

/* What the activation gave: of more than one sample the board has no J. */
static int activation_of(const struct saying *saying, size_t call) {
    const struct program *program = saying->moment->program;
    size_t z = (size_t)arithmetic_node(saying, call)->operands[0]->id;
    int tensor = program_node_tensor(program, saying->binding, z);
    return program->samples == 1 || tensor < 0
               ? -1
               : program_find_tensor(program, ROLE_ACTIVATION, program->tensors[tensor].layer);
}

static struct row row_of(const struct saying *saying, const struct explanation *explanation) {
    struct arena *arena = saying->telling->arena;
    size_t node = explanation->result.node;
    size_t units = explanation->term_count / 2;
    struct row row = {saying, explanation, units, .activation = activation_of(saying, node),
                      .are_columns = sample_axis_has_units_down(saying->binding->axis)};
    row.unit = units == 1 ? 0 : unit_of(&row, &explanation->result);
    struct matrix z = {units, 1, ARENA_ARRAY(arena, double, units)};
    for (size_t i = 0; i < units; i++) {
        z.values[i] = explanation->terms[i].factors[0].value;
    }
    row.jacobian = (struct matrix){units, units, ARENA_ARRAY(arena, double, units *units)};
    activation_jacobian_into(row.jacobian, saying->binding->nodes[node].activation, z);
    row.decimals = moment_decimals(saying->moment, row.jacobian);
    return row;
}

/* The activation of a unit, in the sample of z's element. */
static double say_activation(const struct row *row, size_t unit, bool follows_sign) {
    const struct moment *moment = row->saying->moment;
    const struct node_element *z = &row->explanation->terms[unit].factors[0];
    struct matrix value = program_tensor_value(moment->program, row->activation, moment->state);
    int decimals = moment_decimals(moment, value);
    double number = matrix_at(value, z->row, z->column);
    struct quantity quantity = {row->activation, (long)z->row, (long)z->column};
    arithmetic_say_text(row->saying, number_text(row->saying->telling->arena, number, decimals),
                        ROLE_ACTIVATION, quantity, follows_sign);
    return number_shown(number, decimals);
}

/* J_{k,unit}: as the board has it, or as a_k (1 - a_k) and - a_k a_unit. */
static double say_slope(const struct row *row, size_t k, bool follows_sign) {
    const struct saying *saying = row->saying;
    bool is_same = k == row->unit;
    if (row->activation < 0) {
        double slope = matrix_at(row->jacobian, k, row->unit);
        telling_words(saying->telling, k > 0 ? " + " : "");
        arithmetic_say_text(saying, number_text(saying->telling->arena, slope, row->decimals),
                            ROLE_COUNT, QUANTITY_NONE, k > 0 || follows_sign);
        return number_shown(slope, row->decimals);
    }
    telling_words(saying->telling, is_same ? (k > 0 ? " + " : "") : k > 0 ? " − " : "−");
    double own = say_activation(row, k, false);
    telling_words(saying->telling, is_same ? " · (1 − " : " · ");
    double other = say_activation(row, row->unit, false);
    telling_words(saying->telling, is_same ? ")" : "");
    return is_same ? own * (1 - other) : -own * other;
}

double arithmetic_say_jacobian(const struct saying *saying, const struct explanation *explanation,
                               bool follows_sign, arithmetic_say_element *say_g) {
    const struct row row = row_of(saying, explanation);
    double sum = 0;
    for (size_t k = 0; k < row.units; k++) {
        bool is_hidden = row.units > saying->most && k + 1 >= saying->most && k + 1 < row.units;
        if (is_hidden) {
            telling_quiet(saying->telling, k + 1 == saying->most ? " + ⋯" : "");
            continue;
        }
        double slope = say_slope(&row, k, follows_sign);
        telling_words(saying->telling, " · ");
        sum += slope * say_g(saying, &explanation->terms[row.units + k].factors[0], true);
    }
    return row.units > saying->most ? explanation->result.value : sum;
}
