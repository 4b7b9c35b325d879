/* What runs over a letter, written out: sums summand by summand, columns, rows and matrices element
 * by element, as notes do on paper. A long one has dots in it. */
#include "formula/print/print_pile.h"

#include "formula/print/print_symbol.h"

enum { PILE_MOST = 5, SUM_MOST = 4, SUM_FIRST = 3, SHORT_MOST = 2 }; /* longer ones have dots */

/* ---- how far ---- */

/* 0: not known in letters, or not from the formula alone. */
static size_t known_length(const struct printer *printer, const struct expression *length) {
    if (length->kind == EXPRESSION_NUMBER) {
        return (size_t)length->number;
    }
    bool is_size = length->kind == EXPRESSION_CALL &&
                   (length->function == FUNCTION_ROWS || length->function == FUNCTION_COLUMNS) &&
                   length->operands[0]->kind == EXPRESSION_TENSOR;
    if (!is_size || printer->shape == NULL || printer->layer < 0) {
        return 0;
    }
    const struct expression *tensor = length->operands[0];
    struct shape shape;
    if (!printer->shape(printer->context, tensor->symbol, print_known_layer(printer, tensor->index),
                        &shape)) {
        return 0;
    }
    return length->function == FUNCTION_ROWS ? shape.rows : shape.columns;
}

bool print_is_spread(const struct printer *printer, const struct expression *node) {
    return node->kind == EXPRESSION_CALL && node->function == FUNCTION_SUM_OVER &&
           node->is_written_out && known_length(printer, node->operands[0]) > 0;
}

/* ---- one summand ---- */

/* A printer for which the letter of a sum or a pile is this number; values is its memory. */
static struct printer printer_for(const struct printer *printer, const struct expression *over,
                                  size_t number, size_t values[FORMULA_MOST_INDICES]) {
    for (size_t i = 0; i < FORMULA_MOST_INDICES; i++) {
        values[i] = printer->values != NULL ? printer->values[i] : 0;
    }
    values[over->which.number] = number;
    struct printer changed = *printer;
    changed.values = values;
    return changed;
}

/* The node for one number of a letter. What is written more than once is no piece. */
static void write_for(const struct print_writer *writer, const struct expression *over,
                      size_t number, const struct expression *node) {
    size_t values[FORMULA_MOST_INDICES];
    const struct printer printer = printer_for(writer->printer, over, number, values);
    struct print_writer inside = *writer;
    inside.printer = &printer;
    inside.pieces = NULL;
    inside.filling = NULL;
    print_node(&inside, node);
}

/* ---- sums ---- */

void print_spread_sum(const struct print_writer *writer, const struct expression *sum) {
    size_t count = known_length(writer->printer, sum->operands[0]);
    struct expression summand = *sum->operands[1];
    size_t most = writer->printer->is_short ? SHORT_MOST : SUM_MOST;
    size_t first = writer->printer->is_short ? 1 : SUM_FIRST;
    summand.is_grouped = summand.is_grouped || summand.kind == EXPRESSION_SUBTRACT ||
                         summand.kind == EXPRESSION_NEGATE;
    for (size_t k = 1; k <= count; k++) {
        text_append_string(writer->text, k > 1 ? " + " : "");
        if (k > first && count > most) {
            print_put(writer, "\\dots + ", "… + ");
            k = count;
        }
        write_for(writer, sum, k, &summand);
    }
}

/* ---- columns, rows, matrices ---- */

/* The numbers of a letter that are written, and whether dots stand behind one. */
struct written {
    size_t numbers[PILE_MOST];
    bool has_dots_behind[PILE_MOST];
    size_t count;
};

/* All of a short one; of a long one the first and the last; where the length is not known the first
 * and the letter itself (0). */
static struct written written_of(const struct printer *printer, const struct expression *pile) {
    size_t length = known_length(printer, pile->operands[0]);
    if (length == 0) {
        return (struct written){{1, 0}, {true, true}, 2};
    }
    if (printer->is_short && length > SHORT_MOST) {
        return (struct written){{1, length}, {true, false}, 2};
    }
    if (length > PILE_MOST) {
        return (struct written){{1, 2, length}, {false, true, false}, 3};
    }
    struct written written = {.count = length};
    for (size_t i = 0; i < length; i++) {
        written.numbers[i] = i + 1;
    }
    return written;
}

static bool is_pile(const struct expression *node, enum function function) {
    return node->kind == EXPRESSION_CALL && node->function == function && node->piece == NULL;
}

/* The elements of one row of a column: a single one, or those of a row inside. */
static void write_row(const struct print_writer *writer, const struct expression *node) {
    if (!is_pile(node, FUNCTION_BESIDE)) {
        print_node(writer, node);
        return;
    }
    struct written written = written_of(writer->printer, node);
    for (size_t i = 0; i < written.count; i++) {
        if (i > 0) {
            print_put(writer, " & ", "  ");
        }
        write_for(writer, node, written.numbers[i], node->operands[1]);
        if (written.has_dots_behind[i]) {
            print_put(writer, " & \\cdots", "  …");
        }
    }
}

/* A row of dots, as wide as the others. */
static void write_dots(const struct print_writer *writer, const struct expression *row) {
    struct written written = {.count = 1};
    if (is_pile(row, FUNCTION_BESIDE)) {
        written = written_of(writer->printer, row);
    }
    for (size_t i = 0; i < written.count; i++) {
        print_put(writer, i > 0 ? " & \\vdots" : "\\vdots", i > 0 ? "" : "⋮");
        if (written.has_dots_behind[i]) {
            print_put(writer, " & \\ddots", "");
        }
    }
}

/* One row of a column for one number of its letter. */
static void write_row_for(const struct print_writer *writer, const struct expression *pile,
                          size_t number) {
    size_t values[FORMULA_MOST_INDICES];
    const struct printer printer = printer_for(writer->printer, pile, number, values);
    struct print_writer inside = *writer;
    inside.printer = &printer;
    write_row(&inside, pile->operands[1]);
}

static void write_rows(const struct print_writer *writer, const struct expression *pile) {
    struct written written = written_of(writer->printer, pile);
    for (size_t i = 0; i < written.count; i++) {
        if (i > 0) {
            print_put(writer, " \\\\ ", "; ");
        }
        write_row_for(writer, pile, written.numbers[i]);
        if (written.has_dots_behind[i]) {
            print_put(writer, " \\\\ ", "; ");
            write_dots(writer, pile->operands[1]);
        }
    }
}

void print_pile(const struct print_writer *writer, const struct expression *pile) {
    const char *own = writer->printer->signs->matrix;
    const char *environment = own != NULL ? own : "bmatrix";
    bool is_round = environment[0] == 'p';
    struct print_writer inside = *writer;
    inside.pieces = NULL;
    inside.filling = NULL;
    if (writer->printer->format == PRINT_TEX) {
        text_append_format(writer->text, "\\begin{%s} ", environment);
    } else {
        text_append_string(writer->text, is_round ? "(" : "[");
    }
    if (pile->function == FUNCTION_STACK) {
        write_rows(&inside, pile);
    } else {
        write_row(&inside, pile);
    }
    if (writer->printer->format == PRINT_TEX) {
        text_append_format(writer->text, " \\end{%s}", environment);
    } else {
        text_append_string(writer->text, is_round ? ")" : "]");
    }
}
