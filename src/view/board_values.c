#include "view/board_values.h"

#include "formula/print_group.h"
#include "view/term_view.h"
#include "view/trouble_view.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct reader {
    const struct formula *formula;
    const struct program *program;
    const struct operation *operation;
    struct term_focus focus;
    struct trouble_marks trouble;
    struct evaluation evaluation;
    struct board_values values;
};

/* ---- what is replaced ---- */

static const struct expression *node_of(const struct reader *reader, int node) {
    return reader->operation->binding.statement->nodes[node];
}

static enum role role_of(const struct reader *reader, int node) {
    const struct notation *notation = reader->program->notation;
    return notation->symbols[node_of(reader, node)->symbol].role;
}

/* A tensor; f' under a name of its own, which hides its argument; what has no sign of its own
 * among matrices: a sum over k, a unit vector, a Jacobian. */
static bool has_value(const struct reader *reader, int node) {
    const struct expression *expression = node < 0 ? NULL : node_of(reader, node);
    if (expression == NULL || expression->kind == EXPRESSION_TENSOR) {
        return true;
    }
    enum function function = expression->function;
    return expression->kind == EXPRESSION_CALL &&
           (function == FUNCTION_SUM_OVER || function == FUNCTION_UNIT ||
            function == FUNCTION_JACOBIAN);
}

/* A node that wrote nothing but its operand stands for it: w^T for w, f'(z) for z. */
static int outermost(const struct reader *reader, const struct print_piece *piece) {
    const struct print_pieces *pieces = &reader->formula->pieces;
    int node = piece->node;
    for (size_t i = 0; i < pieces->count && node >= 0; i++) {
        const struct print_piece *other = &pieces->items[i];
        bool is_around =
            other->node > node && other->begin == piece->begin && other->end == piece->end;
        enum expression_kind kind =
            is_around ? node_of(reader, other->node)->kind : EXPRESSION_KIND_COUNT;
        if (kind == EXPRESSION_TRANSPOSE || kind == EXPRESSION_CALL) {
            node = other->node;
        }
    }
    return node;
}

static int in_order(const void *a, const void *b) {
    const struct print_piece *left = a;
    const struct print_piece *right = b;
    if (left->begin != right->begin) {
        return left->begin < right->begin ? -1 : 1;
    }
    return left->end > right->end ? -1 : left->end < right->end;
}

/* The pieces that are replaced, in order, none inside another. */
static size_t list_pieces(const struct reader *reader, struct print_piece *ret) {
    const struct print_pieces *pieces = &reader->formula->pieces;
    size_t count = 0;
    for (size_t i = 0; i < pieces->count; i++) {
        if (has_value(reader, pieces->items[i].node)) {
            ret[count] = pieces->items[i];
            ret[count].node = outermost(reader, &pieces->items[i]);
            count++;
        }
    }
    qsort(ret, count, sizeof *ret, in_order);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || ret[i].begin >= ret[kept - 1].end) {
            ret[kept++] = ret[i];
        }
    }
    return kept;
}

/* ---- what replaces it ---- */

/* The name that stands above a matrix away from its formula. */
static const char *name_of(const struct reader *reader, const struct print_piece *piece) {
    return arena_copy_text(reader->formula->canvas->arena, reader->formula->tex + piece->begin,
                           piece->end - piece->begin);
}

/* Data that has no negative number, and what an activation gives that cannot be negative. */
static bool is_unsigned(const struct reader *reader, int tensor) {
    const struct tensor *found = &reader->program->tensors[tensor];
    const struct lesson *lesson = reader->program->lesson;
    if (found->role == ROLE_ACTIVATION && found->layer > 0) {
        enum activation activation = lesson->network.layers[found->layer - 1].activation;
        return activation == ACTIVATION_SIGMOID || activation == ACTIVATION_RELU ||
               activation == ACTIVATION_SOFTMAX || activation == ACTIVATION_SOFTPLUS;
    }
    bool is_input = found->role == ROLE_ACTIVATION;
    if (!is_input && found->role != ROLE_TARGET) {
        return false;
    }
    struct matrix data = is_input ? lesson->inputs : lesson->targets;
    for (size_t i = 0; i < data.rows * data.columns; i++) {
        if (signbit(data.values[i])) {
            return false;
        }
    }
    return true;
}

