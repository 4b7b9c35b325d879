#include "view/board_box.h"

#include "formula/print_group.h"
#include "view/number.h"
#include "view/term_view.h"
#include "view/trouble_view.h"

#include <assert.h>
#include <string.h>

static const float sign_gap = 0.36F; /* em, on both sides */
static const float product_gap = 0.3F;

struct reader {
    const struct canvas *canvas;
    const struct program *program;
    const struct operation *operation;
    const struct formula_text *formula;
    const struct term_focus *focus;
    struct trouble_marks trouble;
    struct evaluation evaluation;
    struct printer printer;
    struct board_row row;
    float gap; /* before the next box */
};

static void read_node(struct reader *reader, const struct expression *node, int depth,
                      bool needs_brackets);

/* ---- boxes ---- */

static struct board_box *add_box(struct reader *reader, struct board_box box) {
    enum { FIRST_CAPACITY = 32 };
    struct board_row *row = &reader->row;
    if (row->count == row->capacity) {
        size_t capacity = row->capacity > 0 ? 2 * row->capacity : FIRST_CAPACITY;
        struct board_box *boxes = ARENA_ARRAY(reader->canvas->arena, struct board_box, capacity);
        if (row->count > 0) {
            memcpy(boxes, row->boxes, row->count * sizeof *boxes);
        }
        row->boxes = boxes;
        row->capacity = capacity;
    }
    box.gap += reader->gap;
    reader->gap = 0;
    row->boxes[row->count] = box;
    return &row->boxes[row->count++];
}

static void add_text(struct reader *reader, const char *text) {
    add_box(reader, (struct board_box){.kind = BOX_TEXT, .text = text});
}

static void add_sign(struct reader *reader, const char *sign, int depth) {
    add_box(reader, (struct board_box){
                        .kind = BOX_TEXT, .text = sign, .break_rank = depth, .gap = sign_gap});
    reader->gap = sign_gap;
}

static size_t open_bracket(struct reader *reader, enum board_bracket bracket) {
    add_box(reader, (struct board_box){.kind = BOX_OPEN, .bracket = bracket});
    return reader->row.count - 1;
}

static void close_bracket(struct reader *reader, size_t open) {
    enum board_bracket bracket = reader->row.boxes[open].bracket;
    add_box(reader, (struct board_box){.kind = BOX_CLOSE, .bracket = bracket, .partner = open});
    reader->row.boxes[open].partner = reader->row.count - 1;
}

/* ---- values ---- */

static int tensor_at(const struct program *program, size_t offset) {
    for (int i = 0; i < program->tensor_count; i++) {
        if (program->tensors[i].place.offset == offset) {
            return i;
        }
    }
    return -1;
}

static void add_matrix(struct reader *reader, struct matrix value, int tensor, const char *name,
                       bool is_transposed) {
    const struct tensor *found = &reader->program->tensors[tensor];
    bool is_number =
        found->role == ROLE_LOSS || found->role == ROLE_RATE || found->role == ROLE_COUNT;
    add_box(reader,
            (struct board_box){
                .kind = BOX_MATRIX,
                .matrix = {.value = value,
                           .name = name,
                           .tensor = tensor,
                           .is_transposed = is_transposed,
                           .is_scalar = is_number,
                           .is_whole = found->role == ROLE_COUNT,
                           .color = canvas_color(reader->canvas, theme_role_color(found->role))},
            });
}

/* node: a TENSOR, or a TRANSPOSE of one. */
static void add_tensor(struct reader *reader, const struct expression *node) {
    bool is_transposed = node->kind == EXPRESSION_TRANSPOSE;
    const struct expression *named = is_transposed ? node->operands[0] : node;
    const struct binding *binding = &reader->operation->binding;
    struct matrix value = binding_node_value(binding, &reader->evaluation, (size_t)node->id);
    int tensor = tensor_at(reader->program, binding->nodes[named->id].tensor.offset);
    assert(tensor >= 0);
    /* what the formula prints for a tensor may be more than its name: ∂a/∂y for f'(y) */
    struct arena *arena = reader->canvas->arena;
    const char *name = is_transposed
                           ? formula_text_of_node(arena, reader->formula, named->id)
                           : program_tensor_name(arena, reader->program, tensor, PRINT_TEXT);
    add_matrix(reader, value, tensor, name, is_transposed);
    struct board_matrix *matrix = &reader->row.boxes[reader->row.count - 1].matrix;
    matrix->marked = reader->trouble.nodes != NULL ? reader->trouble.nodes[node->id] : NULL;
    matrix->is_lit = term_focus_cells(reader->focus, (size_t)node->id, &matrix->lit);
}

