#include "formula/print/print.h"

#include "base/number.h"
#include "formula/print/print_group.h"
#include "formula/print/print_symbol.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct writer {
    const struct printer *printer;
    const struct statement *statement;
    struct text_builder *text;
    struct print_pieces *pieces;
};

static void write_node(const struct writer *writer, const struct expression *node);
static void write_inside(const struct writer *writer, const struct expression *node);

static bool is_tex(const struct printer *printer) {
    return printer->format == PRINT_TEX;
}

static void put(const struct writer *writer, const char *tex, const char *text) {
    text_append_string(writer->text, is_tex(writer->printer) ? tex : text);
}

enum { NUMBER_DIGITS = 15 };

static void write_number(const struct writer *writer, double number) {
    struct arena *arena = writer->text->arena;
    struct number_parts parts = number_parts(arena, number, NUMBER_DIGITS);
    if (!parts.has_power) {
        text_append_string(writer->text, parts.mantissa);
        return;
    }
    if (strcmp(parts.mantissa, "1") != 0) {
        text_append_string(writer->text, parts.mantissa);
        put(writer, " \\cdot ", "·");
    }
    const char *exponent = text_format(arena, "%d", parts.exponent);
    text_append_string(writer->text, "10");
    if (is_tex(writer->printer)) {
        text_append_format(writer->text, "^{%s}", exponent);
    } else {
        print_script_text(writer->text, exponent, true);
    }
}

static void add_piece(const struct writer *writer, size_t begin, int id) {
    if (writer->pieces != NULL) {
        writer->pieces->items[writer->pieces->count++] =
            (struct print_piece){begin, writer->text->length, id};
    }
}

/* Parentheses; around a product the notation's brackets. */
static void write_bracket(const struct writer *writer, const struct expression *node,
                          bool is_open) {
    const char *bracket = is_open ? "(" : ")";
    if (node->kind == EXPRESSION_PRODUCT) {
        bracket = writer->printer->signs->group[is_open ? 0 : 1];
    }
    if (is_tex(writer->printer)) {
        text_append_string(writer->text, is_open ? "\\left" : "\\right");
    }
    text_append_string(writer->text, bracket);
}

/* -(1/m): in text the sign of the upper part stands before the parentheses, as it stands before
 * the fraction in LaTeX. */
static void write_negative_quotient(const struct writer *writer,
                                    const struct expression *quotient) {
    const struct expression *negation = quotient->operands[0];
    struct expression positive = *quotient;
    positive.operands[0] = negation->operands[0];
    size_t begin = writer->text->length;
    text_append_string(writer->text, "−");
    write_bracket(writer, quotient, true);
    write_inside(writer, &positive);
    write_bracket(writer, quotient, false);
    add_piece(writer, begin, negation->id);
    add_piece(writer, begin, quotient->id);
}

static void write_operand(const struct writer *writer, const struct expression *parent,
                          size_t which) {
    struct expression operand = *parent->operands[which];
    bool needs_parentheses = print_needs_parentheses(writer->printer, parent, which);
    if (needs_parentheses && operand.kind == EXPRESSION_QUOTIENT && which == 0 &&
        print_is_plain(operand.operands[0], EXPRESSION_NEGATE)) {
        write_negative_quotient(writer, &operand);
        return;
    }
    operand.is_grouped = operand.is_grouped || needs_parentheses;
    write_node(writer, &operand);
}

/* ---- operators ---- */

/* A sign between two operands, with space around it; nothing but space for juxtaposition. */
static void write_sign(const struct writer *writer, const char *sign) {
    size_t length = strlen(sign);
    while (length > 0 && sign[length - 1] == ' ') {
        length--;
    }
    while (length > 0 && *sign == ' ') {
        sign++;
        length--;
    }
    text_append_string(writer->text, " ");
    if (length > 0) {
        text_append(writer->text, sign, length);
        text_append_string(writer->text, " ");
    }
}

static bool starts_with_digit(const struct expression *node) {
    while (!node->is_grouped && node->operand_count == 1 &&
           (node->kind == EXPRESSION_TRANSPOSE || node->kind == EXPRESSION_SQUARE)) {
        node = node->operands[0];
    }
    return print_is_plain(node, EXPRESSION_NUMBER);
}

