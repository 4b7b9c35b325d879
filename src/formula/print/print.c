#include "formula/print/print.h"

#include "base/number.h"
#include "formula/print/print_group.h"
#include "formula/print/print_symbol.h"
#include "formula/print/print_writer.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static void write_inside(const struct print_writer *writer, const struct expression *node);

static bool is_tex(const struct printer *printer) {
    return printer->format == PRINT_TEX;
}

void print_put(const struct print_writer *writer, const char *tex, const char *text) {
    text_append_string(writer->text, is_tex(writer->printer) ? tex : text);
}

static void write_number(const struct print_writer *writer, double number) {
    struct arena *arena = writer->text->arena;
    struct number_parts parts = number_parts(arena, number, NUMBER_DIGITS);
    if (!parts.has_power) {
        text_append_string(writer->text, parts.mantissa);
        return;
    }
    if (strcmp(parts.mantissa, "1") != 0) {
        text_append_string(writer->text, parts.mantissa);
        print_put(writer, " \\cdot ", "·");
    }
    const char *exponent = text_format(arena, "%d", parts.exponent);
    text_append_string(writer->text, "10");
    if (is_tex(writer->printer)) {
        text_append_format(writer->text, "^{%s}", exponent);
    } else {
        print_small_text(writer->text, exponent, true);
    }
}

void print_add_piece(const struct print_writer *writer, size_t begin, int id) {
    if (writer->pieces != NULL) {
        writer->pieces->items[writer->pieces->count++] =
            (struct print_piece){begin, writer->text->length, id};
    }
}

bool print_fill(const struct print_writer *writer, int node, bool is_jacobian) {
    const struct print_filling *filling = writer->filling;
    return filling != NULL && filling->write(filling->context, node, is_jacobian, writer->text);
}