/* ---- fractions ---- */

static enum role role_of(const struct reader *reader, const struct expression *tensor) {
    return reader->program->notation->symbols[tensor->symbol].role;
}

/* A number that can be written into a fraction: 1, m, 2m. */
static bool is_plain_number(const struct reader *reader, const struct expression *node) {
    switch (node->kind) {
    case EXPRESSION_NUMBER:
        return true;
    case EXPRESSION_TENSOR:
        return role_of(reader, node) == ROLE_COUNT || role_of(reader, node) == ROLE_RATE;
    case EXPRESSION_NEGATE:
        return is_plain_number(reader, node->operands[0]);
    case EXPRESSION_PRODUCT:
        return is_plain_number(reader, node->operands[0]) &&
               is_plain_number(reader, node->operands[1]);
    case EXPRESSION_QUOTIENT:
    case EXPRESSION_ELEMENT:
    case EXPRESSION_TRANSPOSE:
    case EXPRESSION_SQUARE:
    case EXPRESSION_ADD:
    case EXPRESSION_SUBTRACT:
    case EXPRESSION_HADAMARD:
    case EXPRESSION_HADAMARD_QUOTIENT:
    case EXPRESSION_CALL:
    case EXPRESSION_KIND_COUNT:
        break;
    }
    return false;
}

static const char *plain_number_text(const struct reader *reader, const struct expression *node) {
    struct arena *arena = reader->canvas->arena;
    if (node->kind == EXPRESSION_NEGATE) {
        return text_format(arena, "−%s", plain_number_text(reader, node->operands[0]));
    }
    if (node->kind == EXPRESSION_PRODUCT) {
        return text_format(arena, "%s · %s", plain_number_text(reader, node->operands[0]),
                           plain_number_text(reader, node->operands[1]));
    }
    double value = node->number;
    if (node->kind == EXPRESSION_TENSOR) {
        value =
            *binding_node_value(&reader->operation->binding, &reader->evaluation, (size_t)node->id)
                 .values;
    }
    return text_format(arena, "%.15g", value);
}

static void read_quotient(struct reader *reader, const struct expression *node, int depth) {
    const struct expression *upper = node->operands[0];
    const struct expression *lower = node->operands[1];
    if (is_plain_number(reader, upper) && is_plain_number(reader, lower)) {
        bool is_negative = upper->kind == EXPRESSION_NEGATE;
        if (is_negative) {
            add_text(reader, "−");
            upper = upper->operands[0];
        }
        add_box(reader, (struct board_box){.kind = BOX_FRACTION,
                                           .text = plain_number_text(reader, upper),
                                           .lower = plain_number_text(reader, lower)});
        return;
    }
    read_node(reader, upper, depth + 1, print_needs_parentheses(&reader->printer, node, 0));
    add_sign(reader, "/", depth);
    read_node(reader, lower, depth + 1, print_needs_parentheses(&reader->printer, node, 1));
}

/* ---- operators ---- */

static void read_infix(struct reader *reader, const struct expression *node, const char *sign,
                       int depth) {
    read_node(reader, node->operands[0], depth + 1,
              print_needs_parentheses(&reader->printer, node, 0));
    add_sign(reader, sign, depth);
    read_node(reader, node->operands[1], depth + 1,
              print_needs_parentheses(&reader->printer, node, 1));
}

static const char *trimmed(struct arena *arena, const char *sign) {
    sign += strspn(sign, " ");
    size_t length = strlen(sign);
    while (length > 0 && sign[length - 1] == ' ') {
        length--;
    }
    return arena_copy_text(arena, sign, length);
}

static const char *infix_sign(const struct reader *reader, enum expression_kind kind) {
    static const char *const signs[EXPRESSION_KIND_COUNT] = {
        [EXPRESSION_ADD] = "+", [EXPRESSION_SUBTRACT] = "−", [EXPRESSION_HADAMARD_QUOTIENT] = "⊘"};
    return kind == EXPRESSION_HADAMARD
               ? trimmed(reader->canvas->arena, reader->printer.signs->hadamard[PRINT_TEXT])
               : signs[kind];
}

