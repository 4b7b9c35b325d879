/* The trace as text to be read. */
#include "export/trace_parts.h"

#include "base/number.h"
#include "base/text.h"

#include <math.h>

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
