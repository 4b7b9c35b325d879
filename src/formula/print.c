#include "formula/print.h"

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

static bool is_tex(const struct printer *printer) {
    return printer->format == PRINT_TEX;
}

static void put(const struct writer *writer, const char *tex, const char *text) {
    text_append_string(writer->text, is_tex(writer->printer) ? tex : text);
}

/* ---- symbols ---- */

/* "2", "l+1", "L": the layer of a tensor, in letters where the step has none. */
static const char *layer_text(const struct printer *printer, struct tensor_index index,
                              struct arena *arena) {
    bool is_letter = printer->layer < 0 && index.base != INDEX_NUMBER;
    if (!is_letter) {
        int value = tensor_index_value(index, printer->layer, printer->last_layer);
        return text_format(arena, "%d", value);
    }
    const char *letter = index.base == INDEX_LAST ? "L" : "l";
    return index.offset == 0 ? letter : text_format(arena, "%s%+d", letter, index.offset);
}

static const char *substitute(struct arena *arena, const char *form, const char *layer) {
    struct text_builder text;
    text_begin(&text, arena);
    for (const char *c = form; *c != '\0'; c++) {
        *c == '@' ? text_append_string(&text, layer) : text_append(&text, c, 1);
    }
    return text.bytes;
}

struct small_letter {
    char plain;
    const char *superscript, *subscript; /* NULL: Unicode has none */
};

static const struct small_letter small_letters[] = {
    {'0', "⁰", "₀"}, {'1', "¹", "₁"}, {'2', "²", "₂"},  {'3', "³", "₃"},  {'4', "⁴", "₄"},
    {'5', "⁵", "₅"}, {'6', "⁶", "₆"}, {'7', "⁷", "₇"},  {'8', "⁸", "₈"},  {'9', "⁹", "₉"},
    {'+', "⁺", "₊"}, {'-', "⁻", "₋"}, {'(', "⁽", NULL}, {')', "⁾", NULL}, {'l', "ˡ", "ₗ"},
};

static const char *small(char c, bool is_super) {
    for (size_t i = 0; i < sizeof small_letters / sizeof *small_letters; i++) {
        if (small_letters[i].plain == c) {
            return is_super ? small_letters[i].superscript : small_letters[i].subscript;
        }
    }
    return NULL;
}

/* Small letters where Unicode has all of them; otherwise "[2]" as it is, or "_L". */
static void append_script_text(struct text_builder *text, const char *script, bool is_super) {
    bool is_small = true;
    if (*script == '\0') {
        return;
    }
    for (const char *c = script; *c != '\0'; c++) {
        is_small = is_small && small(*c, is_super) != NULL;
    }
    if (is_small) {
        for (const char *c = script; *c != '\0'; c++) {
            text_append_string(text, small(*c, is_super));
        }
        return;
    }
    if (*script != '[' && *script != '(') {
        text_append_string(text, is_super ? "^" : "_");
    }
    text_append_string(text, script);
}

/* transposed puts the sign into the superscript: w^{[2]T}. A base with an "@" of its own holds
 * its layer already and takes no scripts. */
static void append_symbol(const struct printer *printer, struct text_builder *text,
                          const struct symbol_form *form, const char *layer, bool transposed) {
    struct arena *arena = text->arena;
    const char *transpose = transposed ? printer->signs->transpose[printer->format] : "";
    const char *base = substitute(arena, form->base[printer->format], layer);
    bool has_layer = strchr(form->base[printer->format], '@') != NULL;
    const char *sub = has_layer ? "" : substitute(arena, form->subscript, layer);
    const char *super = has_layer ? "" : substitute(arena, form->superscript, layer);
    /* a base that is a fraction or has scripts of its own needs parentheses to be transposed */
    bool needs_group =
        transposed && (strpbrk(base, "/_^") != NULL || strstr(base, "\\frac") != NULL);
    if (is_tex(printer)) {
        text_append_format(text, needs_group ? "\\left(%s\\right)" : "%s", base);
        if (*sub != '\0') {
            text_append_format(text, "_{%s}", sub);
        }
        if (*super != '\0' || transposed) {
            text_append_format(text, "^{%s%s}", super, transpose);
        }
        return;
    }
    text_append_string(text, needs_group ? "(" : "");
    text_append_string(text, base);
    append_script_text(text, sub, false);
    append_script_text(text, super, true);
    text_append_format(text, "%s%s", needs_group ? ")" : "", transpose);
}

