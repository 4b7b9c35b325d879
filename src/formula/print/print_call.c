#include "base/number.h"
#include "formula/print/print.h"
#include "formula/print/print_group.h"
#include "formula/print/print_pile.h"
#include "formula/print/print_symbol.h"
#include "formula/print/print_writer.h"

static const char *const function_names[FUNCTION_COUNT][PRINT_FORMAT_COUNT] = {
    [FUNCTION_JACOBIAN] = {"J", "J"},
    [FUNCTION_LOG] = {"\\log", "log"},
    [FUNCTION_EXP] = {"\\exp", "exp"},
    [FUNCTION_SIGN] = {"\\operatorname{sign}", "sign"},
    [FUNCTION_SUM] = {"\\sum", "Σ"},
    [FUNCTION_ROW_SUM] = {"\\operatorname{rowsum}", "rowsum"},
    [FUNCTION_COLUMN_SUM] = {"\\operatorname{colsum}", "colsum"},
    [FUNCTION_MAX] = {"\\max", "max"},
    [FUNCTION_DIAGONAL] = {"\\operatorname{diag}", "diag"},
    [FUNCTION_ROWS] = {"\\operatorname{rows}", "rows"},
    [FUNCTION_COLUMNS] = {"\\operatorname{cols}", "cols"},
};

/* The first argument in parentheses, which need not grow around a plain symbol. */
static void write_argument(const struct print_writer *writer, const struct expression *node) {
    const struct expression *argument = node->operands[0];
    bool is_small = print_is_plain(argument, EXPRESSION_TENSOR) &&
                    !print_has_compound_base(writer->printer, argument);
    print_put(writer, is_small ? "(" : "\\left(", "(");
    print_node(writer, argument);
    print_put(writer, is_small ? ")" : "\\right)", ")");
}

/* ∂a/∂z: the note's name of f'(z) stands for the argument too. */
static void write_derivative_in_form(const struct print_writer *writer,
                                     const struct expression *node,
                                     const struct symbol_form *form) {
    size_t begin = writer->text->length;
    if (!print_fill(writer, node->operands[0]->id, false)) {
        print_tensor_in_form(writer->printer, form, node->operands[0], false, writer->text);
    }
    print_add_piece(writer, begin, node->operands[0]->id);
}

/* σ(z), σ′(z), or f where the layer's activation is not known; or as the note writes them. */
static void write_activation(const struct print_writer *writer, const struct expression *node) {
    const struct printer *printer = writer->printer;
    const struct symbol_form *form = print_function_form(printer, node);
    if (form != NULL && node->function == FUNCTION_DERIVATIVE) {
        write_derivative_in_form(writer, node, form);
        return;
    }
    int layer = print_known_layer(printer, node->index);
    enum activation activation;
    if (print_function_name(printer, node, writer->text)) {
        /* as the note calls it */
    } else if (layer >= 0 && printer->activation(printer->context, layer, &activation)) {
        const struct activation_definition *definition = activation_definition(activation);
        print_put(writer, definition->tex, definition->text);
    } else {
        print_put(writer, "f", "f");
    }
    if (node->function == FUNCTION_DERIVATIVE) {
        print_put(writer, "'", "′");
    }
    write_argument(writer, node);
}

static void write_jacobian(const struct print_writer *writer, const struct expression *node) {
    text_append_string(writer->text, "J");
    write_argument(writer, node);
}

static void write_jacobian_of(const struct print_writer *writer, const struct expression *vjp) {
    if (!print_fill(writer, vjp->id, true)) {
        write_jacobian(writer, vjp);
    }
}

/* The Jacobian, transposed, times the upstream gradient: J(z)^T g; where a sample is a row, the
 * upstream gradient times the Jacobian: g J(z). */
static void write_vjp(const struct print_writer *writer, const struct expression *node) {
    const struct print_signs *signs = writer->printer->signs;
    struct expression upstream = *node->operands[1];
    upstream.is_grouped =
        upstream.is_grouped || upstream.kind == EXPRESSION_NEGATE || upstream.operand_count == 2;
    if (signs->puts_jacobian_behind) {
        print_node(writer, &upstream);
        print_sign(writer, signs->product[writer->printer->format]);
        write_jacobian_of(writer, node);
        return;
    }
    write_jacobian_of(writer, node);
    print_put(writer, "^{", "");
    text_append_string(writer->text, signs->transpose[writer->printer->format]);
    print_put(writer, "}", "");
    print_sign(writer, signs->product[writer->printer->format]);
    print_node(writer, &upstream);
}

