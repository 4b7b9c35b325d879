#include "view/board/element_view.h"

#include "view/board/board_matrix.h"
#include "view/number.h"

#include <math.h>

enum {
    MOST_ELEMENTS = 8,
    MOST_SUMMANDS = 10, /* of one sum; the rest is a "⋯" */
    LEAST_SUMMANDS = 2,
    MOST_LINES = 2 /* of one element */
};

struct speaker {
    struct paragraph *paragraph;
    const struct binding *binding;
    struct evaluation evaluation;
    size_t most_summands;
};

static void say(const struct speaker *speaker, enum theme_color color, const char *text) {
    paragraph_add(speaker->paragraph, FACE_REGULAR, canvas_color(speaker->paragraph->canvas, color),
                  text);
}

static double value_of(const struct speaker *speaker, const struct expression *node) {
    return binding_node_value(speaker->binding, &speaker->evaluation, (size_t)node->id).values[0];
}

/* Each number for itself: two digits of it at least. Returns what is shown; no number for a power
 * of ten, which has other digits than the rest. */
static double say_number(const struct speaker *speaker, const struct expression *node,
                         enum theme_color color, double value, bool needs_brackets) {
    const struct canvas *canvas = speaker->paragraph->canvas;
    int decimals = moment_decimals(canvas->moment, (struct matrix){1, 1, &value});
    bool is_constant = equation_is_constant(canvas->moment->program->notation, node);
    const char *text = is_constant ? number_constant_text(canvas->arena, value, decimals)
                                   : number_text(canvas->arena, value, decimals);
    bool is_bracketed = needs_brackets && (value < 0 || signbit(value));
    say(speaker, color, is_bracketed ? text_format(canvas->arena, "(%s)", text) : text);
    double shown = number_rounded(value, decimals);
    return shown == 0 && value != 0 ? (double)NAN : shown;
}

static enum theme_color color_of(const struct speaker *speaker, const struct expression *node) {
    const struct notation *notation = speaker->paragraph->canvas->moment->program->notation;
    return node->kind == EXPRESSION_TENSOR ? theme_role_color(notation->symbols[node->symbol].role)
                                           : COLOR_TEXT;
}

static double say_node(const struct speaker *speaker, const struct expression *node,
                       bool follows_sign);

/* Each k in turn: the summand has to be computed again for every one of them. Nobody can add up
 * what dots stand for: with them the sum is right. */
static double say_summation(const struct speaker *speaker, const struct expression *node,
                            bool follows_sign) {
    const struct bound_node *bound = &speaker->binding->nodes[node->id];
    size_t count = (size_t)bound->constant;
    double sum = 0;
    for (size_t k = 1; k <= count; k++) {
        say(speaker, COLOR_TEXT, k > 1 ? " + " : "");
        if (k == speaker->most_summands && count > speaker->most_summands) {
            say(speaker, COLOR_TEXT_DIM, "⋯ + ");
            k = count;
        }
        struct speaker turn = *speaker;
        turn.evaluation.element[node->which.base - ELEMENT_I] = k;
        binding_compute_summand(speaker->binding, &turn.evaluation, (size_t)node->id, k);
        sum += say_node(&turn, node->operands[1], k > 1 || follows_sign);
    }
    return count > speaker->most_summands ? value_of(speaker, node) : sum;
}

static bool is_sum(const struct expression *node) {
    return node->kind == EXPRESSION_ADD || node->kind == EXPRESSION_SUBTRACT ||
           (node->kind == EXPRESSION_CALL && node->function == FUNCTION_SUM_OVER);
}

/* A factor; a sum among factors keeps its parentheses. */
static double say_factor(const struct speaker *speaker, const struct expression *node,
                         bool follows_sign) {
    say(speaker, COLOR_TEXT, is_sum(node) ? "(" : "");
    double shown = say_node(speaker, node, follows_sign && !is_sum(node));
    say(speaker, COLOR_TEXT, is_sum(node) ? ")" : "");
    return shown;
}

