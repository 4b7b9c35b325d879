#include "export/trace.h"

#include "base/number.h"
#include "base/text.h"
#include "checks/trouble.h"
#include "engine/place.h"
#include "engine/program_names.h"
#include "engine/program_state.h"
#include "formula/explain.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const trace_format_names[TRACE_FORMAT_COUNT] = {"jsonl", "text", "tex", "md"};

/* One step, as the writers see it. Everything in it lives until the step is written. */
struct trace_step {
    const struct program *program;
    const struct trace_options *options;
    long number;
    struct program_place place;
    struct evaluation evaluation;
    struct arena *arena; /* of this step alone */
    struct text_builder *text;
};

static const struct binding *binding_of(const struct trace_step *step) {
    return &step->place.operation->binding;
}

static const struct tensor *target_of(const struct trace_step *step) {
    return &step->program->tensors[step->place.operation->target];
}

static struct matrix value_of(const struct trace_step *step) {
    return program_tensor_value(step->program, step->place.operation->target,
                                step->evaluation.state);
}

/* "Z[1]": as formulas write it. */
static const char *source_name(const struct trace_step *step) {
    const struct tensor *tensor = target_of(step);
    const char *name = step->program->notation->symbols[tensor->symbol].name;
    return tensor->layer < 0 ? name : text_format(step->arena, "%s[%d]", name, tensor->layer);
}

static const char *print(const struct trace_step *step, const struct statement *statement,
                         enum print_format format) {
    struct printer printer = program_printer(step->program, format, step->place.operation->layer);
    struct text_builder text;
    text_begin(&text, step->arena);
    print_statement(&printer, statement, &text, NULL);
    return text.bytes;
}

static const char *statement_text(const struct trace_step *step, enum print_format format) {
    return print(step, binding_of(step)->statement, format);
}

/* What another form of the step gives, computed from what the step read. It overwrites the step's
 * own value, which is put back, and its inner values, which therefore have to be written before. */
static struct matrix form_value(const struct trace_step *step, size_t form) {
    struct matrix target = value_of(step);
    size_t bytes = target.rows * target.columns * sizeof(double);
    double *kept = arena_alloc(step->arena, bytes, 1);
    double *result = arena_alloc(step->arena, bytes, 1);
    memcpy(kept, target.values, bytes);
    memcpy(target.values, step->evaluation.before, bytes);
    program_run_form(step->program, step->place.done - 1, form, step->evaluation.state,
                     step->evaluation.scratch);
    memcpy(result, target.values, bytes);
    memcpy(target.values, kept, bytes);
    return (struct matrix){target.rows, target.columns, result};
}

static const char *title_of(const struct trace_step *step) {
    return step->place.operation->title->in[step->options->language];
}

/* ---- numbers ---- */

/* 17 significant digits read back as the same double. JSON has no infinity and no NaN. */
static void append_json_number(struct text_builder *text, double number) {
    if (isfinite(number)) {
        text_append_string(text, number_plain_text(text->arena, number, 17));
    } else {
        text_append_string(text, "null");
    }
}

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

/* ---- elements ---- */

/* Inner values whose elements say something: leaves have nothing to compute, and a transposed
 * tensor only stands differently. */
static bool is_worth_explaining(const struct expression *expression) {
    return expression->operand_count > 0 && expression->kind != EXPRESSION_TRANSPOSE;
}

