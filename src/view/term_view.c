#include "view/term_view.h"

#include "view/number.h"

#include <math.h>
#include <string.h>

/* ---- where ---- */

struct term_focus term_focus_of(const struct canvas *canvas) {
    const struct session *session = canvas->session;
    enum step_level level = session_shown_level(session);
    struct place place = session_place(session);
    struct term_focus focus = {.operation = session_shown_operation(session)};
    if (level < LEVEL_TERM || focus.operation == NULL) {
        return focus;
    }
    focus.term_count = place_term_count(focus.operation);
    if (focus.term_count == 0) {
        return focus;
    }
    bool is_inside = place.element > 0;
    focus.is_shown = true;
    focus.is_by_element = level == LEVEL_ELEMENT;
    focus.term = is_inside ? place.term : focus.term_count - 1;
    focus.node = place_term_node(focus.operation, focus.term);
    struct shape shape = focus.operation->binding.nodes[focus.node].shape;
    focus.count = shape_count(shape);
    focus.known = is_inside ? place.element : focus.count;
    focus.row = (focus.known - 1) / shape.columns;
    focus.column = (focus.known - 1) % shape.columns;
    struct evaluation evaluation;
    const struct binding *binding = session_last_binding(session, &evaluation);
    focus.explanation =
        binding_explain(canvas->arena, binding, &evaluation, focus.node, focus.row, focus.column);
    return focus;
}

static void widen(struct cell_range *range, const struct node_element *element, bool is_first) {
    if (is_first) {
        *range = (struct cell_range){element->row, element->row + 1, element->column,
                                     element->column + 1};
        return;
    }
    range->row = element->row < range->row ? element->row : range->row;
    range->row_end = element->row >= range->row_end ? element->row + 1 : range->row_end;
    range->column = element->column < range->column ? element->column : range->column;
    range->column_end =
        element->column >= range->column_end ? element->column + 1 : range->column_end;
}

bool term_focus_cells(const struct term_focus *focus, size_t node, struct cell_range *ret) {
    bool is_found = false;
    for (size_t i = 0; focus->is_shown && focus->is_by_element && i < focus->explanation.term_count;
         i++) {
        const struct explanation_term *term = &focus->explanation.terms[i];
        for (size_t k = 0; k < term->factor_count; k++) {
            if (term->factors[k].node == node) {
                widen(ret, &term->factors[k], !is_found);
                is_found = true;
            }
        }
    }
    return is_found;
}

/* ---- the products ---- */

enum { MOST_TERMS = 12 }; /* written out; the rest is a "⋯" */

static void say(struct paragraph *paragraph, enum theme_color color, const char *text) {
    paragraph_add(paragraph, FACE_REGULAR, canvas_color(paragraph->canvas, color), text);
}

/* A number; in parentheses where a sign would follow a sign. */
static void say_number(struct paragraph *paragraph, enum theme_color color, double value,
                       bool needs_brackets) {
    const struct canvas *canvas = paragraph->canvas;
    const char *text =
        number_text(canvas->arena, value, session_settings(canvas->session)->decimals);
    bool is_bracketed = needs_brackets && (value < 0 || signbit(value));
    say(paragraph, color, is_bracketed ? text_format(canvas->arena, "(%s)", text) : text);
}

/* The element of a tensor that a factor is; none for values in between. */
static struct quantity factor_quantity(const struct canvas *canvas, const struct term_focus *focus,
                                       const struct node_element *factor) {
    const struct expression *expression = focus->operation->binding.nodes[factor->node].expression;
    bool is_transposed = expression->kind == EXPRESSION_TRANSPOSE;
    expression = is_transposed ? expression->operands[0] : expression;
    if (expression->kind != EXPRESSION_TENSOR || expression->has_element) {
        return QUANTITY_NONE;
    }
    const struct formula formula = {.canvas = canvas, .operation = focus->operation};
    return (struct quantity){formula_tensor(&formula, expression->id),
                             (long)(is_transposed ? factor->column : factor->row),
                             (long)(is_transposed ? factor->row : factor->column)};
}

