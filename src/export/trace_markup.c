/* The trace as LaTeX and as Markdown. */
#include "export/trace_derivation.h"

#include "base/number.h"
#include "base/text.h"
#include "engine/program_names.h"
#include "session/strings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void trace_append_number_tex(struct text_builder *text, double number) {
    if (!isfinite(number)) {
        text_append_string(text, isnan(number) ? "\\mathrm{NaN}"
                                 : number < 0  ? "-\\infty"
                                               : "\\infty");
        return;
    }
    struct number_parts parts =
        number_parts(text->arena, fabs(number) > 0 ? number : 0, TRACE_DIGITS_TEX); /* no "-0" */
    text_append_string(text, parts.mantissa);
    if (parts.has_power) {
        text_append_format(text, " \\times 10^{%d}", parts.exponent);
    }
}

/* The shortest number that reads back as this one. */
static void append_exact_tex(struct text_builder *text, double number) {
    const char *source = number_source_text(text->arena, number);
    size_t length = strcspn(source, "e");
    text_append(text, source, length);
    if (source[length] != '\0') {
        text_append_format(text, " \\times 10^{%ld}", strtol(source + length + 1, NULL, 10));
    }
}

typedef void append_number(struct text_builder *text, double number);

static void append_matrix_tex(struct text_builder *text, struct matrix value,
                              append_number *append) {
    text_append_string(text, "\\begin{bmatrix} ");
    for (size_t i = 0; i < value.rows; i++) {
        text_append_string(text, i > 0 ? " \\\\ " : "");
        for (size_t j = 0; j < value.columns; j++) {
            text_append_string(text, j > 0 ? " & " : "");
            append(text, matrix_at(value, i, j));
        }
    }
    text_append_string(text, " \\end{bmatrix}");
}

/* The other forms of the step, each with what it gives. */
static void append_forms(const struct trace_step *step, const char *open, const char *close) {
    for (size_t i = 0; step->options->with_forms && i < step->place.operation->form_count; i++) {
        const struct operation_form *form = &step->place.operation->forms[i];
        struct matrix value = trace_form_value(step, i);
        const char *trouble = trace_form_trouble(step, i);
        text_append_format(step->text, "%s%s = ", open,
                           trace_print(step, form->binding.statement, PRINT_TEX));
        append_matrix_tex(step->text, value, trace_append_number_tex);
        if (trouble != NULL) {
            text_append_format(step->text, " %% %s: %s",
                               trace_given_word(TRACE_GIVEN_TROUBLE, step->options->language),
                               trouble);
        }
        text_append_string(step->text, close);
    }
}

static void append_equation(const struct trace_step *step, const char *open, const char *close) {
    text_append_format(step->text, "%s%s = ", open, trace_statement(step, PRINT_TEX));
    append_matrix_tex(step->text, trace_value(step), trace_append_number_tex);
    text_append_string(step->text, close);
}

/* ---- derivations ---- */

/* A line of a proof and what it is worth; one that does not fit has nothing. */
static void append_line_equation(const struct trace_step *step,
                                 const struct trace_derivation_line *line) {
    text_append_string(
        step->text, derivation_print(step->arena, line->derivation, line->index, PRINT_TEX, false));
    if (line->has_value) {
        text_append_string(step->text, " = ");
        append_matrix_tex(step->text, line->value, trace_append_number_tex);
    }
}

static void begin_derivation_tex(const struct trace_step *step, const struct derivation *derivation,
                                 bool is_first) {
    (void)is_first;
    text_append_format(step->text, "%% %s: %s\n", derivation->choice.definition->id,
                       derivation->choice.definition->title.in[step->options->language]);
}

static void append_line_tex(const struct trace_step *step, const struct trace_derivation_line *line,
                            bool is_first) {
    (void)is_first;
    text_append_format(step->text, "%% %zu. %s\n\\[\n  ", line->number,
                       trace_derivation_reason(step, line));
    append_line_equation(step, line);
    text_append_string(step->text, "\n\\]\n");
}

static void begin_derivation_markdown(const struct trace_step *step,
                                      const struct derivation *derivation, bool is_first) {
    (void)is_first;
    text_append_format(step->text, "\n### %s\n",
                       derivation->choice.definition->title.in[step->options->language]);
}

static void append_line_markdown(const struct trace_step *step,
                                 const struct trace_derivation_line *line, bool is_first) {
    (void)is_first;
    text_append_format(step->text, "\n%zu. %s\n\n$$\n", line->number,
                       trace_derivation_reason(step, line));
    append_line_equation(step, line);
    text_append_string(step->text, "\n$$\n");
}

/* ---- LaTeX ---- */

static void append_tensor_tex(const struct program *program, int tensor, struct matrix value,
                              append_number *append, struct text_builder *text) {
    text_append_format(
        text, "\\[\n  %s = ", program_tensor_name(text->arena, program, tensor, PRINT_TEX));
    append_matrix_tex(text, value, append);
    text_append_string(text, "\n\\]\n");
}

static void append_parameter_tex(const struct program *program, int tensor, struct matrix value,
                                 bool is_first, struct text_builder *text) {
    (void)is_first;
    append_tensor_tex(program, tensor, value, append_exact_tex, text);
}