static struct board_matrix plain_matrix(const struct reader *reader,
                                        const struct print_piece *piece, struct matrix value) {
    const struct expression *node = piece->node < 0 ? NULL : node_of(reader, piece->node);
    bool is_transposed = node != NULL && node->kind == EXPRESSION_TRANSPOSE;
    const struct expression *named = is_transposed ? node->operands[0] : node;
    bool is_tensor = named == NULL || named->kind == EXPRESSION_TENSOR;
    int which = named == NULL ? -1 : named->id;
    int tensor = is_tensor ? formula_tensor(reader->formula, which) : -1;
    return (struct board_matrix){
        .value = value,
        .name = name_of(reader, piece),
        .tensor = tensor,
        .is_transposed = is_transposed,
        .is_unsigned = tensor >= 0 && is_unsigned(reader, tensor),
        .is_scalar = tensor >= 0 && reader->program->tensors[tensor].role == ROLE_LOSS,
        .color = is_tensor ? formula_color(reader->formula, which)
                           : canvas_color(reader->formula->canvas, COLOR_TEXT_DIM),
    };
}

static struct board_matrix operand_matrix(const struct reader *reader,
                                          const struct print_piece *piece) {
    size_t node = (size_t)piece->node;
    struct board_matrix matrix = plain_matrix(
        reader, piece, binding_node_value(&reader->operation->binding, &reader->evaluation, node));
    matrix.marked = reader->trouble.nodes != NULL ? reader->trouble.nodes[node] : NULL;
    matrix.is_lit = term_focus_cells(&reader->focus, node, &matrix.lit);
    return matrix;
}

/* While its operation is under way a target fills with the elements of the last term; before that
 * there is nothing of it yet. */
static struct board_matrix target_matrix(const struct reader *reader,
                                         const struct print_piece *piece) {
    const struct canvas *canvas = reader->formula->canvas;
    const struct session *session = canvas->session;
    const struct binding *binding = &reader->operation->binding;
    bool is_inside = session_place(session).element > 0;
    struct matrix value = is_inside
                              ? binding_value(binding, &reader->evaluation)
                              : program_tensor_value(reader->program, reader->operation->target,
                                                     session_state(session));
    struct board_matrix matrix = plain_matrix(reader, piece, value);
    matrix.is_target = true;
    if (session_is_stuck(session)) {
        matrix.marked = trouble_marks_not_finite(canvas->arena, value);
    }
    if (is_inside) {
        const struct term_focus *focus = &reader->focus;
        bool is_last = focus->is_shown && focus->node + 1 == binding->node_count;
        matrix.is_partial = true;
        matrix.known = is_last ? focus->known : 0;
    }
    return matrix;
}

static bool is_digits(const struct reader *reader, int node) {
    return node >= 0 && node_of(reader, node)->kind == EXPRESSION_TENSOR &&
           (role_of(reader, node) == ROLE_COUNT || role_of(reader, node) == ROLE_RATE);
}

/* ---- writing it ---- */

/* Bytes of the formula that are written differently: a text in their place, or what a node is
 * worth. */
struct replacement {
    size_t begin, end;
    const char *text; /* NULL: the value of the node */
    size_t slot;      /* of the value; there are as many as nodes that are no digits */
    int node;
};

struct writer {
    const struct reader *reader;
    struct replacement *items;
    size_t count;
    struct text_builder tex;
    struct board_writing writing;
};

static void write_digits(struct writer *writer, int node) {
    const struct reader *reader = writer->reader;
    struct text_builder *tex = &writer->tex;
    double value =
        *binding_node_value(&reader->operation->binding, &reader->evaluation, (size_t)node).values;
    size_t begin = tex->length;
    const char *text = text_format(tex->arena, "%.15g", value);
    const char *e = strchr(text, 'e');
    if (e == NULL) {
        text_append_string(tex, text);
    } else {
        text_append(tex, text, (size_t)(e - text));
        text_append_format(tex, " \\cdot 10^{%ld}", strtol(e + 1, NULL, 10));
    }
    writer->writing.digits[writer->writing.digits_count++] =
        (struct board_digits){begin, tex->length, node};
}

