/* The trace as text to be read. */
#include "export/reading_words.h"
#include "export/trace_derivation.h"

#include "base/number.h"
#include "base/text.h"
#include "engine/program_names.h"

#include <math.h>

/* is_exact: so that it reads back as the same number; 6 digits otherwise. */
static void append_rows(struct text_builder *text, struct matrix value, bool is_exact) {
    for (size_t i = 0; i < value.rows; i++) {
        text_append_string(text, "    [");
        for (size_t j = 0; j < value.columns; j++) {
            double number = matrix_at(value, i, j), size = fabs(number);
            text_append_format(text, " %s%-11s", number < 0 ? "−" : " ",
                               is_exact ? number_source_text(text->arena, size)
                                        : number_plain_text(text->arena, size, TRACE_DIGITS_TEXT));
        }
        text_append_string(text, "]\n");
    }
}

static void append_parameter(const struct program *program, int tensor, struct matrix value,
                             bool is_first, struct text_builder *text) {
    (void)is_first;
    text_append_format(text, "    %s\n",
                       program_tensor_name(text->arena, program, tensor, PRINT_TEXT));
    append_rows(text, value, true);
}

static void append_given(const struct program *program, enum language language,
                         struct text_builder *text) {
    trace_append_given(program, language, "", text);
    text_append_format(text, "\n%s\n", trace_given_word(TRACE_GIVEN_INPUTS, language));
    append_rows(text, program->lesson->inputs, true);
    text_append_format(text, "\n%s\n", trace_given_word(TRACE_GIVEN_TARGETS, language));
    append_rows(text, program->lesson->targets, true);
    text_append_format(text, "\n%s\n", trace_given_word(TRACE_GIVEN_PARAMETERS, language));
    trace_each_parameter(program, append_parameter, text);
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
    append_given(program, options->language, text);
}

static void append_forms_text(const struct trace_step *step) {
    for (size_t i = 0; i < step->place.operation->form_count; i++) {
        const struct operation_form *form = &step->place.operation->forms[i];
        text_append_format(step->text, "    %s: %s\n", form_kind_names[form->kind],
                           trace_print(step, form->binding.statement, PRINT_TEXT));
        append_rows(step->text, trace_form_value(step, i), false);
        const char *trouble = trace_form_trouble(step, i);
        if (trouble != NULL) {
            text_append_format(step->text, "    %s: %s\n",
                               trace_given_word(TRACE_GIVEN_TROUBLE, step->options->language),
                               trouble);
        }
    }
}

static const char *const pass_words[PASS_COUNT][LANGUAGE_COUNT] = {
    [PASS_FORWARD] = {"forward", "前向传播"},
    [PASS_BACKWARD] = {"backward", "反向传播"},
    [PASS_UPDATE] = {"update", "参数更新"},
};
static const char *const iteration_words[LANGUAGE_COUNT][2] = {{"iteration ", ""},
                                                               {"第 ", " 次迭代"}};

void trace_append_heading(const struct trace_step *step) {
    enum language language = step->options->language;
    text_append_format(step->text, "%ld. %s · %s%ld%s · %s", step->number,
                       pass_words[step->place.operation->pass][language],
                       iteration_words[language][0], step->place.iteration,
                       iteration_words[language][1], trace_title(step));
}

static void append_operand(const struct program *program, int tensor, struct matrix value,
                           bool is_first, struct text_builder *text) {
    (void)is_first;
    text_append_format(text, "    %s\n",
                       program_tensor_name(text->arena, program, tensor, PRINT_TEXT));
    append_rows(text, value, false);
}

static void begin_derivation(const struct trace_step *step, const struct derivation *derivation,
                             bool is_first) {
    (void)is_first;
    text_append_format(step->text, "    %s (%s)\n",
                       derivation->choice.definition->title.in[step->options->language],
                       derivation->choice.definition->id);
}

static void append_line(const struct trace_step *step, const struct trace_derivation_line *line,
                        bool is_first) {
    (void)is_first;
    text_append_format(
        step->text, "    %zu. %s    %s\n", line->number,
        derivation_print(step->arena, line->derivation, line->index, PRINT_TEXT, false),
        reading_words_of(step->arena, step->options->language,
                         trace_derivation_reason(step, line)));
    if (line->has_value) {
        append_rows(step->text, line->value, false);
    }
}

void trace_step_text(const struct trace_step *step) {
    struct text_builder *text = step->text;
    text_append_string(text, "\n");
    trace_append_heading(step);
    text_append_format(text, "\n    %s\n", trace_statement(step, PRINT_TEXT));
    if (step->options->with_operands) {
        text_append_format(text, "    %s\n",
                           trace_given_word(TRACE_GIVEN_OPERANDS, step->options->language));
        trace_each_operand(step, append_operand);
    }
    if (step->options->with_elements) {
        trace_append_elements(step, trace_append_element_text, "");
    }
    if (step->options->with_operands) {
        text_append_format(text, "    %s\n",
                           trace_given_word(TRACE_GIVEN_RESULT, step->options->language));
    }
    append_rows(text, trace_value(step), false);
    if (step->options->with_forms) {
        append_forms_text(step);
    }
    trace_derivation_each(step, begin_derivation, append_line, "");
}