/* e_i, the i-th unit vector; its length is plain from the formula around it. */
static void write_unit(const struct print_writer *writer, const struct expression *node) {
    const struct expression *which = node->operands[0];
    bool is_short = which->kind == EXPRESSION_NUMBER || which->kind == EXPRESSION_ELEMENT;
    if (writer->printer->format == PRINT_TEX || !is_short) {
        print_put(writer, "e_{", "e_{");
        print_node(writer, which);
        print_put(writer, "}", "}");
        return;
    }
    struct arena *arena = writer->text->arena;
    text_append_string(writer->text, "e");
    size_t begin = writer->text->length;
    print_small_text(writer->text,
                     which->kind == EXPRESSION_NUMBER
                         ? number_plain_text(arena, which->number, NUMBER_DIGITS)
                         : print_element_text(writer->printer, which->which, arena),
                     false);
    print_add_piece(writer, begin, which->id);
}

/* Its only summand stands for it. */
static bool is_single(const struct print_writer *writer, const struct expression *sum) {
    const struct print_filling *filling = writer->filling;
    return filling != NULL && filling->is_single != NULL &&
           filling->is_single(filling->context, sum);
}

static void write_sum_sign(const struct print_writer *writer, const struct expression *sum) {
    const char *name = print_element_text(writer->printer, sum->which, writer->text->arena);
    if (writer->printer->format == PRINT_TEX) {
        text_append_format(writer->text, "\\sum_{%s} ", name);
    } else {
        text_append_string(writer->text, "Σ");
        print_small_text(writer->text, name, false);
        text_append_string(writer->text, " ");
    }
}

/* Σ_k x: how far k runs is plain from the matrices around it. */
static void write_summation(const struct print_writer *writer, const struct expression *node) {
    if (print_is_spread(writer->printer, node)) {
        print_spread_sum(writer, node);
        return;
    }
    struct printer printer = *writer->printer;
    struct print_writer inside = *writer;
    size_t values[FORMULA_MOST_INDICES] = {0};
    for (size_t i = 0; i < FORMULA_MOST_INDICES && printer.values != NULL; i++) {
        values[i] = i == (size_t)node->which.number ? 0 : printer.values[i];
    }
    printer.values = values;
    inside.printer = &printer;
    writer = &inside;
    struct expression summand = *node->operands[1];
    bool is_added = summand.kind == EXPRESSION_ADD || summand.kind == EXPRESSION_SUBTRACT ||
                    summand.kind == EXPRESSION_NEGATE;
    if (!is_single(writer, node)) {
        write_sum_sign(writer, node);
        summand.is_grouped = summand.is_grouped || is_added;
    } else if (node->id != writer->statement->value->id && !node->is_grouped) {
        bool is_pair = summand.kind != EXPRESSION_CALL && summand.operand_count == 2;
        summand.is_grouped = summand.is_grouped || is_added || is_pair;
    }
    print_node(&inside, &summand);
}

/* The note's own "sum(…, axis=1)". */
static void write_row_sum(const struct print_writer *writer, const struct expression *node) {
    for (const char *c = writer->printer->signs->row_sum[writer->printer->format]; *c != '\0';
         c++) {
        if (*c == '@') {
            print_node(writer, node->operands[0]);
        } else {
            text_append(writer->text, c, 1);
        }
    }
}

/* ∂y/∂x, stacked in LaTeX; what is no name has parentheses. */
static void write_partial(const struct print_writer *writer, const struct expression *node) {
    struct expression y = *node->operands[0];
    y.is_grouped = y.kind != EXPRESSION_TENSOR && y.kind != EXPRESSION_CALL;
    print_put(writer, "\\frac{\\partial ", "∂");
    print_node(writer, &y);
    print_put(writer, "}{\\partial ", "/∂");
    print_node(writer, node->operands[1]);
    print_put(writer, "}", "");
}

/* The square of the Euclidean norm. */
static void write_norm(const struct print_writer *writer, const struct expression *node) {
    print_put(writer, "\\left\\|", "‖");
    print_node(writer, node->operands[0]);
    print_put(writer, "\\right\\|_{2}^{2}", "‖²");
}

static void write_max(const struct print_writer *writer, const struct expression *node) {
    print_put(writer, "\\max\\left(", "max(");
    print_node(writer, node->operands[0]);
    text_append_string(writer->text, ", ");
    print_node(writer, node->operands[1]);
    print_put(writer, "\\right)", ")");
}

static const char *const relation_signs[RELATION_COUNT][PRINT_FORMAT_COUNT] = {
    [RELATION_ABOVE] = {" > ", " > "},        [RELATION_BELOW] = {" < ", " < "},
    [RELATION_AT_LEAST] = {" \\geq ", " ≥ "}, [RELATION_AT_MOST] = {" \\leq ", " ≤ "},
    [RELATION_EQUAL] = {" = ", " = "},
};
static const char *const opposite_signs[RELATION_COUNT] = {
    [RELATION_ABOVE] = " \\leq ", [RELATION_BELOW] = " \\geq ", [RELATION_AT_LEAST] = " < ",
    [RELATION_AT_MOST] = " > ",   [RELATION_EQUAL] = " \\neq ",
};