static const char *node_source(const struct trace_step *step, size_t node) {
    const struct expression *expression = binding_of(step)->nodes[node].expression;
    return arena_copy_text(step->arena, binding_of(step)->statement->source + expression->begin,
                           expression->end - expression->begin);
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
        const struct bound_node *node = &binding_of(step)->nodes[explanation->result.node];
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

static void append_element_text(const struct trace_step *step, size_t node, size_t row,
                                size_t column) {
    struct explanation explanation =
        binding_explain(step->arena, binding_of(step), &step->evaluation, node, row, column);
    text_append_format(step->text, "    %s (%zu, %zu) = ", node_source(step, node), row + 1,
                       column + 1);
    append_terms_text(step, &explanation);
    text_append_string(step->text, "\n");
}

static void append_factor_json(const struct trace_step *step, const struct node_element *factor) {
    text_append_string(step->text, "{\"of\": ");
    text_append_json(step->text, node_source(step, factor->node));
    text_append_format(step->text, ", \"row\": %zu, \"column\": %zu, \"value\": ", factor->row + 1,
                       factor->column + 1);
    append_json_number(step->text, factor->value);
    text_append_string(step->text, "}");
}

static void append_term_json(const struct trace_step *step, const struct explanation_term *term) {
    text_append_format(step->text, "{\"sign\": %d, \"operator\": \"%s\", \"factors\": [",
                       term->sign, term->is_quotient ? "/" : "*");
    for (size_t i = 0; i < term->factor_count; i++) {
        text_append_string(step->text, i > 0 ? ", " : "");
        append_factor_json(step, &term->factors[i]);
    }
    text_append_string(step->text, "], \"value\": ");
    append_json_number(step->text, term->value);
    text_append_string(step->text, "}");
}

static const char *const form_names[EXPLANATION_FORM_COUNT] = {"leaf", "sum", "function"};

static void append_element_json(const struct trace_step *step, size_t node, size_t row,
                                size_t column) {
    struct explanation explanation =
        binding_explain(step->arena, binding_of(step), &step->evaluation, node, row, column);
    text_append_string(step->text, "{\"of\": ");
    text_append_json(step->text, node_source(step, node));
    text_append_format(step->text,
                       ", \"row\": %zu, \"column\": %zu, \"form\": \"%s\", \"terms\": [", row + 1,
                       column + 1, form_names[explanation.form]);
    for (size_t i = 0; i < explanation.term_count; i++) {
        text_append_string(step->text, i > 0 ? ", " : "");
        append_term_json(step, &explanation.terms[i]);
    }
    text_append_string(step->text, "], \"value\": ");
    append_json_number(step->text, explanation.result.value);
    text_append_string(step->text, "}");
}

/* Every element of every inner value, in the order in which they are computed. */
static void append_elements(const struct trace_step *step,
                            void (*append)(const struct trace_step *, size_t, size_t, size_t),
                            const char *between) {
    bool is_first = true;
    for (size_t node = 0; node < binding_of(step)->node_count; node++) {
        const struct bound_node *bound = &binding_of(step)->nodes[node];
        if (!is_worth_explaining(bound->expression)) {
            continue;
        }
        for (size_t i = 0; i < shape_count(bound->shape); i++) {
            text_append_string(step->text, is_first ? "" : between);
            is_first = false;
            append(step, node, i / bound->shape.columns, i % bound->shape.columns);
        }
    }
}

/* ---- JSON Lines ---- */

static void append_member(struct text_builder *text, const char *key, const char *value) {
    text_append_format(text, ", \"%s\": ", key);
    text_append_json(text, value);
}

static void header_jsonl(const struct program *program, const struct trace_options *options,
                         struct text_builder *text) {
    text_append_string(text, "{\"backstep\": 1");
    append_member(text, "lesson", options->lesson);
    append_member(text, "notation", program->notation->id);
    text_append_string(text, ", \"layers\": [");
    for (size_t l = 0; l <= program->lesson->network.layer_count; l++) {
        text_append_format(text, l > 0 ? ", %zu" : "%zu",
                           network_units(&program->lesson->network, l));
    }
    text_append_format(text, "], \"samples\": %zu", program->samples);
    append_member(text, "samples_as", sample_axis_names[program->notation->samples]);
    append_member(text, "reduction", reduction_names[program->notation->reduction]);
    text_append_string(text, "}\n");
}

static void append_value_json(struct text_builder *text, struct matrix value) {
    text_append_format(text, ", \"shape\": [%zu, %zu], \"value\": [", value.rows, value.columns);
    for (size_t i = 0; i < value.rows; i++) {
        text_append_string(text, i > 0 ? ", [" : "[");
        for (size_t j = 0; j < value.columns; j++) {
            text_append_string(text, j > 0 ? ", " : "");
            append_json_number(text, matrix_at(value, i, j));
        }
        text_append_string(text, "]");
    }
    text_append_string(text, "]");
}

static void append_forms_json(const struct trace_step *step) {
    struct text_builder *text = step->text;
    text_append_string(text, ", \"forms\": [");
    for (size_t i = 0; i < step->place.operation->form_count; i++) {
        const struct operation_form *form = &step->place.operation->forms[i];
        text_append_string(text, i > 0 ? ", {\"kind\": " : "{\"kind\": ");
        text_append_json(text, form_kind_names[form->kind]);
        append_member(text, "formula", form->binding.statement->source);
        append_member(text, "tex", print(step, form->binding.statement, PRINT_TEX));
        append_value_json(text, form_value(step, i));
        text_append_string(text, "}");
    }
    text_append_string(text, "]");
}

static void step_jsonl(const struct trace_step *step) {
    struct text_builder *text = step->text;
    const struct operation *operation = step->place.operation;
    text_append_format(text, "{\"step\": %ld, \"iteration\": %ld", step->number,
                       step->place.iteration);
    append_member(text, "pass", pass_names[operation->pass]);
    append_member(text, "operation", operation->definition->name);
    append_member(text, "role", role_names[target_of(step)->role]);
    if (target_of(step)->layer >= 0) {
        text_append_format(text, ", \"layer\": %d", target_of(step)->layer);
    }
    append_member(text, "target", source_name(step));
    append_member(text, "formula", binding_of(step)->statement->source);
    append_member(text, "tex", statement_text(step, PRINT_TEX));
    append_value_json(text, value_of(step));
    if (!matrix_is_finite(value_of(step))) {
        text_append_string(text, ", \"finite\": false");
    }
    if (step->options->with_elements) {
        text_append_string(text, ", \"elements\": [");
        append_elements(step, append_element_json, ", ");
        text_append_string(text, "]");
    }
    if (step->options->with_forms) {
        append_forms_json(step);
    }
    text_append_string(text, "}\n");
}

/* ---- text ---- */

static void header_text(const struct program *program, const struct trace_options *options,
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
                           print(step, form->binding.statement, PRINT_TEXT));
        append_rows(step->text, form_value(step, i));
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

static void step_text(const struct trace_step *step) {
    struct text_builder *text = step->text;
    text_append_string(text, "\n");
    append_place(step);
    text_append_format(text, "%s\n    %s\n", title_of(step), statement_text(step, PRINT_TEXT));
    if (step->options->with_elements) {
        append_elements(step, append_element_text, "");
    }
    append_rows(text, value_of(step));
    if (step->options->with_forms) {
        append_forms_text(step);
    }
}

/* ---- LaTeX and Markdown ---- */

/* "1.2 \times 10^{-5}": an e in a formula would be a variable. */
static void append_number_tex(struct text_builder *text, double number) {
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
            append_number_tex(text, matrix_at(value, i, j));
        }
    }
    text_append_string(text, " \\end{bmatrix}");
}