/* A number times something takes a dot, whatever the notation: two numbers side by side would be
 * read as one. */
static void read_product(struct reader *reader, const struct expression *node, int depth) {
    const char *sign = trimmed(reader->canvas->arena, reader->printer.signs->product[PRINT_TEXT]);
    if (print_is_scaling(&reader->printer, node)) {
        sign = "·";
    }
    if (*sign != '\0') {
        read_infix(reader, node, sign, depth);
        return;
    }
    read_node(reader, node->operands[0], depth + 1,
              print_needs_parentheses(&reader->printer, node, 0));
    reader->gap = product_gap;
    size_t first = reader->row.count;
    read_node(reader, node->operands[1], depth + 1,
              print_needs_parentheses(&reader->printer, node, 1));
    reader->row.boxes[first].break_rank = depth + 1;
}

static void read_script(struct reader *reader, const struct expression *node, const char *script,
                        int depth) {
    const struct expression *operand = node->operands[0];
    read_node(reader, operand, depth, print_needs_parentheses(&reader->printer, node, 0));
    add_box(reader, (struct board_box){.kind = BOX_SCRIPT, .text = script});
}

/* ---- functions ---- */

static const char *const function_names[FUNCTION_COUNT] = {
    [FUNCTION_ACTIVATION] = "f",   [FUNCTION_DERIVATIVE] = "f′",     [FUNCTION_JACOBIAN] = "J",
    [FUNCTION_VJP] = "J",          [FUNCTION_LOG] = "log",           [FUNCTION_EXP] = "exp",
    [FUNCTION_ABS] = "",           [FUNCTION_SIGN] = "sign",         [FUNCTION_SUM] = "Σ",
    [FUNCTION_ROW_SUM] = "rowsum", [FUNCTION_COLUMN_SUM] = "colsum", [FUNCTION_DIAGONAL] = "diag",
    [FUNCTION_ROWS] = "rows",      [FUNCTION_COLUMNS] = "cols",
};

static const char *function_name(const struct reader *reader, const struct expression *node) {
    bool is_derivative = node->function == FUNCTION_DERIVATIVE;
    if (node->function != FUNCTION_ACTIVATION && !is_derivative) {
        return function_names[node->function];
    }
    enum activation activation = reader->operation->binding.nodes[node->id].activation;
    const char *text = activation_definition(activation)->text;
    return text_format(reader->canvas->arena, "%s%s", text, is_derivative ? "′" : "");
}

/* What has no sign of its own among matrices, a sum over k, is shown by its value. */
static void add_value(struct reader *reader, const struct expression *node) {
    const struct binding *binding = &reader->operation->binding;
    add_box(
        reader,
        (struct board_box){
            .kind = BOX_MATRIX,
            .matrix = {.value = binding_node_value(binding, &reader->evaluation, (size_t)node->id),
                       .name =
                           formula_text_of_node(reader->canvas->arena, reader->formula, node->id),
                       .tensor = -1,
                       .color = canvas_color(reader->canvas, COLOR_TEXT_DIM)},
        });
}

static void read_call(struct reader *reader, const struct expression *node, int depth) {
    if (node->function == FUNCTION_SUM_OVER || node->function == FUNCTION_UNIT) {
        add_value(reader, node);
        return;
    }
    const char *name = function_name(reader, node);
    if (*name != '\0') {
        add_text(reader, symbol_signs_text(reader->canvas->arena, name));
    }
    size_t open =
        open_bracket(reader, node->function == FUNCTION_ABS ? BRACKET_BAR : BRACKET_ROUND);
    read_node(reader, node->operands[0], depth + 1, false);
    close_bracket(reader, open);
    if (node->function == FUNCTION_VJP) {
        add_box(reader, (struct board_box){.kind = BOX_SCRIPT, .text = "T"});
        const struct expression *upstream = node->operands[1];
        reader->gap = product_gap;
        read_node(reader, upstream, depth + 1,
                  upstream->kind == EXPRESSION_NEGATE || upstream->operand_count == 2);
    }
}

/* ---- nodes ---- */

