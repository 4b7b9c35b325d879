/* The trace as text to be read. */
#include "export/trace_parts.h"

#include "base/number.h"
#include "base/text.h"
#include "formula/explain.h"

#include <math.h>

static void append_number(struct text_builder *text, double number) {
    const char *minus = number < 0 ? "−" : "";
    text_append_format(text, "%s%s", minus, number_plain_text(text->arena, fabs(number), 6));
}

/* Negative factors and summands stand in parentheses. */
static void append_operand(struct text_builder *text, double number) {
    if (number < 0 || signbit(number)) {
        text_append_string(text, "(");
        append_number(text, number);
        text_append_string(text, ")");
        return;
    }
    append_number(text, number);
}

static void append_term_text(struct text_builder *text, const struct explanation_term *term,
                             bool is_first) {
    if (!is_first || term->sign < 0) {
        const char *sign = term->sign < 0 ? "−" : "+";
        text_append_format(text, is_first ? "%s" : " %s ", sign);
    }
    append_operand(text, term->factors[0].value);
    if (term->factor_count == 2) {
        text_append_string(text, term->is_quotient ? " / " : " · ");
        append_operand(text, term->factors[1].value);
    }
}

static void append_terms_text(const struct trace_step *step,
                              const struct explanation *explanation) {
    struct text_builder *text = step->text;
    bool is_function = explanation->form == EXPLANATION_FUNCTION;
    if (is_function) {
        const struct bound_node *node = &trace_binding(step)->nodes[explanation->result.node];
        text_append_format(text, "%s(", function_definition(node->expression->function)->name);
    }
    for (size_t i = 0; i < explanation->term_count; i++) {
        if (is_function && i > 0) {
            text_append_string(text, ", ");
        }
        append_term_text(text, &explanation->terms[i], is_function || i == 0);
    }
    text_append_string(text, is_function ? ") = " : " = ");
    append_number(text, explanation->result.value);
}

void trace_append_element_text(const struct trace_step *step, size_t node, size_t row,
                               size_t column) {
    struct explanation explanation =
        binding_explain(step->arena, trace_binding(step), &step->evaluation, node, row, column);
    text_append_format(step->text, "    %s (%zu, %zu) = ", trace_node_source(step, node), row + 1,
                       column + 1);
    append_terms_text(step, &explanation);
    text_append_string(step->text, "\n");
}

void trace_header_text(const struct program *program, const struct trace_options *options,
                       struct text_builder *text) {
    text_append_format(text, "%s · %s · %zu", options->lesson,
                       program->notation->title.in[options->language],
                       network_units(&program->lesson->network, 0));
    for (size_t l = 1; l <= program->lesson->network.layer_count; l++) {
        text_append_format(text, "-%zu", network_units(&program->lesson->network, l));
    }
    text_append_string(text, "\n");
}

static void append_rows(struct text_builder *text, struct matrix value) {
    for (size_t i = 0; i < value.rows; i++) {
        text_append_string(text, "    [");
        for (size_t j = 0; j < value.columns; j++) {
            double number = matrix_at(value, i, j);
            text_append_format(text, " %s%-11s", number < 0 ? "−" : " ",
                               number_plain_text(text->arena, fabs(number), 6));
        }
        text_append_string(text, "]\n");
    }
}

static void append_forms_text(const struct trace_step *step) {
    for (size_t i = 0; i < step->place.operation->form_count; i++) {
        const struct operation_form *form = &step->place.operation->forms[i];
        text_append_format(step->text, "    %s: %s\n", form_kind_names[form->kind],
                           trace_print(step, form->binding.statement, PRINT_TEXT));
        append_rows(step->text, trace_form_value(step, i));
    }
}

static const char *const pass_words[PASS_COUNT][LANGUAGE_COUNT] = {
    [PASS_FORWARD] = {"forward", "前向传播"},
    [PASS_BACKWARD] = {"backward", "反向传播"},
    [PASS_UPDATE] = {"update", "参数更新"},
};
static const char *const iteration_words[LANGUAGE_COUNT][2] = {{"iteration ", ""},
                                                               {"第 ", " 次迭代"}};

/* "12. backward · iteration 1 · " */
static void append_place(const struct trace_step *step) {
    enum language language = step->options->language;
    text_append_format(step->text, "%ld. %s · %s%ld%s · ", step->number,
                       pass_words[step->place.operation->pass][language],
                       iteration_words[language][0], step->place.iteration,
                       iteration_words[language][1]);
}

void trace_step_text(const struct trace_step *step) {
    struct text_builder *text = step->text;
    text_append_string(text, "\n");
    append_place(step);
    text_append_format(text, "%s\n    %s\n", trace_title(step), trace_statement(step, PRINT_TEXT));
    if (step->options->with_elements) {
        trace_append_elements(step, trace_append_element_text, "");
    }
    append_rows(text, trace_value(step));
    if (step->options->with_forms) {
        append_forms_text(step);
    }
}
