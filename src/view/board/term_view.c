#include "view/board/term_view.h"

#include "view/number.h"

#include <math.h>
#include <string.h>

/* ---- the products ---- */

enum { MOST_TERMS = 12 }; /* written out; the rest is a "⋯" */

static void say(struct paragraph *paragraph, enum theme_color color, const char *text) {
    paragraph_add(paragraph, FACE_REGULAR, canvas_color(paragraph->canvas, color), text);
}

/* What is said about. */
struct saying {
    const struct term_focus *focus;
    const int *decimals; /* of each node's numbers */
};

static struct saying saying_create(const struct canvas *canvas, const struct term_focus *focus) {
    const struct binding *binding = &canvas->moment->operation->binding;
    int *decimals = ARENA_ARRAY(canvas->arena, int, binding->node_count);
    for (size_t i = 0; i < binding->node_count; i++) {
        decimals[i] = moment_decimals(canvas->moment,
                                      binding_node_value(binding, &canvas->moment->evaluation, i));
    }
    return (struct saying){focus, decimals};
}

/* A number as its matrix has it; in parentheses where a sign would follow a sign. */
static void say_number(struct paragraph *paragraph, enum theme_color color,
                       const struct saying *saying, const struct node_element *element,
                       bool needs_brackets) {
    const struct canvas *canvas = paragraph->canvas;
    const struct expression *node =
        saying->focus->operation->binding.nodes[element->node].expression;
    bool is_constant = equation_is_constant(canvas->moment->program->notation, node);
    int decimals = saying->decimals[element->node];
    const char *text = is_constant ? number_constant_text(canvas->arena, element->value, decimals)
                                   : number_text(canvas->arena, element->value, decimals);
    bool is_bracketed = needs_brackets && (element->value < 0 || signbit(element->value));
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
    const struct equation formula = {.moment = canvas->moment, .operation = focus->operation};
    return (struct quantity){equation_tensor(&formula, expression->id),
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
    const struct notation *notation = canvas->moment->program->notation;
    return expression->kind == EXPRESSION_TENSOR
               ? theme_role_color(notation->symbols[expression->symbol].role)
               : COLOR_TEXT;
}

static void say_term(struct paragraph *paragraph, const struct saying *saying, size_t which) {
    const struct canvas *canvas = paragraph->canvas;
    const struct term_focus *focus = saying->focus;
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
        say_number(paragraph, factor_color(canvas, focus, term->factors[k].node), saying,
                   &term->factors[k], follows_sign || k > 0);
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

/* Too small for the decimals: it is shown as a power of ten, with other digits than the rest. */
static bool is_power(double value, int decimals) {
    return value != 0 && fabs(value) * pow(10, decimals) < 0.5;
}

/* The number that is shown. */
static double as_shown(const struct saying *saying, const struct node_element *element,
                       bool *ret_has_power) {
    int decimals = saying->decimals[element->node];
    *ret_has_power = *ret_has_power || is_power(element->value, decimals);
    return number_rounded(element->value, decimals);
}

/* What a reader gets who adds up the rounded numbers that are shown, rounded like them, against
 * the rounded result. */
static bool is_sum_exact_as_shown(const struct saying *saying) {
    const struct explanation *explanation = &saying->focus->explanation;
    double sum = 0;
    bool has_power = false;
    for (size_t i = 0; i < explanation->term_count; i++) {
        const struct explanation_term *term = &explanation->terms[i];
        double value = term->sign * as_shown(saying, &term->factors[0], &has_power);
        if (term->factor_count == 2) {
            double second = as_shown(saying, &term->factors[1], &has_power);
            value = term->is_quotient ? value / second : value * second;
        }
        sum += value;
    }
    int decimals = saying->decimals[explanation->result.node];
    double result = number_rounded(explanation->result.value, decimals);
    return explanation->form == EXPLANATION_SUM && !has_power &&
           fabs(number_rounded(sum, decimals) - result) * pow(10, decimals) < 0.5;
}

/* Whether nothing of a function's arguments and value is lost by rounding: ReLU(0.5) = 0.5. */
static bool is_exact_as_shown(const struct saying *saying) {
    const struct explanation *explanation = &saying->focus->explanation;
    const double tolerance = 1e-12;
    bool has_power = false;
    bool is_exact = fabs(as_shown(saying, &explanation->result, &has_power) -
                         explanation->result.value) < tolerance;
    for (size_t i = 0; i < explanation->term_count; i++) {
        const struct node_element *argument = &explanation->terms[i].factors[0];
        is_exact =
            is_exact && fabs(as_shown(saying, argument, &has_power) - argument->value) < tolerance;
    }
    return is_exact && !has_power;
}

/* So many terms at most; the rest is dots. */
static void say_products(struct paragraph *paragraph, const struct saying *saying, size_t most) {
    const struct term_focus *focus = saying->focus;
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
        if (count > most && i == most - 1) {
            say(paragraph, COLOR_TEXT_DIM, is_list ? ", ⋯" : " + ⋯");
            i = count - 1;
        }
        say(paragraph, COLOR_TEXT, is_list && i > 0 ? ", " : "");
        say_term(paragraph, saying, i);
    }
    bool is_exact = !isfinite(explanation->result.value) ||
                    (is_list ? is_exact_as_shown(saying) : is_sum_exact_as_shown(saying));
    say(paragraph, COLOR_TEXT, is_list ? ")" : "");
    say(paragraph, COLOR_TEXT, is_exact ? " = " : " ≈ ");
    say_number(paragraph, COLOR_TEXT, saying, &explanation->result, false);
}

void term_view_say_products(struct paragraph *paragraph, const struct term_focus *focus) {
    const struct saying saying = saying_create(paragraph->canvas, focus);
    say_products(paragraph, &saying, MOST_TERMS);
}

/* ---- its parts ---- */

static const char *count_of(const struct canvas *canvas, size_t number) {
    return number_count_text(canvas->arena, (long)number);
}

/* A fraction among words is written with a slash, in one color. */
static void say_node(struct paragraph *paragraph, const struct equation *formula, int node) {
    const struct equation part = equation_of_node(formula, node);
    if (strstr(part.tex, "\\frac") == NULL) {
        symbol_add_node(paragraph, formula, node);
        return;
    }
    const struct expression *expression = formula->operation->binding.nodes[node].expression;
    bool is_tensor = expression->kind == EXPRESSION_TENSOR;
    symbol_add_name(paragraph,
                    is_tensor ? canvas_role_color(paragraph->canvas, equation_role(formula, node))
                              : canvas_color(paragraph->canvas, COLOR_TEXT),
                    part.tex);
}

/* Words with a number, and a node of the formula in the place of their "@". */
static void say_of_node(struct paragraph *paragraph, enum string_id words, size_t number,
                        const struct equation *formula, int node) {
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

/* "row 2 of w · column 1 of d" where the term is a matrix product; nothing where it is too wide. */
static void draw_row_and_column(const struct canvas *canvas, struct rect row,
                                const struct term_focus *focus, const struct equation *formula) {
    const struct expression *node = focus->operation->binding.nodes[focus->node].expression;
    struct paragraph paragraph;
    paragraph_begin(&paragraph, canvas);
    say_of_node(&paragraph, STRING_ROW_OF, focus->row + 1, formula, node->operands[0]->id);
    say(&paragraph, COLOR_TEXT_DIM, " · ");
    say_of_node(&paragraph, STRING_COLUMN_OF, focus->column + 1, formula, node->operands[1]->id);
    float size = paragraph_fit(&paragraph, canvas->layout->small, canvas->layout->legible, 1, row);
    struct paragraph_size measure = paragraph_measure(&paragraph, size, row.width);
    if (measure.lines == 1 && measure.width <= row.width) {
        paragraph_draw(&paragraph, size, row);
    }
}

/* Which term, and at the finest level which of its elements: that alone where both are too wide. */
static void draw_heading(const struct canvas *canvas, struct rect row,
                         const struct term_focus *focus, const struct equation *formula) {
    struct text_style style =
        canvas_style(canvas, FACE_REGULAR, canvas->layout->small, COLOR_TEXT_DIM);
    float least = canvas_least(canvas, style.size);
    const char *term =
        STRING_FILL(canvas->arena, canvas->language, STRING_TERM_PLACE,
                    count_of(canvas, focus->term + 1), count_of(canvas, focus->term_count));
    if (!focus->is_by_element) {
        canvas_text_within(canvas, row, ALIGN_LEFT, style, least, term);
        return;
    }
    const char *element =
        STRING_FILL(canvas->arena, canvas->language, STRING_ELEMENT_PLACE,
                    count_of(canvas, focus->row + 1), count_of(canvas, focus->column + 1),
                    count_of(canvas, focus->known), count_of(canvas, focus->count));
    const char *both = text_format(canvas->arena, "%s · %s", term, element);
    float width = canvas_text_width(canvas, style.face, style.size, both);
    bool is_wide = width * least > row.width;
    canvas_text_within(canvas, row, ALIGN_RIGHT, style, least, is_wide ? element : both);
    rect_cut_right(&row, width + 2 * canvas->layout->unit);
    if (is_matrix_product(focus)) {
        draw_row_and_column(canvas, row, focus, formula);
    }
}

/* How one element comes about, in the middle of the rectangle's height. */
static void draw_products(const struct canvas *canvas, struct rect rect,
                          const struct term_focus *focus) {
    enum { MOST_LINES = 4, LEAST_TERMS = 2 };
    const struct layout *layout = canvas->layout;
    const struct saying saying = saying_create(canvas, focus);
    struct paragraph paragraph;
    float size = layout->legible;
    struct paragraph_size measure = {0};
    for (size_t terms = MOST_TERMS; terms >= LEAST_TERMS; terms--) {
        paragraph_begin(&paragraph, canvas);
        say_products(&paragraph, &saying, terms);
        size = paragraph_fit(&paragraph, layout->number, layout->legible, MOST_LINES, rect);
        measure = paragraph_measure(&paragraph, size, rect.width);
        if (measure.height <= rect.height || terms == LEAST_TERMS) {
            break;
        }
        terms = terms < focus->explanation.term_count ? terms : focus->explanation.term_count;
    }
    rect_cut_top(&rect, fmaxf(0, (rect.height - measure.height) / 2));
    paragraph_draw(&paragraph, size, rect);
}

/* ---- the panel ---- */

/* Of the board's height. */
static float share_of(const struct term_focus *focus, bool has_values) {
    return !has_values ? 0.26F : focus->is_by_element ? 0.42F : TERM_PANEL_USUAL;
}

/* Its inside, below the heading. */
static struct rect body_of(const struct canvas *canvas, struct rect rect, struct rect *heading) {
    struct rect inner = rect_inset(rect, 1.5F * canvas->layout->unit);
    *heading = rect_cut_top(&inner, canvas->layout->small * PARAGRAPH_LINE);
    return inner;
}

/* The operands and what comes of them, at the top. */
static struct rect cut_values(const struct term_focus *focus, struct rect *body) {
    const float share = 0.7F;
    return rect_cut_top(body, body->height * (focus->is_by_element ? share : 1));
}

void term_panel_create(struct term_panel *ret, const struct canvas *canvas,
                       const struct equation *formula, struct rect board) {
    const struct term_focus *focus = canvas->moment->focus;
    *ret = (struct term_panel){.canvas = canvas, .focus = focus, .formula = formula};
    if (focus->term_count <= 1 && focus->is_by_element) {
        return;
    }
    struct rect heading;
    board.height *= share_of(focus, true);
    struct rect body = body_of(ret->canvas, board, &heading);
    struct rect place = cut_values(focus, &body);
    filled_term_create(&ret->term, formula, focus->node, focus->known);
    /* nothing but dots says nothing */
    ret->has_values = board_flow_fit_values(&ret->flow, canvas, &ret->term.values,
                                            canvas->layout->number, place.width, place.height) &&
                      ret->flow.fold.rows > 1;
}

float term_panel_height(const struct term_panel *panel, float board_height) {
    const struct layout *layout = panel->canvas->layout;
    float heading = layout->small * PARAGRAPH_LINE + 3 * layout->unit;
    return panel->has_values || panel->focus->is_by_element
               ? board_height * share_of(panel->focus, panel->has_values)
               : heading;
}

void term_panel_draw(const struct term_panel *panel, struct rect rect) {
    const struct canvas *canvas = panel->canvas;
    const struct layout *layout = canvas->layout;
    if (panel->has_values || panel->focus->is_by_element) { /* nothing is framed without them */
        canvas_box(canvas, rect, layout->unit, canvas_color(canvas, COLOR_BACKGROUND), layout->line,
                   canvas_color(canvas, COLOR_PANEL_EDGE));
    }
    struct rect heading;
    struct rect body = body_of(canvas, rect, &heading);
    draw_heading(canvas, heading, panel->focus, panel->formula);
    if (panel->has_values) {
        struct rect place = cut_values(panel->focus, &body);
        float room = place.height - panel->flow.numbers.height;
        place.y += fmaxf(room / 2, 0);
        place.height = panel->flow.numbers.height;
        board_flow_draw(&panel->flow, place);
    }
    if (panel->focus->is_by_element) {
        draw_products(canvas, body, panel->focus);
    }
}