static void append_operand_tex(const struct program *program, int tensor, struct matrix value,
                               bool is_first, struct text_builder *text) {
    (void)is_first;
    append_tensor_tex(program, tensor, value, trace_append_number_tex, text);
}

static void append_data_tex(const struct trace_options *options, enum trace_given given,
                            struct matrix value, struct text_builder *text) {
    static const char *const keys[TRACE_GIVEN_COUNT] = {
        [TRACE_GIVEN_INPUTS] = "inputs", [TRACE_GIVEN_TARGETS] = "targets"};
    text_append_format(text,
                       "%% %s\n\\[\n  \\mathrm{%s} = ", trace_given_word(given, options->language),
                       keys[given]);
    append_matrix_tex(text, value, append_exact_tex);
    text_append_string(text, "\n\\]\n");
}

void trace_header_tex(const struct program *program, const struct trace_options *options,
                      struct text_builder *text) {
    text_append_format(text, "%% %s, %s. Needs amsmath.\n%% ", options->lesson,
                       program->notation->id);
    trace_append_given(program, options->language, "% ", text);
    append_data_tex(options, TRACE_GIVEN_INPUTS, program->lesson->inputs, text);
    append_data_tex(options, TRACE_GIVEN_TARGETS, program->lesson->targets, text);
    text_append_format(text, "%% %s\n",
                       trace_given_word(TRACE_GIVEN_PARAMETERS, options->language));
    trace_each_parameter(program, append_parameter_tex, text);
}

void trace_step_tex(const struct trace_step *step) {
    bool is_own = step->place.operation->alternative->is_of_lesson;
    text_append_format(step->text, "%% step %ld: %s%s%s\n", step->number,
                       step->place.operation->definition->name, is_own ? ", " : "",
                       is_own ? string_get(step->options->language, STRING_OF_LESSON) : "");
    if (step->options->with_operands) {
        trace_each_operand(step, append_operand_tex);
    }
    append_equation(step, "\\[\n  ", "\n\\]\n");
    if (step->options->with_elements) {
        trace_append_elements(step, trace_append_element_tex, "");
    }
    append_forms(step, "\\[\n  ", "\n\\]\n");
    trace_derivation_each(step, begin_derivation_tex, append_line_tex, "");
}

/* ---- Markdown ---- */

static void append_tensor_markdown(const struct program *program, int tensor, struct matrix value,
                                   append_number *append, struct text_builder *text) {
    text_append_format(text,
                       "\n$$\n%s = ", program_tensor_name(text->arena, program, tensor, PRINT_TEX));
    append_matrix_tex(text, value, append);
    text_append_string(text, "\n$$\n");
}

static void append_parameter_markdown(const struct program *program, int tensor,
                                      struct matrix value, bool is_first,
                                      struct text_builder *text) {
    (void)is_first;
    append_tensor_markdown(program, tensor, value, append_exact_tex, text);
}

static void append_operand_markdown(const struct program *program, int tensor, struct matrix value,
                                    bool is_first, struct text_builder *text) {
    (void)is_first;
    append_tensor_markdown(program, tensor, value, trace_append_number_tex, text);
}

static void append_data_markdown(const struct trace_options *options, enum trace_given given,
                                 struct matrix value, struct text_builder *text) {
    text_append_format(text, "\n%s\n\n$$\n", trace_given_word(given, options->language));
    append_matrix_tex(text, value, append_exact_tex);
    text_append_string(text, "\n$$\n");
}

void trace_header_markdown(const struct program *program, const struct trace_options *options,
                           struct text_builder *text) {
    text_append_format(text, "# %s\n\n%s\n\n", options->lesson,
                       program->notation->title.in[options->language]);
    trace_append_given(program, options->language, "", text);
    append_data_markdown(options, TRACE_GIVEN_INPUTS, program->lesson->inputs, text);
    append_data_markdown(options, TRACE_GIVEN_TARGETS, program->lesson->targets, text);
    text_append_format(text, "\n%s\n", trace_given_word(TRACE_GIVEN_PARAMETERS, options->language));
    trace_each_parameter(program, append_parameter_markdown, text);
}

/* The heading has the tensor too: titles are the same in every layer. */
void trace_step_markdown(const struct trace_step *step) {
    text_append_string(step->text, "\n## ");
    trace_append_heading(step);
    text_append_format(
        step->text, " · %s\n",
        program_tensor_name(step->arena, step->program, step->place.operation->target, PRINT_TEXT));
    if (step->options->with_operands) {
        text_append_format(step->text, "\n%s\n",
                           trace_given_word(TRACE_GIVEN_OPERANDS, step->options->language));
        trace_each_operand(step, append_operand_markdown);
        text_append_format(step->text, "\n%s\n",
                           trace_given_word(TRACE_GIVEN_RESULT, step->options->language));
    }
    append_equation(step, "\n$$\n", "\n$$\n");
    if (step->options->with_elements) {
        text_append_string(step->text, "\n```\n");
        trace_append_elements(step, trace_append_element_text, "");
        text_append_string(step->text, "```\n");
    }
    append_forms(step, "\n$$\n", "\n$$\n");
    trace_derivation_each(step, begin_derivation_markdown, append_line_markdown, "");
}
