/* How an element comes about, on a line of text or as an equation of LaTeX. */
#include "export/trace_parts.h"

#include "base/number.h"
#include "base/text.h"
#include "formula/explanation.h"

#include <math.h>

/* What the two differ in. */
struct element_style {
    const char *minus, *plus, *times, *over; /* plus with its spaces, minus as a sign */
    void (*append_number)(struct text_builder *text, double number);
};

static void append_number_text(struct text_builder *text, double number) {
    text_append_string(text, number < 0 ? "−" : "");
    text_append_string(text, number_plain_text(text->arena, fabs(number), 6));
}

static const struct element_style text_style = {"−", " + ", " · ", " / ", append_number_text};
static const struct element_style tex_style = {"-", " + ", " \\cdot ", " / ",
                                               trace_append_number_tex};

/* Negative factors and summands stand in parentheses. */
static void append_operand(const struct element_style *style, struct text_builder *text,
                           double number) {
    bool needs_parentheses = number < 0 || signbit(number);
    text_append_string(text, needs_parentheses ? "(" : "");
    style->append_number(text, number);
    text_append_string(text, needs_parentheses ? ")" : "");
}

static void append_term(const struct element_style *style, struct text_builder *text,
                        const struct explanation_term *term, bool is_first) {
    if (term->sign < 0) {
        text_append_format(text, is_first ? "%s" : " %s ", style->minus);
    } else if (!is_first) {
        text_append_string(text, style->plus);
    }
    append_operand(style, text, term->factors[0].value);
    if (term->factor_count == 2) {
        text_append_string(text, term->is_quotient ? style->over : style->times);
        append_operand(style, text, term->factors[1].value);
    }
}

/* "0.15 · 0.05 + 0.2 · 0.1 = 0.0275": the terms, or the arguments, and what they give. */
static void append_terms(const struct element_style *style, struct text_builder *text,
                         const struct explanation *explanation) {
    bool is_function = explanation->kind == EXPLANATION_FUNCTION;
    for (size_t i = 0; i < explanation->term_count; i++) {
        text_append_string(text, is_function && i > 0 ? ", " : "");
        append_term(style, text, &explanation->terms[i], is_function || i == 0);
    }
    text_append_string(text, is_function ? ") = " : " = ");
    style->append_number(text, explanation->result.value);
}

/* The function that has the terms as arguments, or NULL. */
static const char *function_name(const struct trace_step *step,
                                 const struct explanation *explanation) {
    const struct bound_node *node = &trace_binding(step)->nodes[explanation->result.node];
    return explanation->kind == EXPLANATION_FUNCTION
               ? function_definition(node->expression->function)->name
               : NULL;
}

void trace_append_element_text(const struct trace_step *step, size_t node, size_t row,
                               size_t column) {
    const struct explanation explanation = explanation_of_element(
        step->arena, trace_binding(step), &step->evaluation, node, row, column);
    const char *function = function_name(step, &explanation);
    text_append_format(step->text, "    %s (%zu, %zu) = ", trace_node_name(step, node, PRINT_TEXT),
                       row + 1, column + 1);
    text_append_string(step->text, function == NULL ? "" : function);
    text_append_string(step->text, function == NULL ? "" : "(");
    append_terms(&text_style, step->text, &explanation);
    text_append_string(step->text, "\n");
}

void trace_append_element_tex(const struct trace_step *step, size_t node, size_t row,
                              size_t column) {
    const struct explanation explanation = explanation_of_element(
        step->arena, trace_binding(step), &step->evaluation, node, row, column);
    const char *function = function_name(step, &explanation);
    text_append_format(step->text, "\\[\n  \\left[ %s \\right]_{%zu,%zu} = ",
                       trace_node_name(step, node, PRINT_TEX), row + 1, column + 1);
    if (function != NULL) {
        text_append_format(step->text, "\\operatorname{%s}(", function);
    }
    append_terms(&tex_style, step->text, &explanation);
    text_append_string(step->text, "\n\\]\n");
}