const char *print_relation(enum relation relation, enum print_format format) {
    return relation_signs[relation][format];
}

static void write_relation(const struct print_writer *writer, const struct expression *node,
                           const char *sign) {
    print_node(writer, node->operands[0]);
    text_append_string(writer->text, sign);
    print_node(writer, node->operands[1]);
}

/* 1 where it holds and 0 where it does not. Of what stands there twice only the first is a piece.
 */
static void write_cases(const struct print_writer *writer, const struct expression *node) {
    struct print_writer again = *writer;
    again.pieces = NULL;
    text_append_string(writer->text, "\\begin{cases} 1, & ");
    write_relation(writer, node, relation_signs[node->relation][PRINT_TEX]);
    text_append_string(writer->text, " \\\\ 0, & ");
    write_relation(&again, node, opposite_signs[node->relation]);
    text_append_string(writer->text, " \\end{cases}");
}

static void write_indicator(const struct print_writer *writer, const struct expression *node) {
    enum print_format format = writer->printer->format;
    if (format == PRINT_TEX && writer->printer->signs->has_cases) {
        write_cases(writer, node);
        return;
    }
    print_put(writer, "\\left[", "[");
    write_relation(writer, node, relation_signs[node->relation][format]);
    print_put(writer, "\\right]", "]");
}

/* diag(h > 0): the parentheses are those of the indicator. */
static bool write_diagonal_of_relation(const struct print_writer *writer,
                                       const struct expression *node) {
    const struct expression *argument = node->operands[0];
    if (node->function != FUNCTION_DIAGONAL || argument->kind != EXPRESSION_INDICATOR) {
        return false;
    }
    enum print_format format = writer->printer->format;
    print_put(writer, "\\operatorname{diag}\\left(", "diag(");
    size_t begin = writer->text->length;
    if (!print_fill(writer, argument->id, false)) {
        write_relation(writer, argument, relation_signs[argument->relation][format]);
    }
    print_add_piece(writer, begin, argument->id);
    print_put(writer, "\\right)", ")");
    return true;
}

static void write_absolute(const struct print_writer *writer, const struct expression *node) {
    print_put(writer, "\\left|", "|");
    print_node(writer, node->operands[0]);
    print_put(writer, "\\right|", "|");
}

static void write_identity(const struct print_writer *writer, const struct expression *node) {
    (void)node;
    text_append_string(writer->text, "I");
}

static void write_named(const struct print_writer *writer, const struct expression *node) {
    text_append_string(writer->text, function_names[node->function][writer->printer->format]);
    write_argument(writer, node);
}

/* e^{-z}, where the note writes it so. */
static void write_exponential(const struct print_writer *writer, const struct expression *node) {
    if (!print_is_power_of_e(writer->printer, node)) {
        write_named(writer, node);
        return;
    }
    text_append_string(writer->text, "e^{");
    print_node(writer, node->operands[0]);
    text_append_string(writer->text, "}");
}

static void write_root(const struct print_writer *writer, const struct expression *node) {
    print_put(writer, "\\sqrt{", "√(");
    print_node(writer, node->operands[0]);
    print_put(writer, "}", ")");
}

/* The others are written by their names. */
static void (*const call_writers[FUNCTION_COUNT])(const struct print_writer *writer,
                                                  const struct expression *node) = {
    [FUNCTION_ACTIVATION] = write_activation,
    [FUNCTION_DERIVATIVE] = write_activation,
    [FUNCTION_VJP] = write_vjp,
    [FUNCTION_SUM_OVER] = write_summation,
    [FUNCTION_STACK] = print_pile,
    [FUNCTION_BESIDE] = print_pile,
    [FUNCTION_NORM] = write_norm,
    [FUNCTION_IDENTITY] = write_identity,
    [FUNCTION_UNIT] = write_unit,
    [FUNCTION_PARTIAL] = write_partial,
    [FUNCTION_MAX] = write_max,
    [FUNCTION_ABS] = write_absolute,
    [FUNCTION_ROOT] = write_root,
    [FUNCTION_EXP] = write_exponential,
};

void print_call(const struct print_writer *writer, const struct expression *node) {
    bool has_row_sum =
        node->function == FUNCTION_ROW_SUM && writer->printer->signs->row_sum[PRINT_TEX] != NULL;
    if (node->kind == EXPRESSION_INDICATOR) {
        write_indicator(writer, node);
    } else if (has_row_sum) {
        write_row_sum(writer, node);
    } else if (call_writers[node->function] != NULL) {
        call_writers[node->function](writer, node);
    } else if (!write_diagonal_of_relation(writer, node)) {
        write_named(writer, node);
    }
}