/* The color of the tensor that a factor is an element of; plain for values in between. */
static enum theme_color factor_color(const struct canvas *canvas, const struct term_focus *focus,
                                     size_t node) {
    const struct expression *expression = focus->operation->binding.nodes[node].expression;
    while (expression->kind == EXPRESSION_TRANSPOSE) {
        expression = expression->operands[0];
    }
    const struct notation *notation = session_program(canvas->session)->notation;
    return expression->kind == EXPRESSION_TENSOR
               ? theme_role_color(notation->symbols[expression->symbol].role)
               : COLOR_TEXT;
}

static void say_term(struct paragraph *paragraph, const struct term_focus *focus, size_t which) {
    const struct canvas *canvas = paragraph->canvas;
    const struct explanation *explanation = &focus->explanation;
    const struct explanation_term *term = &explanation->terms[which];
    bool is_list = explanation->form == EXPLANATION_FUNCTION;
    if (which > 0 && !is_list) {
        say(paragraph, COLOR_TEXT, term->sign < 0 ? " − " : " + ");
    } else if (term->sign < 0) {
        say(paragraph, COLOR_TEXT, "−");
    }
    bool follows_sign = !is_list && (which > 0 || term->sign < 0);
    for (size_t k = 0; k < term->factor_count; k++) {
        if (k > 0) {
            say(paragraph, COLOR_TEXT, term->is_quotient ? " / " : " · ");
        }
        paragraph->quantity = factor_quantity(canvas, focus, &term->factors[k]);
        say_number(paragraph, factor_color(canvas, focus, term->factors[k].node),
                   term->factors[k].value, follows_sign || k > 0);
        paragraph->quantity = QUANTITY_NONE;
    }
}

static const char *function_word(const struct term_focus *focus) {
    const struct bound_node *node = &focus->operation->binding.nodes[focus->node];
    enum function function = node->expression->function;
    bool is_activation = function == FUNCTION_ACTIVATION || function == FUNCTION_DERIVATIVE;
    return is_activation ? activation_definition(node->activation)->text
                         : function_definition(function)->name;
}

/* What a reader gets who adds up the rounded numbers that are shown, rounded like them, against
 * the rounded result. */
static bool is_sum_exact_as_shown(const struct canvas *canvas,
                                  const struct explanation *explanation) {
    double unit = pow(10, session_settings(canvas->session)->decimals);
    double sum = 0;
    for (size_t i = 0; i < explanation->term_count; i++) {
        const struct explanation_term *term = &explanation->terms[i];
        double value = term->sign * round(term->factors[0].value * unit) / unit;
        if (term->factor_count == 2) {
            double second = round(term->factors[1].value * unit) / unit;
            value = term->is_quotient ? value / second : value * second;
        }
        sum += value;
    }
    return explanation->form == EXPLANATION_SUM &&
           fabs(round(sum * unit) - round(explanation->result.value * unit)) < 0.5;
}

void term_view_say_products(struct paragraph *paragraph, const struct term_focus *focus) {
    const struct explanation *explanation = &focus->explanation;
    bool is_list = explanation->form == EXPLANATION_FUNCTION;
    if (is_list) {
        const struct bound_node *node = &focus->operation->binding.nodes[focus->node];
        bool is_derivative = node->expression->function == FUNCTION_DERIVATIVE;
        say(paragraph, COLOR_TEXT, function_word(focus));
        say(paragraph, COLOR_TEXT, is_derivative ? "′(" : "(");
    }
    size_t count = explanation->term_count;
    for (size_t i = 0; i < count; i++) {
        if (count > MOST_TERMS && i == MOST_TERMS - 1) {
            say(paragraph, COLOR_TEXT_DIM, is_list ? ", ⋯" : " + ⋯");
            i = count - 1;
        }
        say(paragraph, COLOR_TEXT, is_list && i > 0 ? ", " : "");
        say_term(paragraph, focus, i);
    }
    bool is_exact = !isfinite(explanation->result.value) ||
                    is_sum_exact_as_shown(paragraph->canvas, explanation);
    say(paragraph, COLOR_TEXT, is_list ? ")" : "");
    say(paragraph, COLOR_TEXT, is_exact ? " = " : " ≈ ");
    say_number(paragraph, COLOR_TEXT, explanation->result.value, false);
}