static double say_product(const struct speaker *speaker, const struct expression *node,
                          bool follows_sign) {
    bool is_quotient =
        node->kind == EXPRESSION_QUOTIENT || node->kind == EXPRESSION_HADAMARD_QUOTIENT;
    double left = say_factor(speaker, node->operands[0], follows_sign);
    say(speaker, COLOR_TEXT, is_quotient ? " / " : " · ");
    double right = say_factor(speaker, node->operands[1], true);
    return is_quotient ? left / right : left * right;
}

static double say_sum(const struct speaker *speaker, const struct expression *node,
                      bool follows_sign) {
    bool is_added = node->kind == EXPRESSION_ADD;
    double left = say_node(speaker, node->operands[0], follows_sign);
    say(speaker, COLOR_TEXT, is_added ? " + " : " − ");
    double right = say_factor(speaker, node->operands[1], true);
    return is_added ? left + right : left - right;
}

static bool is_number(const struct speaker *speaker, const struct expression *node) {
    return shape_count(speaker->binding->nodes[node->id].shape) == 1;
}

/* The arithmetic of a node, down to what is no arithmetic: elements, functions, numbers. Returns
 * what a reader gets who does it with the numbers that are shown. */
static double say_node(const struct speaker *speaker, const struct expression *node,
                       bool follows_sign) {
    bool is_summation = node->kind == EXPRESSION_CALL && node->function == FUNCTION_SUM_OVER;
    bool is_pair = node->operand_count == 2 && node->kind != EXPRESSION_CALL &&
                   is_number(speaker, node->operands[0]) && is_number(speaker, node->operands[1]);
    if (is_summation && is_number(speaker, node)) {
        return say_summation(speaker, node, follows_sign);
    }
    if (is_pair) {
        return is_sum(node) ? say_sum(speaker, node, follows_sign)
                            : say_product(speaker, node, follows_sign);
    }
    return say_number(speaker, node, color_of(speaker, node), value_of(speaker, node),
                      follows_sign);
}

/* Whether two numbers are written alike: false where one is no number. */
static bool is_same_as_shown(const struct canvas *canvas, double reckoned, double value) {
    int decimals = moment_decimals(canvas->moment, (struct matrix){1, 1, &value});
    double apart = number_rounded(reckoned, decimals) - number_rounded(value, decimals);
    return !isfinite(value) || fabs(apart) * pow(10, decimals) < 0.5;
}

/* "row 2, column 1: … = 0.063" */
static void say_element(struct paragraph *paragraph, const struct binding *binding,
                        const struct evaluation *evaluation, size_t row, size_t column,
                        size_t summands) {
    const struct canvas *canvas = paragraph->canvas;
    const struct element_index *indexes[2] = {&binding->statement->target->row,
                                              &binding->statement->target->column};
    const size_t places[2] = {row + 1, column + 1};
    struct speaker speaker = {paragraph, binding, *evaluation, summands};
    for (size_t i = 0; i < 2 && binding->statement->target->has_element; i++) {
        if (indexes[i]->base != ELEMENT_NUMBER) {
            speaker.evaluation.element[indexes[i]->base - ELEMENT_I] = places[i];
        }
    }
    binding_compute(binding, &speaker.evaluation);
    double value = value_of(&speaker, binding->statement->value);
    if (binding->statement->target->has_element) {
        say(&speaker, COLOR_TEXT_DIM,
            STRING_FILL(canvas->arena, canvas->language, STRING_ROW_COLUMN,
                        number_count_text(canvas->arena, (long)places[0]),
                        number_count_text(canvas->arena, (long)places[1])));
        say(&speaker, COLOR_TEXT, " ");
    }
    double reckoned = say_node(&speaker, binding->statement->value, false);
    say(&speaker, COLOR_TEXT, is_same_as_shown(canvas, reckoned, value) ? " = " : " ≈ ");
    say_number(&speaker, binding->statement->value, COLOR_TEXT, value, false);
}