static void write_product(const struct writer *writer, const struct expression *node) {
    write_operand(writer, node, 0);
    if (!print_is_scaling(writer->printer, node)) {
        write_sign(writer, writer->printer->signs->product[writer->printer->format]);
    } else if (starts_with_digit(node->operands[1])) {
        put(writer, " \\cdot ", " · ");
    } else {
        put(writer, " \\, ", " ");
    }
    write_operand(writer, node, 1);
}

static void write_infix(const struct writer *writer, const struct expression *node,
                        const char *sign) {
    write_operand(writer, node, 0);
    text_append_string(writer->text, sign);
    write_operand(writer, node, 1);
}

/* A stacked fraction needs no parentheses around its parts: the bar groups them. The sign of the
 * upper part stands before it: -\frac{1}{m}. */
static void write_fraction(const struct writer *writer, const struct expression *node) {
    size_t begin = writer->text->length;
    bool is_negative = print_is_plain(node->operands[0], EXPRESSION_NEGATE);
    text_append_string(writer->text, is_negative ? "-\\frac{" : "\\frac{");
    struct expression upper = is_negative ? *node->operands[0]->operands[0] : *node->operands[0];
    upper.is_grouped = false;
    write_node(writer, &upper);
    text_append_string(writer->text, "}{");
    struct expression lower = *node->operands[1];
    lower.is_grouped = false;
    write_node(writer, &lower);
    text_append_string(writer->text, "}");
    if (is_negative) {
        add_piece(writer, begin, node->operands[0]->id);
    }
}

static void write_quotient(const struct writer *writer, const struct expression *node) {
    if (is_tex(writer->printer)) {
        write_fraction(writer, node);
    } else {
        write_infix(writer, node, node->kind == EXPRESSION_QUOTIENT ? "/" : " ⊘ ");
    }
}

/* The sign goes into a symbol's own superscript, behind a group, or around anything else. */
static void write_transpose(const struct writer *writer, const struct expression *node) {
    const struct expression *operand = node->operands[0];
    if (print_is_plain(operand, EXPRESSION_TENSOR)) {
        size_t begin = writer->text->length;
        print_tensor_node(writer->printer, operand, true, writer->text);
        add_piece(writer, begin, operand->id);
        return;
    }
    write_operand(writer, node, 0);
    put(writer, "^{", "");
    text_append_string(writer->text, writer->printer->signs->transpose[writer->printer->format]);
    put(writer, "}", "");
}

/* ---- functions ---- */

static const char *const function_names[FUNCTION_COUNT][PRINT_FORMAT_COUNT] = {
    [FUNCTION_JACOBIAN] = {"J", "J"},
    [FUNCTION_LOG] = {"\\log", "log"},
    [FUNCTION_EXP] = {"\\exp", "exp"},
    [FUNCTION_SIGN] = {"\\operatorname{sign}", "sign"},
    [FUNCTION_SUM] = {"\\sum", "Σ"},
    [FUNCTION_ROW_SUM] = {"\\operatorname{rowsum}", "rowsum"},
    [FUNCTION_COLUMN_SUM] = {"\\operatorname{colsum}", "colsum"},
    [FUNCTION_DIAGONAL] = {"\\operatorname{diag}", "diag"},
    [FUNCTION_ROWS] = {"\\operatorname{rows}", "rows"},
    [FUNCTION_COLUMNS] = {"\\operatorname{cols}", "cols"},
};

/* The first argument in parentheses, which need not grow around a plain symbol. */
static void write_argument(const struct writer *writer, const struct expression *node) {
    const struct expression *argument = node->operands[0];
    bool is_small = print_is_plain(argument, EXPRESSION_TENSOR) &&
                    !print_has_compound_base(writer->printer, argument);
    put(writer, is_small ? "(" : "\\left(", "(");
    write_node(writer, argument);
    put(writer, is_small ? ")" : "\\right)", ")");
}

/* ∂a/∂z: the note's name of f'(z) stands for the argument too. */
static void write_derivative_in_form(const struct writer *writer, const struct expression *node,
                                     const struct symbol_form *form) {
    size_t begin = writer->text->length;
    print_tensor_in_form(writer->printer, form, node->operands[0], false, writer->text);
    add_piece(writer, begin, node->operands[0]->id);
}