/* ---- the panel ---- */

static const char *count_of(const struct canvas *canvas, size_t number) {
    return number_count_text(canvas->arena, (long)number);
}

/* Words with a number, and a node of the formula in the place of their "@". */
static void say_of_node(struct paragraph *paragraph, enum string_id words, size_t number,
                        const struct formula *formula, int node) {
    const struct canvas *canvas = paragraph->canvas;
    const char *text =
        STRING_FILL(canvas->arena, canvas->language, words, count_of(canvas, number));
    size_t before = strcspn(text, "@");
    say(paragraph, COLOR_TEXT_DIM, arena_copy_text(canvas->arena, text, before));
    symbol_add_node(paragraph, formula, node);
    say(paragraph, COLOR_TEXT_DIM, text + before + (text[before] != '\0'));
}

static bool is_matrix_product(const struct term_focus *focus) {
    const struct binding *binding = &focus->operation->binding;
    const struct expression *node = binding->nodes[focus->node].expression;
    return node->kind == EXPRESSION_PRODUCT && focus->explanation.form == EXPLANATION_SUM &&
           shape_count(binding->nodes[node->operands[0]->id].shape) > 1 &&
           shape_count(binding->nodes[node->operands[1]->id].shape) > 1;
}

/* "row 2 of w · column 1 of d" where the term is a matrix product. */
static void draw_row_and_column(const struct canvas *canvas, struct rect row,
                                const struct term_focus *focus, const struct formula *formula) {
    const struct expression *node = focus->operation->binding.nodes[focus->node].expression;
    struct paragraph paragraph;
    paragraph_begin(&paragraph, canvas);
    say_of_node(&paragraph, STRING_ROW_OF, focus->row + 1, formula, node->operands[0]->id);
    say(&paragraph, COLOR_TEXT_DIM, " · ");
    say_of_node(&paragraph, STRING_COLUMN_OF, focus->column + 1, formula, node->operands[1]->id);
    float size =
        paragraph_fit(&paragraph, canvas->layout->small, canvas->layout->small * 0.6F, 1, row);
    paragraph_draw(&paragraph, size, row);
}

/* Which term, and at the finest level which of its elements. */
static void draw_heading(const struct canvas *canvas, struct rect row,
                         const struct term_focus *focus, const struct formula *formula) {
    struct text_style style =
        canvas_style(canvas, FACE_REGULAR, canvas->layout->small, COLOR_TEXT_DIM);
    const char *term =
        STRING_FILL(canvas->arena, canvas->language, STRING_TERM_PLACE,
                    count_of(canvas, focus->term + 1), count_of(canvas, focus->term_count));
    if (!focus->is_by_element) {
        canvas_text_within(canvas, row, ALIGN_LEFT, style, 0.6F, term);
        return;
    }
    const char *element =
        STRING_FILL(canvas->arena, canvas->language, STRING_ELEMENT_PLACE,
                    count_of(canvas, focus->row + 1), count_of(canvas, focus->column + 1),
                    count_of(canvas, focus->known), count_of(canvas, focus->count));
    struct rect left = rect_cut_left(&row, row.width * 0.5F);
    rect_cut_left(&row, canvas->layout->unit);
    canvas_text_within(canvas, row, ALIGN_RIGHT, style, 0.6F,
                       text_format(canvas->arena, "%s · %s", term, element));
    if (is_matrix_product(focus)) {
        draw_row_and_column(canvas, left, focus, formula);
    }
}

/* The term's own value, as far as it is known. */
static struct board_matrix value_matrix(const struct canvas *canvas,
                                        const struct term_focus *focus) {
    struct evaluation evaluation;
    const struct binding *binding = session_last_binding(canvas->session, &evaluation);
    return (struct board_matrix){
        .value = binding_node_value(binding, &evaluation, focus->node),
        .name = "",
        .tensor = -1,
        .is_partial = true,
        .known = focus->known,
        .color = canvas_color(canvas, COLOR_TEXT_DIM),
        .is_lit = focus->is_by_element,
        .lit = {focus->row, focus->row + 1, focus->column, focus->column + 1},
    };
}