static void append_equation(const struct trace_step *step, const char *open, const char *close) {
    text_append_format(step->text, "%s%s = ", open, statement_text(step, PRINT_TEX));
    append_matrix_tex(step->text, value_of(step));
    text_append_string(step->text, close);
}

static void header_tex(const struct program *program, const struct trace_options *options,
                       struct text_builder *text) {
    text_append_format(text, "%% %s, %s. Needs amsmath.\n", options->lesson, program->notation->id);
}

static void step_tex(const struct trace_step *step) {
    text_append_format(step->text, "%% step %ld: %s\n", step->number,
                       step->place.operation->definition->name);
    append_equation(step, "\\[\n  ", "\n\\]\n");
}

static void header_markdown(const struct program *program, const struct trace_options *options,
                            struct text_builder *text) {
    text_append_format(text, "# %s\n\n%s\n", options->lesson,
                       program->notation->title.in[options->language]);
}

static void step_markdown(const struct trace_step *step) {
    text_append_format(step->text, "\n## %ld. %s\n\n", step->number, title_of(step));
    append_equation(step, "$$\n", "\n$$\n");
    if (step->options->with_elements) {
        text_append_string(step->text, "\n```\n");
        append_elements(step, append_element_text, "");
        text_append_string(step->text, "```\n");
    }
}

/* ---- the run ---- */