static void read_inside(struct reader *reader, const struct expression *node, int depth) {
    switch (node->kind) {
    case EXPRESSION_NUMBER:
        add_text(reader, text_format(reader->canvas->arena, "%.15g", node->number));
        return;
    case EXPRESSION_ELEMENT:
        add_text(reader, formula_text_of_node(reader->canvas->arena, reader->formula, node->id));
        return;
    case EXPRESSION_TENSOR:
        add_tensor(reader, node);
        return;
    case EXPRESSION_NEGATE:
        add_text(reader, "−");
        read_node(reader, node->operands[0], depth + 1,
                  print_needs_parentheses(&reader->printer, node, 0));
        return;
    case EXPRESSION_TRANSPOSE:
        if (print_is_plain(node->operands[0], EXPRESSION_TENSOR)) {
            add_tensor(reader, node);
        } else {
            read_script(reader, node, "T", depth);
        }
        return;
    case EXPRESSION_SQUARE:
        read_script(reader, node, "2", depth);
        return;
    case EXPRESSION_ADD:
    case EXPRESSION_SUBTRACT:
    case EXPRESSION_HADAMARD:
    case EXPRESSION_HADAMARD_QUOTIENT:
        read_infix(reader, node, infix_sign(reader, node->kind), depth);
        return;
    case EXPRESSION_PRODUCT:
        read_product(reader, node, depth);
        return;
    case EXPRESSION_QUOTIENT:
        read_quotient(reader, node, depth);
        return;
    case EXPRESSION_CALL:
        read_call(reader, node, depth);
        return;
    case EXPRESSION_KIND_COUNT:
        break;
    }
    assert(false);
}

static void read_node(struct reader *reader, const struct expression *node, int depth,
                      bool needs_brackets) {
    /* The bar of a fraction groups what is above and below it. */
    bool is_fraction = node->kind == EXPRESSION_QUOTIENT &&
                       is_plain_number(reader, node->operands[0]) &&
                       is_plain_number(reader, node->operands[1]);
    bool is_grouped = !is_fraction && (node->is_grouped || needs_brackets);
    size_t open = 0;
    if (is_grouped) {
        bool is_square =
            node->kind == EXPRESSION_PRODUCT && *reader->printer.signs->group[0] == '[';
        open = open_bracket(reader, is_square ? BRACKET_SQUARE : BRACKET_ROUND);
    }
    read_inside(reader, node, depth + (is_grouped ? 1 : 0));
    if (is_grouped) {
        close_bracket(reader, open);
    }
}

/* The value reads what it replaces: its old value was copied before. */
static bool updates_itself(const struct binding *binding) {
    for (size_t i = 0; i < binding->node_count; i++) {
        if (binding->nodes[i].expression->kind == EXPRESSION_TENSOR &&
            binding->nodes[i].tensor.offset == binding->target.offset) {
            return true;
        }
    }
    return false;
}

/* While its operation is under way a target fills with the elements of the last term; before that
 * there is nothing of it yet. */
static void add_target(struct reader *reader) {
    const struct session *session = reader->canvas->session;
    const struct binding *binding = &reader->operation->binding;
    bool is_inside = session_place(session).element > 0;
    struct matrix value = is_inside
                              ? binding_value(binding, &reader->evaluation)
                              : program_tensor_value(reader->program, reader->operation->target,
                                                     session_state(session));
    add_matrix(reader, value, reader->operation->target,
               formula_text_of_node(reader->canvas->arena, reader->formula, -1), false);
    struct board_box *box = &reader->row.boxes[0];
    box->is_target = true;
    if (session_is_stuck(session)) {
        box->matrix.marked = trouble_marks_not_finite(reader->canvas->arena, value);
    }
    if (is_inside) {
        bool is_last = reader->focus->is_shown && reader->focus->node + 1 == binding->node_count;
        box->matrix.is_partial = true;
        box->matrix.known = is_last ? reader->focus->known : 0;
    }
}

struct board_row board_row_create(const struct canvas *canvas, const struct operation *operation,
                                  const struct formula_text *formula) {
    struct reader reader = {
        .canvas = canvas,
        .program = session_program(canvas->session),
        .operation = operation,
        .formula = formula,
    };
    session_last_binding(canvas->session, &reader.evaluation);
    reader.printer = program_printer(reader.program, PRINT_TEXT, operation->layer);
    struct term_focus focus = term_focus_of(canvas);
    reader.focus = &focus;
    reader.trouble = trouble_marks_create(canvas);
    add_target(&reader);
    add_sign(&reader, updates_itself(&operation->binding) ? "←" : "=", 1);
    read_node(&reader, operation->binding.statement->value, 1, false);
    return reader.row;
}