static void write_replacement(struct writer *writer, const struct replacement *item) {
    if (item->text != NULL) {
        text_append_string(&writer->tex, item->text);
    } else if (is_digits(writer->reader, item->node)) {
        write_digits(writer, item->node);
    } else {
        text_append_format(&writer->tex, "\\slot{%zu}", item->slot);
    }
}

/* What stands between two tensors. Two values side by side would be read as one number where a
 * number scales something: those get a dot. */
static void write_between(const struct reader *reader, size_t begin, size_t end,
                          struct text_builder *tex) {
    static const char space[] = " \\, ";
    const struct formula *formula = reader->formula;
    const char *bytes = formula->tex + begin;
    if (end - begin == strlen(space) && strncmp(bytes, space, end - begin) == 0) {
        for (size_t i = 0; i < reader->operation->binding.node_count; i++) {
            const struct expression *node = node_of(reader, (int)i);
            const struct print_piece *left = node->kind == EXPRESSION_PRODUCT
                                                 ? formula_piece(formula, node->operands[0]->id)
                                                 : NULL;
            struct printer printer =
                program_printer(reader->program, PRINT_TEX, reader->operation->layer);
            if (left != NULL && left->end == begin && print_is_scaling(&printer, node)) {
                text_append_string(tex, " \\cdot ");
                return;
            }
        }
    }
    text_append(tex, bytes, end - begin);
}

static int by_place(const void *a, const void *b) {
    const struct replacement *left = a;
    const struct replacement *right = b;
    return left->begin < right->begin ? -1 : left->begin > right->begin;
}

static struct board_writing write(struct writer *writer) {
    const struct reader *reader = writer->reader;
    struct arena *arena = reader->formula->canvas->arena;
    writer->writing.digits = ARENA_ARRAY(arena, struct board_digits, writer->count);
    qsort(writer->items, writer->count, sizeof *writer->items, by_place);
    text_begin(&writer->tex, arena);
    size_t at = 0;
    for (size_t i = 0; i < writer->count; i++) {
        write_between(reader, at, writer->items[i].begin, &writer->tex);
        write_replacement(writer, &writer->items[i]);
        at = writer->items[i].end;
    }
    write_between(reader, at, strlen(reader->formula->tex), &writer->tex);
    writer->writing.list = math_view_read(reader->formula->canvas, writer->tex.bytes);
    return writer->writing;
}

/* ---- fractions on the line ---- */

static bool has_slot_in(const struct writer *writer, const struct print_piece *piece) {
    for (size_t i = 0; i < writer->count; i++) {
        const struct replacement *item = &writer->items[i];
        if (item->text == NULL && !is_digits(writer->reader, item->node) &&
            item->begin >= piece->begin && item->end <= piece->end) {
            return true;
        }
    }
    return false;
}

static void replace(struct writer *writer, size_t begin, size_t length, const char *text) {
    writer->items[writer->count++] =
        (struct replacement){.begin = begin, .end = begin + length, .text = text};
}

static bool is_sum(const struct expression *node) {
    return node->kind == EXPRESSION_ADD || node->kind == EXPRESSION_SUBTRACT;
}