/* σ(z), σ′(z), or f where the layer's activation is not known; or as the note writes them. */
static void write_activation(const struct writer *writer, const struct expression *node) {
    const struct printer *printer = writer->printer;
    const struct symbol_form *form = print_function_form(printer, node);
    if (form != NULL && node->function == FUNCTION_DERIVATIVE) {
        write_derivative_in_form(writer, node, form);
        return;
    }
    if (form != NULL) {
        put(writer, form->base[PRINT_TEX], form->base[PRINT_TEXT]);
        write_argument(writer, node);
        return;
    }
    int layer = print_known_layer(printer, node->operands[0]->index);
    enum activation activation;
    if (layer >= 0 && printer->activation(printer->context, layer, &activation)) {
        const struct activation_definition *definition = activation_definition(activation);
        put(writer, definition->tex, definition->text);
    } else {
        put(writer, "f", "f");
    }
    if (node->function == FUNCTION_DERIVATIVE) {
        put(writer, "'", "′");
    }
    write_argument(writer, node);
}

static void write_jacobian(const struct writer *writer, const struct expression *node) {
    text_append_string(writer->text, "J");
    write_argument(writer, node);
}

/* The Jacobian, transposed, times the upstream gradient: J(z)^T g; where a sample is a row, the
 * upstream gradient times the Jacobian: g J(z). */
static void write_vjp(const struct writer *writer, const struct expression *node) {
    const struct print_signs *signs = writer->printer->signs;
    struct expression upstream = *node->operands[1];
    upstream.is_grouped =
        upstream.is_grouped || upstream.kind == EXPRESSION_NEGATE || upstream.operand_count == 2;
    if (signs->puts_jacobian_behind) {
        write_node(writer, &upstream);
        write_sign(writer, signs->product[writer->printer->format]);
        write_jacobian(writer, node);
        return;
    }
    write_jacobian(writer, node);
    put(writer, "^{", "");
    text_append_string(writer->text, signs->transpose[writer->printer->format]);
    put(writer, "}", "");
    write_sign(writer, signs->product[writer->printer->format]);
    write_node(writer, &upstream);
}

/* e_i, the i-th unit vector; its length is plain from the formula around it. */
static void write_unit(const struct writer *writer, const struct expression *node) {
    const struct expression *which = node->operands[0];
    bool is_short = which->kind == EXPRESSION_NUMBER || which->kind == EXPRESSION_ELEMENT;
    if (is_tex(writer->printer) || !is_short) {
        put(writer, "e_{", "e_{");
        write_node(writer, which);
        put(writer, "}", "}");
        return;
    }
    struct arena *arena = writer->text->arena;
    text_append_string(writer->text, "e");
    size_t begin = writer->text->length;
    print_script_text(writer->text,
                      which->kind == EXPRESSION_NUMBER
                          ? number_plain_text(arena, which->number, NUMBER_DIGITS)
                          : print_element_text(which->which, arena),
                      false);
    add_piece(writer, begin, which->id);
}

/* Σ_k x: how far k runs is plain from the matrices around it. */
static void write_summation(const struct writer *writer, const struct expression *node) {
    const char *name = print_element_text(node->which, writer->text->arena);
    if (is_tex(writer->printer)) {
        text_append_format(writer->text, "\\sum_{%s} ", name);
    } else {
        text_append_string(writer->text, "Σ");
        print_script_text(writer->text, name, false);
        text_append_string(writer->text, " ");
    }
    struct expression summand = *node->operands[1];
    summand.is_grouped = summand.is_grouped || summand.kind == EXPRESSION_ADD ||
                         summand.kind == EXPRESSION_SUBTRACT || summand.kind == EXPRESSION_NEGATE;
    write_node(writer, &summand);
}

/* The note's own "sum(…, axis=1)". */
static void write_row_sum(const struct writer *writer, const struct expression *node) {
    for (const char *c = writer->printer->signs->row_sum[writer->printer->format]; *c != '\0';
         c++) {
        if (*c == '@') {
            write_node(writer, node->operands[0]);
        } else {
            text_append(writer->text, c, 1);
        }
    }
}

