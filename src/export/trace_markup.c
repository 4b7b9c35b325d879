/* The trace as LaTeX and as Markdown. */
#include "export/trace_parts.h"

#include "base/number.h"
#include "base/text.h"

#include <math.h>

void trace_append_number_tex(struct text_builder *text, double number) {
    if (!isfinite(number)) {
        text_append_string(text, isnan(number) ? "\\mathrm{NaN}"
                                 : number < 0  ? "-\\infty"
                                               : "\\infty");
        return;
    }
    struct number_parts parts =
        number_parts(text->arena, fabs(number) > 0 ? number : 0, 4); /* no "-0" */
    text_append_string(text, parts.mantissa);
    if (parts.has_power) {
        text_append_format(text, " \\times 10^{%d}", parts.exponent);
    }
}

static void append_matrix_tex(struct text_builder *text, struct matrix value) {
    text_append_string(text, "\\begin{bmatrix} ");
    for (size_t i = 0; i < value.rows; i++) {
        text_append_string(text, i > 0 ? " \\\\ " : "");
        for (size_t j = 0; j < value.columns; j++) {
            text_append_string(text, j > 0 ? " & " : "");
            trace_append_number_tex(text, matrix_at(value, i, j));
        }
    }
    text_append_string(text, " \\end{bmatrix}");
}

static void append_equation(const struct trace_step *step, const char *open, const char *close) {
    text_append_format(step->text, "%s%s = ", open, trace_statement(step, PRINT_TEX));
    append_matrix_tex(step->text, trace_value(step));
    text_append_string(step->text, close);
}

void trace_header_tex(const struct program *program, const struct trace_options *options,
                      struct text_builder *text) {
    text_append_format(text, "%% %s, %s. Needs amsmath.\n", options->lesson, program->notation->id);
}

void trace_step_tex(const struct trace_step *step) {
    text_append_format(step->text, "%% step %ld: %s\n", step->number,
                       step->place.operation->definition->name);
    append_equation(step, "\\[\n  ", "\n\\]\n");
    if (step->options->with_elements) {
        trace_append_elements(step, trace_append_element_tex, "");
    }
}

void trace_header_markdown(const struct program *program, const struct trace_options *options,
                           struct text_builder *text) {
    text_append_format(text, "# %s\n\n%s\n", options->lesson,
                       program->notation->title.in[options->language]);
}

void trace_step_markdown(const struct trace_step *step) {
    text_append_format(step->text, "\n## %ld. %s\n\n", step->number, trace_title(step));
    append_equation(step, "$$\n", "\n$$\n");
    if (step->options->with_elements) {
        text_append_string(step->text, "\n```\n");
        trace_append_elements(step, trace_append_element_text, "");
        text_append_string(step->text, "```\n");
    }
}
