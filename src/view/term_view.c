#include "view/term_view.h"

#include "view/board_flow.h"
#include "view/board_term.h"
#include "view/number.h"

#include <math.h>
#include <string.h>

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

/* A fraction among words is written with a slash, in one color. */
static void say_node(struct paragraph *paragraph, const struct formula *formula, int node) {
    const struct formula part = formula_of_node(formula, node);
    if (strstr(part.tex, "\\frac") == NULL) {
        symbol_add_node(paragraph, formula, node);
        return;
    }
    const struct expression *expression = formula->operation->binding.nodes[node].expression;
    bool is_tensor = expression->kind == EXPRESSION_TENSOR;
    symbol_add_name(paragraph,
                    is_tensor ? formula_color(formula, node)
                              : canvas_color(paragraph->canvas, COLOR_TEXT),
                    part.tex);
}

/* Words with a number, and a node of the formula in the place of their "@". */
static void say_of_node(struct paragraph *paragraph, enum string_id words, size_t number,
                        const struct formula *formula, int node) {
    const struct canvas *canvas = paragraph->canvas;
    const char *text =
        STRING_FILL(canvas->arena, canvas->language, words, count_of(canvas, number));
    size_t before = strcspn(text, "@");
    say(paragraph, COLOR_TEXT_DIM, arena_copy_text(canvas->arena, text, before));
    say_node(paragraph, formula, node);
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

/* ---- its values ---- */

/* The operands and what comes of them, at the top of the rectangle; what it took is cut off. */
static void draw_values(const struct canvas *canvas, struct rect *rect,
                        const struct term_focus *focus, const struct formula *formula,
                        float share) {
    struct board_term term;
    board_term_create(&term, formula, focus->node, focus->known);
    struct board_flow flow;
    struct rect place = rect_cut_top(rect, rect->height * share);
    /* nothing but dots says nothing */
    if (board_flow_fit_values(&flow, &term.values, canvas->layout->number, place.width,
                              place.height) &&
        flow.fold.rows > 1) {
        float room = place.height - flow.numbers.height;
        place.y += fmaxf(room / 2, 0);
        place.height = flow.numbers.height;
        board_flow_draw(&flow, place);
    }
}

/* How one element comes about, in the middle of the rectangle's height. */
static void draw_products(const struct canvas *canvas, struct rect rect,
                          const struct term_focus *focus) {
    enum { MOST_LINES = 4 };
    const struct layout *layout = canvas->layout;
    struct paragraph paragraph;
    paragraph_begin(&paragraph, canvas);
    term_view_say_products(&paragraph, focus);
    float size = paragraph_fit(&paragraph, layout->number, layout->small * 0.5F, MOST_LINES, rect);
    struct paragraph_size measure = paragraph_measure(&paragraph, size, rect.width);
    rect_cut_top(&rect, fmaxf(0, (rect.height - measure.height) / 2));
    paragraph_draw(&paragraph, size, rect);
}

bool term_view_has_values(const struct term_focus *focus) {
    return focus->term_count > 1 || !focus->is_by_element;
}

void term_view_draw(const struct canvas *canvas, struct rect rect, const struct term_focus *focus,
                    const struct formula *formula) {
    const struct layout *layout = canvas->layout;
    canvas_box(canvas, rect, layout->unit, canvas_color(canvas, COLOR_BACKGROUND), layout->line,
               canvas_color(canvas, COLOR_PANEL_EDGE));
    struct rect inner = rect_inset(rect, 1.5F * layout->unit);
    draw_heading(canvas, rect_cut_top(&inner, layout->small * PARAGRAPH_LINE), focus, formula);
    const float values_share = 0.7F;
    if (term_view_has_values(focus)) {
        draw_values(canvas, &inner, focus, formula, focus->is_by_element ? values_share : 1);
    }
    if (focus->is_by_element) {
        draw_products(canvas, inner, focus);
    }
}