static const char *element_text(struct element_index index, struct arena *arena) {
    static const char *const names[] = {
        [ELEMENT_NUMBER] = "", [ELEMENT_I] = "i", [ELEMENT_J] = "j", [ELEMENT_K] = "k"};
    return index.base == ELEMENT_NUMBER ? text_format(arena, "%d", index.number)
                                        : names[index.base];
}

static void write_tensor(const struct writer *writer, const struct expression *node,
                         bool transposed) {
    const struct printer *printer = writer->printer;
    struct arena *arena = writer->text->arena;
    bool is_known = printer->layer >= 0 || node->index.base == INDEX_NUMBER;
    int layer =
        is_known ? tensor_index_value(node->index, printer->layer, printer->last_layer) : -1;
    const struct symbol_form *form = printer->symbol(printer->context, node->symbol, layer);
    const char *layer_name =
        node->index.base == INDEX_NONE ? "" : layer_text(printer, node->index, arena);
    if (!node->has_element) {
        append_symbol(printer, writer->text, form, layer_name, transposed);
        return;
    }
    struct symbol_form with_element = *form;
    const char *comma = *form->subscript != '\0' ? "," : "";
    with_element.subscript =
        text_format(arena, "%s%s%s%s", form->subscript, comma, element_text(node->row, arena),
                    element_text(node->column, arena));
    append_symbol(printer, writer->text, &with_element, layer_name, transposed);
}

void print_tensor(const struct printer *printer, int symbol, struct tensor_index index,
                  struct text_builder *text) {
    const struct expression node = {.kind = EXPRESSION_TENSOR, .symbol = symbol, .index = index};
    const struct writer writer = {.printer = printer, .text = text};
    write_tensor(&writer, &node, false);
}

/* ---- numbers and groups ---- */

static void write_number(const struct writer *writer, double number) {
    text_append_format(writer->text, "%.15g", number);
}

/* The author's parentheses; a product inside them takes the notation's brackets. */
static void write_group(const struct writer *writer, const struct expression *node, bool is_open) {
    const char *bracket = is_open ? "(" : ")";
    if (node->kind == EXPRESSION_PRODUCT) {
        bracket = writer->printer->signs->group[is_open ? 0 : 1];
    }
    if (is_tex(writer->printer)) {
        text_append_string(writer->text, is_open ? "\\left" : "\\right");
    }
    text_append_string(writer->text, bracket);
}

/* ---- operators ---- */

static bool is_number(const struct expression *node) {
    return node->kind == EXPRESSION_NUMBER && !node->is_grouped;
}

/* A 1 x 1 for certain: scaling by it needs no product sign. */
static bool is_scalar(const struct expression *node) {
    return is_number(node) || (node->kind == EXPRESSION_TENSOR && node->index.base == INDEX_NONE) ||
           (node->kind == EXPRESSION_NEGATE && is_scalar(node->operands[0])) ||
           (node->kind == EXPRESSION_QUOTIENT && is_scalar(node->operands[0]) &&
            is_scalar(node->operands[1]));
}

static void write_product(const struct writer *writer, const struct expression *node) {
    const struct expression *a = node->operands[0], *b = node->operands[1];
    write_node(writer, a);
    if (is_scalar(a) || is_scalar(b)) {
        put(writer, "\\,", " ");
    } else {
        const char *sign = writer->printer->signs->product[writer->printer->format];
        text_append_string(writer->text, sign);
    }
    write_node(writer, b);
}