/* Parentheses; around a product the notation's brackets. */
static void write_bracket(const struct print_writer *writer, const struct expression *node,
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
static void write_negative_quotient(const struct print_writer *writer,
                                    const struct expression *quotient) {
    const struct expression *negation = quotient->operands[0];
    struct expression positive = *quotient;
    positive.operands[0] = negation->operands[0];
    size_t begin = writer->text->length;
    text_append_string(writer->text, "−");
    write_bracket(writer, quotient, true);
    write_inside(writer, &positive);
    write_bracket(writer, quotient, false);
    print_add_piece(writer, begin, negation->id);
    print_add_piece(writer, begin, quotient->id);
}

static void write_operand(const struct print_writer *writer, const struct expression *parent,
                          size_t which) {
    struct expression operand = *parent->operands[which];
    bool needs_parentheses = print_needs_parentheses(writer->printer, parent, which);
    if (needs_parentheses && operand.kind == EXPRESSION_QUOTIENT && which == 0 &&
        print_is_plain(operand.operands[0], EXPRESSION_NEGATE)) {
        write_negative_quotient(writer, &operand);
        return;
    }
    operand.is_grouped = operand.is_grouped || needs_parentheses;
    print_node(writer, &operand);
}

/* ---- operators ---- */

void print_sign(const struct print_writer *writer, const char *sign) {
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

static void write_product(const struct print_writer *writer, const struct expression *node) {
    write_operand(writer, node, 0);
    if (!print_is_scaling(writer->printer, node)) {
        print_sign(writer, writer->printer->signs->product[writer->printer->format]);
    } else if (writer->filling != NULL || starts_with_digit(node->operands[1])) {
        print_put(writer, " \\cdot ", " · ");
    } else {
        print_put(writer, " \\, ", " ");
    }
    write_operand(writer, node, 1);
}

static void write_infix(const struct print_writer *writer, const struct expression *node,
                        const char *sign) {
    write_operand(writer, node, 0);
    text_append_string(writer->text, sign);
    write_operand(writer, node, 1);
}

/* A stacked fraction needs no parentheses around its parts: the bar groups them. The sign of the
 * upper part stands before it: -\frac{1}{m}. */
static void write_fraction(const struct print_writer *writer, const struct expression *node) {
    size_t begin = writer->text->length;
    bool is_negative = print_is_plain(node->operands[0], EXPRESSION_NEGATE);
    text_append_string(writer->text, is_negative ? "-\\frac{" : "\\frac{");
    struct expression upper = is_negative ? *node->operands[0]->operands[0] : *node->operands[0];
    upper.is_grouped = false;
    print_node(writer, &upper);
    text_append_string(writer->text, "}{");
    struct expression lower = *node->operands[1];
    lower.is_grouped = false;
    print_node(writer, &lower);
    text_append_string(writer->text, "}");
    if (is_negative) {
        print_add_piece(writer, begin, node->operands[0]->id);
    }
}

static bool is_sum(const struct expression *node) {
    return node->kind == EXPRESSION_ADD || node->kind == EXPRESSION_SUBTRACT;
}

static void write_part_on_line(const struct print_writer *writer, const struct expression *part,
                               bool needs_brackets) {
    struct expression bare = *part;
    bare.is_grouped = false;
    text_append_string(writer->text, needs_brackets ? "\\left(" : "");
    print_node(writer, &bare);
    text_append_string(writer->text, needs_brackets ? "\\right)" : "");
}

/* a/b in LaTeX: the bar would group what is above it and below it; on the line brackets do.
 * Matrices are divided element by element, which a slash does not say. */
static void write_on_line(const struct print_writer *writer, const struct expression *node) {
    size_t begin = writer->text->length;
    const struct expression *upper = node->operands[0], *lower = node->operands[1];
    bool is_negative = print_is_plain(upper, EXPRESSION_NEGATE);
    upper = is_negative ? upper->operands[0] : upper;
    text_append_string(writer->text, is_negative ? "-" : "");
    write_part_on_line(writer, upper, is_sum(upper));
    bool is_by_element = node->kind == EXPRESSION_HADAMARD_QUOTIENT;
    text_append_string(writer->text, is_by_element ? " \\oslash " : " / ");
    write_part_on_line(writer, lower,
                       is_sum(lower) || lower->kind == EXPRESSION_PRODUCT ||
                           lower->kind == EXPRESSION_HADAMARD);
    if (is_negative) {
        print_add_piece(writer, begin, node->operands[0]->id);
    }
}

static void write_quotient(const struct print_writer *writer, const struct expression *node) {
    const struct print_filling *filling = writer->filling;
    if (is_tex(writer->printer) && filling != NULL && filling->is_inline(filling->context, node)) {
        write_on_line(writer, node);
    } else if (is_tex(writer->printer)) {
        write_fraction(writer, node);
    } else {
        write_infix(writer, node, node->kind == EXPRESSION_QUOTIENT ? "/" : " ⊘ ");
    }
}

/* The sign goes into a symbol's own superscript, behind a group, or around anything else. */
static void write_transpose(const struct print_writer *writer, const struct expression *node) {
    const struct expression *operand = node->operands[0];
    if (print_is_plain(operand, EXPRESSION_TENSOR) && operand->piece == NULL) {
        size_t begin = writer->text->length;
        if (!print_fill(writer, operand->id, false)) {
            print_tensor_node(writer->printer, operand, true, writer->text);
        }
        print_add_piece(writer, begin, operand->id);
        return;
    }
    write_operand(writer, node, 0);
    print_put(writer, "^{", "");
    text_append_string(writer->text, writer->printer->signs->transpose[writer->printer->format]);
    print_put(writer, "}", "");
}

/* ---- nodes ---- */

static void write_inside(const struct print_writer *writer, const struct expression *node) {
    switch (node->kind) {
    case EXPRESSION_NUMBER:
        write_number(writer, node->number);
        return;
    case EXPRESSION_ELEMENT:
        text_append_string(writer->text,
                           print_element_text(writer->printer, node->which, writer->text->arena));
        return;
    case EXPRESSION_TENSOR:
        print_tensor_node(writer->printer, node, false, writer->text);
        return;
    case EXPRESSION_NEGATE:
        print_put(writer, "-", "−");
        write_operand(writer, node, 0);
        return;
    case EXPRESSION_TRANSPOSE:
        write_transpose(writer, node);
        return;
    case EXPRESSION_SQUARE:
        write_operand(writer, node, 0);
        print_put(writer, "^{2}", "²");
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
        print_sign(writer, writer->printer->signs->hadamard[writer->printer->format]);
        write_operand(writer, node, 1);
        return;
    case EXPRESSION_HADAMARD_QUOTIENT:
    case EXPRESSION_QUOTIENT:
        write_quotient(writer, node);
        return;
    case EXPRESSION_INDICATOR:
    case EXPRESSION_CALL:
        print_call(writer, node);
        return;
    case EXPRESSION_KIND_COUNT:
        break;
    }
    assert(false);
}

void print_node(const struct print_writer *writer, const struct expression *node) {
    size_t begin = writer->text->length;
    if (!print_fill(writer, node->id, false)) {
        if (node->is_grouped) {
            write_bracket(writer, node, true);
        }
        if (node->piece != NULL) {
            print_piece_name(writer->printer, node, writer->text);
        } else {
            write_inside(writer, node);
        }
        if (node->is_grouped) {
            write_bracket(writer, node, false);
        }
    }
    print_add_piece(writer, begin, node->id);
}

bool print_updates_itself(const struct statement *statement) {
    const struct expression *target = statement->target;
    for (size_t i = 0; target != NULL && i < statement->node_count; i++) {
        const struct expression *node = statement->nodes[i];
        if (node->kind == EXPRESSION_TENSOR && node->symbol == target->symbol &&
            node->index.base == target->index.base && node->index.offset == target->index.offset) {
            return true;
        }
    }
    return false;
}

static void write_target(const struct print_writer *writer) {
    size_t begin = writer->text->length;
    if (!print_fill(writer, -1, false)) {
        print_tensor_node(writer->printer, writer->statement->target, false, writer->text);
    }
    print_add_piece(writer, begin, -1);
}

static void write_statement(const struct print_writer *writer) {
    const struct statement *statement = writer->statement;
    if (statement->target != NULL) {
        write_target(writer);
    } else if (statement->left != NULL) {
        print_node(writer, statement->left);
    }
    static const char *const relations[][PRINT_FORMAT_COUNT] = {
        [PRINT_AS_STATED] = {" = ", " = "},
        [PRINT_APPROXIMATE] = {" \\approx ", " ≈ "},
        [PRINT_UNEQUAL] = {" \\neq ", " ≠ "},
    };
    static const char *const update[PRINT_FORMAT_COUNT] = {" \\leftarrow ", " ← "};
    enum print_relation wanted =
        writer->filling == NULL ? PRINT_AS_STATED : writer->filling->relation;
    const char *const *relation =
        wanted == PRINT_AS_STATED && !statement->is_line && print_updates_itself(statement)
            ? update
            : relations[wanted];
    bool has_left = statement->target != NULL || statement->left != NULL;
    print_put(writer, relation[PRINT_TEX] + !has_left, relation[PRINT_TEXT] + !has_left);
    print_node(writer, statement->value);
}

void print_statement(const struct printer *printer, const struct statement *statement,
                     struct text_builder *text, struct print_pieces *pieces) {
    struct printer own = *printer;
    own.letters = statement->indices;
    const struct print_writer writer = {&own, statement, text, pieces, NULL};
    write_statement(&writer);
}

void print_filled(const struct printer *printer, const struct statement *statement,
                  const struct print_filling *filling, struct text_builder *text,
                  struct print_pieces *pieces) {
    struct printer own = *printer;
    own.letters = statement->indices;
    const struct print_writer writer = {&own, statement, text, pieces, filling};
    write_statement(&writer);
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
        .row = {.number = row},
        .column = {.number = column},
    };
    print_tensor_node(printer, &node, false, text);
}