/* Draws the value into the rectangle, at its right or its left end, as large as fits; what it took
 * is cut off. */
static void draw_value(const struct canvas *canvas, struct rect *rect,
                       const struct term_focus *focus, bool is_right, float most_width) {
    static const struct board_fold folds[] = {
        {8, 8, 5, 5, 3}, {5, 5, 4, 4, 2}, {3, 3, 3, 3, 1.5F}, {1, 1, 1, 1, 1}};
    struct board_matrix matrix = value_matrix(canvas, focus);
    for (size_t i = 0; i < sizeof folds / sizeof *folds; i++) {
        for (float size = canvas->layout->number; size >= canvas->layout->small * 0.8F;
             size *= 0.9F) {
            board_matrix_fold(canvas, &matrix, folds[i]);
            struct board_extent extent = board_matrix_measure(canvas, &matrix, folds[i], size);
            if (extent.width <= most_width && extent.above + extent.below <= rect->height) {
                struct rect place = is_right ? rect_cut_right(rect, extent.width)
                                             : rect_cut_left(rect, extent.width);
                board_matrix_draw(canvas, &matrix, folds[i], size, place.x,
                                  place.y + place.height / 2);
                return;
            }
        }
    }
}

/* Draws the words into the middle of the rectangle's height; returns their width. */
static float draw_words(const struct canvas *canvas, struct rect rect,
                        const struct paragraph *paragraph) {
    enum { MOST_LINES = 4 };
    const struct layout *layout = canvas->layout;
    float size = paragraph_fit(paragraph, layout->number, layout->small * 0.7F, MOST_LINES, rect);
    struct paragraph_size measure = paragraph_measure(paragraph, size, rect.width);
    float height = (float)measure.lines * PARAGRAPH_LINE * size;
    rect_cut_top(&rect, fmaxf(0, (rect.height - height) / 2));
    paragraph_draw(paragraph, size, rect);
    return measure.width;
}

/* The products of one element, and beside them all elements so far. */
static void draw_element(const struct canvas *canvas, struct rect rect,
                         const struct term_focus *focus) {
    struct paragraph paragraph;
    paragraph_begin(&paragraph, canvas);
    term_view_say_products(&paragraph, focus);
    draw_value(canvas, &rect, focus, true, rect.width * 0.45F);
    rect_cut_right(&rect, 2 * canvas->layout->unit);
    draw_words(canvas, rect, &paragraph);
}

/* The term as the formula has it, and its value. */
static void draw_term(const struct canvas *canvas, struct rect rect, const struct term_focus *focus,
                      const struct formula *formula) {
    struct paragraph paragraph;
    paragraph_begin(&paragraph, canvas);
    symbol_add_node(&paragraph, formula, (int)focus->node);
    say(&paragraph, COLOR_TEXT, " =");
    struct rect left = rect;
    left.width *= 0.6F;
    rect_cut_left(&rect, draw_words(canvas, left, &paragraph) + canvas->layout->unit);
    draw_value(canvas, &rect, focus, false, rect.width);
}

void term_view_draw(const struct canvas *canvas, struct rect rect, const struct term_focus *focus,
                    const struct formula *formula) {
    const struct layout *layout = canvas->layout;
    canvas_box(canvas, rect, layout->unit, canvas_color(canvas, COLOR_BACKGROUND), layout->line,
               canvas_color(canvas, COLOR_PANEL_EDGE));
    struct rect inner = rect_inset(rect, 1.5F * layout->unit);
    draw_heading(canvas, rect_cut_top(&inner, layout->small * PARAGRAPH_LINE), focus, formula);
    if (focus->is_by_element) {
        draw_element(canvas, inner, focus);
    } else {
        draw_term(canvas, inner, focus, formula);
    }
}