static void write_infix(const struct writer *writer, const struct expression *node, const char *tex,
                        const char *text) {
    write_node(writer, node->operands[0]);
    put(writer, tex, text);
    write_node(writer, node->operands[1]);
}

/* A stacked fraction needs no parentheses around its parts: the bar groups them. */
static void write_quotient(const struct writer *writer, const struct expression *node) {
    if (!is_tex(writer->printer)) {
        write_infix(writer, node, "", node->kind == EXPRESSION_QUOTIENT ? "/" : " ⊘ ");
        return;
    }
    for (size_t i = 0; i < 2; i++) {
        struct expression part = *node->operands[i];
        part.is_grouped = false;
        text_append_string(writer->text, i == 0 ? "\\frac{" : "}{");
        write_node(writer, &part);
    }
    text_append_string(writer->text, "}");
}

/* The sign goes into a symbol's own superscript, behind a group, or around anything else. */
static void write_transpose(const struct writer *writer, const struct expression *node) {
    const struct expression *operand = node->operands[0];
    if (operand->kind == EXPRESSION_TENSOR && !operand->is_grouped) {
        size_t begin = writer->text->length;
        write_tensor(writer, operand, true);
        if (writer->pieces != NULL) {
            writer->pieces->items[writer->pieces->count++] =
                (struct print_piece){begin, writer->text->length, operand->id};
        }
        return;
    }
    const char *transpose = writer->printer->signs->transpose[writer->printer->format];
    write_node(writer, operand);
    put(writer, "^{", "");
    text_append_string(writer->text, transpose);
    put(writer, "}", "");
}

/* ---- functions ---- */

struct function_form {
    const char *open[PRINT_FORMAT_COUNT];
    const char *close[PRINT_FORMAT_COUNT];
};

static const struct function_form function_forms[FUNCTION_COUNT] = {
    [FUNCTION_JACOBIAN] = {{"J\\left(", "J("}, {"\\right)", ")"}},
    [FUNCTION_LOG] = {{"\\log\\left(", "log("}, {"\\right)", ")"}},
    [FUNCTION_EXP] = {{"\\exp\\left(", "exp("}, {"\\right)", ")"}},
    [FUNCTION_ABS] = {{"\\left|", "|"}, {"\\right|", "|"}},
    [FUNCTION_SIGN] = {{"\\operatorname{sign}\\left(", "sign("}, {"\\right)", ")"}},
    [FUNCTION_SUM] = {{"\\sum\\left(", "Σ("}, {"\\right)", ")"}},
    [FUNCTION_ROW_SUM] = {{"\\operatorname{rowsum}\\left(", "rowsum("}, {"\\right)", ")"}},
    [FUNCTION_COLUMN_SUM] = {{"\\operatorname{colsum}\\left(", "colsum("}, {"\\right)", ")"}},
    [FUNCTION_DIAGONAL] = {{"\\operatorname{diag}\\left(", "diag("}, {"\\right)", ")"}},
    [FUNCTION_ROWS] = {{"\\operatorname{rows}\\left(", "rows("}, {"\\right)", ")"}},
    [FUNCTION_COLUMNS] = {{"\\operatorname{cols}\\left(", "cols("}, {"\\right)", ")"}},
};

/* σ(z), σ′(z), or f where the layer's activation is not known. */
static void write_activation(const struct writer *writer, const struct expression *node) {
    const struct printer *printer = writer->printer;
    const struct tensor_index index = node->operands[0]->index;
    bool is_known = printer->layer >= 0 || index.base == INDEX_NUMBER;
    int layer = tensor_index_value(index, printer->layer, printer->last_layer);
    enum activation activation;
    if (is_known && printer->activation(printer->context, layer, &activation)) {
        const struct activation_definition *definition = activation_definition(activation);
        put(writer, definition->tex, definition->text);
    } else {
        put(writer, "f", "f");
    }
    if (node->function == FUNCTION_DERIVATIVE) {
        put(writer, "'", "′");
    }
    put(writer, "\\left(", "(");
    write_node(writer, node->operands[0]);
    put(writer, "\\right)", ")");
}