/* The paragraph of one element, as it is said with the values of the session. */
static void write_element(struct paragraph *paragraph, const struct canvas *canvas, size_t which,
                          size_t columns, size_t summands) {
    paragraph_begin(paragraph, canvas);
    say_element(paragraph, &canvas->moment->operation->binding, &canvas->moment->evaluation,
                which / columns, which % columns, summands);
}

/* What one of so many elements has of the height. */
static float height_of(const struct layout *layout, float height, size_t count) {
    return fminf(height * 0.87F / (float)count, MOST_LINES * PARAGRAPH_LINE * layout->large);
}

/* How many elements can be read, and how many summands of a sum in each. */
struct legible {
    size_t elements, summands;
};

/* The height of the element that takes most. */
static float need_of(const struct canvas *canvas, float width, struct legible legible,
                     size_t columns, size_t *ret_lines) {
    float need = 0;
    *ret_lines = 0;
    for (size_t i = 0; i < legible.elements; i++) {
        struct paragraph paragraph;
        write_element(&paragraph, canvas, i, columns, legible.summands);
        struct paragraph_size size = paragraph_measure(&paragraph, canvas->layout->legible, width);
        need = fmaxf(need, size.height);
        *ret_lines = size.lines > *ret_lines ? size.lines : *ret_lines;
    }
    return need;
}

/* Fewer summands where an element would take too many lines, then fewer elements. */
static struct legible legible_of(const struct canvas *canvas, struct rect rect, size_t count,
                                 size_t columns) {
    const struct layout *layout = canvas->layout;
    struct legible legible = {count < MOST_ELEMENTS ? count : MOST_ELEMENTS, MOST_SUMMANDS};
    size_t lines = 0;
    float need = need_of(canvas, rect.width, legible, columns, &lines);
    while ((lines > MOST_LINES || need > rect.height / 2) && legible.summands > LEAST_SUMMANDS) {
        legible.summands--;
        need = need_of(canvas, rect.width, legible, columns, &lines);
    }
    float row = legible.elements < count ? layout->small * PARAGRAPH_LINE : 0;
    while (legible.elements > 1 && height_of(layout, rect.height - row, legible.elements) < need) {
        legible.elements--;
        row = layout->small * PARAGRAPH_LINE;
    }
    return legible;
}

void element_view_draw(const struct canvas *canvas, struct rect rect,
                       const struct operation *operation) {
    const struct layout *layout = canvas->layout;
    bool has_element = operation->binding.statement->target->has_element;
    struct shape shape = has_element ? operation->binding.target.shape : (struct shape){1, 1};
    size_t count = shape_count(shape);
    struct legible legible = legible_of(canvas, rect, count, shape.columns);
    size_t shown = legible.elements;
    if (shown < count) {
        struct rect row = rect_cut_bottom(&rect, layout->small * PARAGRAPH_LINE);
        canvas_text_within(canvas, row, ALIGN_LEFT,
                           canvas_style(canvas, FACE_REGULAR, layout->small, COLOR_TEXT_DIM),
                           canvas_least(canvas, layout->small),
                           STRING_FILL(canvas->arena, canvas->language, STRING_MORE_ELEMENTS,
                                       number_count_text(canvas->arena, (long)(count - shown))));
    }
    float height = height_of(layout, rect.height, shown);
    rect_cut_top(&rect, fminf(4 * layout->unit, rect.height / 8));
    for (size_t i = 0; i < shown; i++) {
        struct paragraph paragraph;
        write_element(&paragraph, canvas, i, shape.columns, legible.summands);
        struct rect place = rect_cut_top(&rect, height);
        float size = paragraph_fit(&paragraph, layout->large, layout->legible, MOST_LINES, place);
        paragraph_draw(&paragraph, size, place);
    }
}
