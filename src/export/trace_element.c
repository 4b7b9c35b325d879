/* How an element comes about, on a line of text or as an equation of LaTeX. */
#include "export/trace_parts.h"

#include "base/number.h"
#include "base/text.h"
#include "formula/explain/explanation.h"
#include "formula/print/print.h"

#include <math.h>

/* What the two differ in. */
struct element_style {
    const char *minus, *plus, *times, *over; /* plus with its spaces, minus as a sign */
    const char *about;
    enum print_format format;
    int digits;
    void (*append_number)(struct text_builder *text, double number);
};

static void append_number_text(struct text_builder *text, double number) {
    text_append_string(text, number < 0 ? "−" : "");
    text_append_string(text, number_plain_text(text->arena, fabs(number), TRACE_DIGITS_TEXT));
}

static const struct element_style text_style = {
    "−", " + ", " · ", " / ", " ≈ ", PRINT_TEXT, TRACE_DIGITS_TEXT, append_number_text};
static const struct element_style tex_style = {
    "-",          " + ",     " \\cdot ",       " / ",
    " \\approx ", PRINT_TEX, TRACE_DIGITS_TEX, trace_append_number_tex};

/* Negative factors and summands stand in parentheses, arguments do not. */
static void append_operand(const struct element_style *style, struct text_builder *text,
                           double number, bool is_argument) {
    bool needs_parentheses = !is_argument && (number < 0 || signbit(number));
    text_append_string(text, needs_parentheses ? "(" : "");
    style->append_number(text, number);
    text_append_string(text, needs_parentheses ? ")" : "");
}

static void append_term(const struct element_style *style, struct text_builder *text,
                        const struct explanation_term *term, bool is_first, bool is_argument) {
    if (term->sign < 0) {
        text_append_format(text, is_first ? "%s" : " %s ", style->minus);
    } else if (!is_first && !is_argument) {
        text_append_string(text, style->plus);
    }
    append_operand(style, text, term->factors[0].value, is_argument);
    if (term->factor_count == 2) {
        text_append_string(text, term->is_quotient ? style->over : style->times);
        append_operand(style, text, term->factors[1].value, false);
    }
}

/* Whether the numbers that are written give the result that is written. */
static bool holds(const struct element_style *style, const struct trace_step *step,
                  const struct explanation *explanation) {
    double *factors = ARENA_ARRAY(step->arena, double, 2 * explanation->term_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < explanation->term_count; i++) {
        const struct explanation_term *term = &explanation->terms[i];
        for (size_t k = 0; k < term->factor_count; k++) {
            factors[count++] = number_significant_shown(term->factors[k].value, style->digits);
        }
    }
    double reckoned = explanation_reckon(step->arena, trace_binding(step), explanation, factors);
    return number_significant_holds(reckoned, explanation->result.value, style->digits);
}

/* ---- functions ---- */

static const struct bound_node *node_of(const struct trace_step *step,
                                        const struct explanation *explanation) {
    return &trace_binding(step)->nodes[explanation->result.node];
}

static bool is_indicator(const struct trace_step *step, const struct explanation *explanation) {
    return node_of(step, explanation)->expression->kind == EXPRESSION_INDICATOR;
}

/* "σ′(", "\\operatorname{vjp}(", or "[" of "[a > b]". */
static void append_function(const struct element_style *style, const struct trace_step *step,
                            const struct explanation *explanation) {
    const struct bound_node *node = node_of(step, explanation);
    enum function function = node->expression->function;
    bool is_slope = function == FUNCTION_DERIVATIVE;
    bool is_text = style->format == PRINT_TEXT;
    if (is_indicator(step, explanation)) {
        text_append_string(step->text, "[");
    } else if (function == FUNCTION_ACTIVATION || is_slope) {
        const struct activation_definition *definition = activation_definition(node->activation);
        const char *prime = is_text ? "′" : "'";
        text_append_format(step->text, "%s%s(", is_text ? definition->text : definition->tex,
                           is_slope ? prime : "");
    } else {
        text_append_format(step->text, is_text ? "%s(" : "\\operatorname{%s}(",
                           function_definition(function)->name);
    }
}

static const char *separator(const struct element_style *style, const struct trace_step *step,
                             const struct explanation *explanation) {
    const struct expression *node = node_of(step, explanation)->expression;
    return is_indicator(step, explanation) ? print_relation(node->relation, style->format) : ", ";
}

/* "0.15 · 0.05 + 0.2 · 0.1 = 0.0275": the terms, or the function of its arguments, and what they
 * give. */
static void append_arithmetic(const struct element_style *style, const struct trace_step *step,
                              const struct explanation *explanation) {
    struct text_builder *text = step->text;
    bool is_function = explanation->kind == EXPLANATION_FUNCTION;
    if (is_function) {
        append_function(style, step, explanation);
    }
    for (size_t i = 0; i < explanation->term_count; i++) {
        text_append_string(text, is_function && i > 0 ? separator(style, step, explanation) : "");
        append_term(style, text, &explanation->terms[i], i == 0, is_function);
    }
    text_append_string(text, !is_function ? "" : is_indicator(step, explanation) ? "]" : ")");
    text_append_string(text, holds(style, step, explanation) ? " = " : style->about);
    style->append_number(text, explanation->result.value);
}

void trace_append_element_text(const struct trace_step *step, size_t node, size_t row,
                               size_t column) {
    const struct explanation explanation = explanation_of_element(
        step->arena, trace_binding(step), &step->evaluation, node, row, column);
    text_append_format(step->text, "    %s (%zu, %zu) = ", trace_node_name(step, node, PRINT_TEXT),
                       row + 1, column + 1);
    append_arithmetic(&text_style, step, &explanation);
    text_append_string(step->text, "\n");
}

void trace_append_element_tex(const struct trace_step *step, size_t node, size_t row,
                              size_t column) {
    const struct explanation explanation = explanation_of_element(
        step->arena, trace_binding(step), &step->evaluation, node, row, column);
    text_append_format(step->text, "\\[\n  \\left[ %s \\right]_{%zu,%zu} = ",
                       trace_node_name(step, node, PRINT_TEX), row + 1, column + 1);
    append_arithmetic(&tex_style, step, &explanation);
    text_append_string(step->text, "\n\\]\n");
}