/* The Jacobian, transposed, times the upstream gradient: J(z)^T g. */
static void write_vjp(const struct writer *writer, const struct expression *node) {
    const struct print_signs *signs = writer->printer->signs;
    bool has_sum =
        node->operands[1]->kind == EXPRESSION_ADD || node->operands[1]->kind == EXPRESSION_SUBTRACT;
    put(writer, "J\\left(", "J(");
    write_node(writer, node->operands[0]);
    put(writer, "\\right)^{", ")");
    text_append_string(writer->text, signs->transpose[writer->printer->format]);
    put(writer, "}", "");
    text_append_string(writer->text, signs->product[writer->printer->format]);
    put(writer, has_sum ? "\\left(" : "", has_sum ? "(" : "");
    write_node(writer, node->operands[1]);
    put(writer, has_sum ? "\\right)" : "", has_sum ? ")" : "");
}

static void write_call(const struct writer *writer, const struct expression *node) {
    if (node->function == FUNCTION_ACTIVATION || node->function == FUNCTION_DERIVATIVE) {
        write_activation(writer, node);
        return;
    }
    if (node->function == FUNCTION_VJP) {
        write_vjp(writer, node);
        return;
    }
    if (node->function == FUNCTION_UNIT) {
        put(writer, "e_{", "e_");
        write_node(writer, node->operands[0]);
        put(writer, "}", "");
        return;
    }
    const struct function_form *form = &function_forms[node->function];
    put(writer, form->open[PRINT_TEX], form->open[PRINT_TEXT]);
    write_node(writer, node->operands[0]);
    put(writer, form->close[PRINT_TEX], form->close[PRINT_TEXT]);
}

/* ---- nodes ---- */

static void write_inside(const struct writer *writer, const struct expression *node) {
    const struct print_signs *signs = writer->printer->signs;
    switch (node->kind) {
    case EXPRESSION_NUMBER:
        write_number(writer, node->number);
        return;
    case EXPRESSION_ELEMENT:
        text_append_string(writer->text, element_text(node->which, writer->text->arena));
        return;
    case EXPRESSION_TENSOR:
        write_tensor(writer, node, false);
        return;
    case EXPRESSION_NEGATE:
        put(writer, "-", "−");
        write_node(writer, node->operands[0]);
        return;
    case EXPRESSION_TRANSPOSE:
        write_transpose(writer, node);
        return;
    case EXPRESSION_SQUARE:
        write_node(writer, node->operands[0]);
        put(writer, "^{2}", "²");
        return;
    case EXPRESSION_ADD:
        write_infix(writer, node, " + ", " + ");
        return;
    case EXPRESSION_SUBTRACT:
        write_infix(writer, node, " - ", " − ");
        return;
    case EXPRESSION_PRODUCT:
        write_product(writer, node);
        return;
    case EXPRESSION_HADAMARD:
        write_infix(writer, node, signs->hadamard[PRINT_TEX], signs->hadamard[PRINT_TEXT]);
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
        write_group(writer, node, true);
    }
    write_inside(writer, node);
    if (node->is_grouped) {
        write_group(writer, node, false);
    }
    if (writer->pieces != NULL) {
        writer->pieces->items[writer->pieces->count++] =
            (struct print_piece){begin, writer->text->length, node->id};
    }
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
    write_tensor(&writer, statement->target, false);
    if (pieces != NULL) {
        pieces->items[pieces->count++] = (struct print_piece){begin, text->length, -1};
    }
    bool is_update = updates_itself(statement);
    put(&writer, is_update ? " \\leftarrow " : " = ", is_update ? " ← " : " = ");
    write_node(&writer, statement->value);
}