struct trace_writer {
    void (*header)(const struct program *program, const struct trace_options *options,
                   struct text_builder *text);
    void (*step)(const struct trace_step *step);
};

static const struct trace_writer writers[] = {
    [TRACE_JSONL] = {header_jsonl, step_jsonl},
    [TRACE_TEXT] = {header_text, step_text},
    [TRACE_TEX] = {header_tex, step_tex},
    [TRACE_MARKDOWN] = {header_markdown, step_markdown},
};
static_assert(sizeof writers / sizeof *writers == TRACE_FORMAT_COUNT, "one writer a format");

static bool flush(const struct trace_sink *sink, const struct text_builder *text) {
    return sink->write(sink->context, text->bytes, text->length);
}

static bool write_header(const struct program *program, const struct trace_options *options,
                         const struct trace_sink *sink) {
    struct arena *arena = arena_create();
    struct text_builder text;
    text_begin(&text, arena);
    writers[options->format].header(program, options, &text);
    bool is_written = flush(sink, &text);
    arena_destroy(arena);
    return is_written;
}

/* What in the step is not finite, while its inner values are there. */
static void report_trouble(const struct trace_step *step, struct trace_trouble *ret) {
    struct trouble trouble;
    if (ret == NULL) {
        return;
    }
    *ret = (struct trace_trouble){.step = step->number};
    if (trouble_find(step->arena, binding_of(step), &step->evaluation, &trouble)) {
        snprintf(ret->text, sizeof ret->text, "%s",
                 trouble_text(step->arena, binding_of(step), &trouble));
    }
}

/* What the operation is about to replace. */
static const double *copy_target(struct arena *arena, const struct program *program, long operation,
                                 const double *state) {
    struct matrix target =
        program_tensor_value(program, program->operations[operation].target, state);
    size_t bytes = target.rows * target.columns * sizeof *target.values;
    return memcpy(arena_alloc(arena, bytes, 1), target.values, bytes);
}

/* Runs and writes one step with an arena of its own, so that memory stays where it is. */
static enum trace_end write_step(const struct program *program, const struct trace_options *options,
                                 const struct trace_sink *sink, long number,
                                 const struct evaluation *evaluation,
                                 struct trace_trouble *ret_trouble) {
    long operation = (number - 1) % program->operation_count;
    if (operation == 0) {
        program_load_batch(program, evaluation->state, (number - 1) / program->operation_count);
    }
    struct arena *arena = arena_create();
    const double *before = copy_target(arena, program, operation, evaluation->state);
    program_run(program, operation, evaluation->state, evaluation->scratch);
    struct text_builder text;
    text_begin(&text, arena);
    struct trace_step step = {
        .program = program,
        .options = options,
        .number = number,
        .place = place_of_step(program, number),
        .evaluation = *evaluation,
        .arena = arena,
        .text = &text,
    };
    step.evaluation.before = before;
    binding_take_last_element(binding_of(&step), &step.evaluation);
    binding_unfold(binding_of(&step), &step.evaluation);
    bool is_finite = matrix_is_finite(value_of(&step));
    if (!is_finite) {
        report_trouble(&step, ret_trouble);
    }
    writers[options->format].step(&step);
    enum trace_end end = flush(sink, &text) ? TRACE_DONE : TRACE_SINK_FAILED;
    if (end == TRACE_DONE && !is_finite) {
        end = TRACE_NOT_FINITE;
    }
    arena_destroy(arena);
    return end;
}

enum trace_end trace_run(const struct program *program, const struct trace_options *options,
                         const struct trace_sink *sink, struct trace_trouble *ret_trouble) {
    if (!write_header(program, options, sink)) {
        return TRACE_SINK_FAILED;
    }
    struct arena *arena = arena_create();
    const struct evaluation evaluation = {
        .state = ARENA_ARRAY(arena, double, program->state_count),
        .scratch = ARENA_ARRAY(arena, double, program->scratch_count),
    };
    program_initial_state(program, evaluation.state);
    enum trace_end end = TRACE_DONE;
    for (long number = 1; number <= program->step_count && end == TRACE_DONE; number++) {
        end = write_step(program, options, sink, number, &evaluation, ret_trouble);
    }
    arena_destroy(arena);
    return end;
}