static void write_call(const struct writer *writer, const struct expression *node) {
    if (node->function == FUNCTION_ROW_SUM && writer->printer->signs->row_sum[PRINT_TEX] != NULL) {
        write_row_sum(writer, node);
        return;
    }
    if (node->function == FUNCTION_ACTIVATION || node->function == FUNCTION_DERIVATIVE) {
        write_activation(writer, node);
        return;
    }
    if (node->function == FUNCTION_VJP) {
        write_vjp(writer, node);
        return;
    }
    if (node->function == FUNCTION_SUM_OVER) {
        write_summation(writer, node);
        return;
    }
    if (node->function == FUNCTION_UNIT) {
        write_unit(writer, node);
        return;
    }
    if (node->function == FUNCTION_ABS) {
        put(writer, "\\left|", "|");
        write_node(writer, node->operands[0]);
        put(writer, "\\right|", "|");
        return;
    }
    text_append_string(writer->text, function_names[node->function][writer->printer->format]);
    write_argument(writer, node);
}

/* ---- nodes ---- */

static void write_inside(const struct writer *writer, const struct expression *node) {
    switch (node->kind) {
    case EXPRESSION_NUMBER:
        write_number(writer, node->number);
        return;
    case EXPRESSION_ELEMENT:
        text_append_string(writer->text, print_element_text(node->which, writer->text->arena));
        return;
    case EXPRESSION_TENSOR:
        print_tensor_node(writer->printer, node, false, writer->text);
        return;
    case EXPRESSION_NEGATE:
        put(writer, "-", "−");
        write_operand(writer, node, 0);
        return;
    case EXPRESSION_TRANSPOSE:
        write_transpose(writer, node);
        return;
    case EXPRESSION_SQUARE:
        write_operand(writer, node, 0);
        put(writer, "^{2}", "²");
        return;
    case EXPRESSION_ADD:
        write_infix(writer, node, " + ");
        return;
    case EXPRESSION_SUBTRACT:
        write_infix(writer, node, is_tex(writer->printer) ? " - " : " − ");
        return;
    case EXPRESSION_PRODUCT:
        write_product(writer, node);
        return;
    case EXPRESSION_HADAMARD:
        write_operand(writer, node, 0);
        write_sign(writer, writer->printer->signs->hadamard[writer->printer->format]);
        write_operand(writer, node, 1);
        return;
    case EXPRESSION_HADAMARD_QUOTIENT:
    case EXPRESSION_QUOTIENT:
        write_quotient(writer, node);
        return;
    case EXPRESSION_CALL:
        write_call(writer, node);
        return;
    case EXPRESSION_KIND_COUNT:
        break;
    }
    assert(false);
}

static void write_node(const struct writer *writer, const struct expression *node) {
    size_t begin = writer->text->length;
    if (node->is_grouped) {
        write_bracket(writer, node, true);
    }
    write_inside(writer, node);
    if (node->is_grouped) {
        write_bracket(writer, node, false);
    }
    add_piece(writer, begin, node->id);
}

/* True when the value reads the tensor that it replaces: an arrow, not an equation. */
static bool updates_itself(const struct statement *statement) {
    const struct expression *target = statement->target;
    for (size_t i = 0; i < statement->node_count; i++) {
        const struct expression *node = statement->nodes[i];
        if (node->kind == EXPRESSION_TENSOR && node->symbol == target->symbol &&
            node->index.base == target->index.base && node->index.offset == target->index.offset) {
            return true;
        }
    }
    return false;
}

void print_statement(const struct printer *printer, const struct statement *statement,
                     struct text_builder *text, struct print_pieces *pieces) {
    const struct writer writer = {printer, statement, text, pieces};
    size_t begin = text->length;
    print_tensor_node(printer, statement->target, false, text);
    if (pieces != NULL) {
        pieces->items[pieces->count++] = (struct print_piece){begin, text->length, -1};
    }
    bool is_update = updates_itself(statement);
    put(&writer, is_update ? " \\leftarrow " : " = ", is_update ? " ← " : " = ");
    write_node(&writer, statement->value);
}

void print_tensor(const struct printer *printer, int symbol, struct tensor_index index,
                  struct text_builder *text) {
    const struct expression node = {.kind = EXPRESSION_TENSOR, .symbol = symbol, .index = index};
    print_tensor_node(printer, &node, false, text);
}

void print_tensor_element(const struct printer *printer, int symbol, struct tensor_index index,
                          int row, int column, struct text_builder *text) {
    const struct expression node = {
        .kind = EXPRESSION_TENSOR,
        .symbol = symbol,
        .index = index,
        .has_element = true,
        .row = {ELEMENT_NUMBER, row},
        .column = {ELEMENT_NUMBER, column},
    };
    print_tensor_node(printer, &node, false, text);
}