/* The bar groups what is above it and below it; on the line brackets do. */
static void flatten(struct writer *writer, const struct expression *node) {
    const struct formula *formula = writer->reader->formula;
    const struct print_piece *whole = formula_piece(formula, node->id);
    const struct expression *upper = node->operands[0];
    upper = upper->kind == EXPRESSION_NEGATE ? upper->operands[0] : upper;
    const struct print_piece *above = formula_piece(formula, upper->id);
    const struct print_piece *below = formula_piece(formula, node->operands[1]->id);
    if (whole == NULL || above == NULL || below == NULL || !has_slot_in(writer, whole)) {
        return;
    }
    const size_t bar = strlen("\\frac{");
    bool is_upper_sum = is_sum(upper);
    bool is_lower_sum = is_sum(node->operands[1]);
    replace(writer, above->begin - bar, bar, is_upper_sum ? "\\left(" : "");
    replace(writer, above->end, below->begin - above->end,
            is_upper_sum   ? (is_lower_sum ? "\\right) / \\left(" : "\\right) / ")
            : is_lower_sum ? " / \\left("
                           : " / ");
    replace(writer, below->end, 1, is_lower_sum ? "\\right)" : "");
}

static bool flatten_all(struct writer *writer) {
    size_t before = writer->count;
    for (size_t i = 0; i < writer->reader->operation->binding.node_count; i++) {
        const struct expression *node = node_of(writer->reader, (int)i);
        if (node->kind == EXPRESSION_QUOTIENT || node->kind == EXPRESSION_HADAMARD_QUOTIENT) {
            flatten(writer, node);
        }
    }
    return writer->count > before;
}

/* ---- all together ---- */

static void add_slot(struct reader *reader, const struct print_piece *piece) {
    reader->values.slots[reader->values.slot_count++] = (struct board_slot){
        .matrix = piece->node < 0 ? target_matrix(reader, piece) : operand_matrix(reader, piece),
        .piece = *piece,
    };
}

static void write_all(struct reader *reader) {
    const size_t most = reader->formula->pieces.count;
    struct arena *arena = reader->formula->canvas->arena;
    struct print_piece *pieces = ARENA_ARRAY(arena, struct print_piece, most);
    size_t count = list_pieces(reader, pieces);
    struct writer stacked = {.reader = reader,
                             .items = ARENA_ARRAY(arena, struct replacement, most)};
    for (size_t i = 0; i < count; i++) {
        const struct print_piece *piece = &pieces[i];
        stacked.items[stacked.count++] = (struct replacement){
            piece->begin, piece->end, NULL, reader->values.slot_count, piece->node};
        if (!is_digits(reader, piece->node)) {
            add_slot(reader, piece);
        }
    }
    struct writer flat = stacked;
    flat.items = ARENA_ARRAY(arena, struct replacement, 4 * most);
    memcpy(flat.items, stacked.items, stacked.count * sizeof *flat.items);
    reader->values.writings[reader->values.writing_count++] = write(&stacked);
    if (flatten_all(&flat)) {
        reader->values.writings[reader->values.writing_count++] = write(&flat);
    }
}

struct board_values board_values_create(const struct formula *formula) {
    const struct canvas *canvas = formula->canvas;
    struct reader reader = {
        .formula = formula,
        .program = session_program(canvas->session),
        .operation = formula->operation,
        .focus = term_focus_of(canvas),
        .trouble = trouble_marks_create(canvas),
        .values = {.formula = formula,
                   .slots = ARENA_ARRAY(canvas->arena, struct board_slot, formula->pieces.count)},
    };
    session_last_binding(canvas->session, &reader.evaluation);
    write_all(&reader);
    return reader.values;
}

/* ---- colors ---- */

static struct math_tag tag_of(const void *context, size_t begin, size_t end) {
    const struct board_writing_colors *colors = context;
    const struct board_writing *writing = colors->writing;
    for (size_t i = 0; i < writing->digits_count; i++) {
        const struct board_digits *digits = &writing->digits[i];
        if (begin >= digits->begin && end <= digits->end) {
            return (struct math_tag){
                .symbol = 1 + (long)i,
                .color = formula_color(colors->formula, digits->node),
                .quantity = {formula_tensor(colors->formula, digits->node), 0, 0},
            };
        }
    }
    return (struct math_tag){
        .color = canvas_color(colors->formula->canvas, COLOR_TEXT),
        .quantity = QUANTITY_NONE,
    };
}

struct math_tags board_values_tags(const struct board_writing_colors *colors) {
    return (struct math_tags){colors, tag_of};
}
