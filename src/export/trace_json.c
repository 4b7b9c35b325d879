/* The trace as JSON Lines: an object a line. */
#include "export/trace_derivation.h"

#include "base/number.h"
#include "base/text.h"
#include "engine/program_names.h"
#include "formula/explain/explanation.h"

#include <math.h>

/* 17 significant digits read back as the same double. JSON has no infinity and no NaN. */
static void append_json_number(struct text_builder *text, double number) {
    if (isfinite(number)) {
        text_append_string(text, number_plain_text(text->arena, number, 17));
    } else {
        text_append_string(text, "null");
    }
}

static void append_factor_json(const struct trace_step *step, const struct node_element *factor) {
    text_append_string(step->text, "{\"of\": ");
    text_append_json(step->text, trace_node_source(step, factor->node));
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

static const char *const kind_names[EXPLANATION_KIND_COUNT] = {"leaf", "sum", "function"};

static void append_element_json(const struct trace_step *step, size_t node, size_t row,
                                size_t column) {
    struct explanation explanation = explanation_of_element(step->arena, trace_binding(step),
                                                            &step->evaluation, node, row, column);
    text_append_string(step->text, "{\"of\": ");
    text_append_json(step->text, trace_node_source(step, node));
    text_append_format(step->text,
                       ", \"row\": %zu, \"column\": %zu, \"form\": \"%s\", \"terms\": [", row + 1,
                       column + 1, kind_names[explanation.kind]);
    for (size_t i = 0; i < explanation.term_count; i++) {
        text_append_string(step->text, i > 0 ? ", " : "");
        append_term_json(step, &explanation.terms[i]);
    }
    text_append_string(step->text, "], \"value\": ");
    append_json_number(step->text, explanation.result.value);
    text_append_string(step->text, "}");
}

static void append_member(struct text_builder *text, const char *key, const char *value) {
    text_append_format(text, ", \"%s\": ", key);
    text_append_json(text, value);
}

static void append_rows_json(struct text_builder *text, struct matrix value) {
    text_append_string(text, "[");
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

static void append_value_json(struct text_builder *text, struct matrix value) {
    text_append_format(text, ", \"shape\": [%zu, %zu], \"value\": ", value.rows, value.columns);
    append_rows_json(text, value);
}

static void append_tensor_json(const struct program *program, int tensor, struct matrix value,
                               bool is_first, struct text_builder *text) {
    const struct tensor *found = &program->tensors[tensor];
    const char *name = program->notation->symbols[found->symbol].name;
    text_append_string(text, is_first ? "{\"tensor\": " : ", {\"tensor\": ");
    text_append_json(
        text, found->layer < 0 ? name : text_format(text->arena, "%s[%d]", name, found->layer));
    append_member(text, "role", role_names[found->role]);
    if (found->layer >= 0) {
        text_append_format(text, ", \"layer\": %d", found->layer);
    }
    append_value_json(text, value);
    text_append_string(text, "}");
}

/* Of each layer, from the first one behind the inputs: the functions that f[l] in formulas is, also
 * where a formula of the lesson's own does more than that. */
static void append_activations_json(const struct network *network, struct text_builder *text) {
    text_append_string(text, ", \"activations\": [");
    for (size_t l = 0; l < network->layer_count; l++) {
        text_append_string(text, l > 0 ? ", " : "");
        text_append_json(text, activation_names[network->layers[l].activation]);
    }
    text_append_format(text, "], \"trains_biases\": %s", network->trains_biases ? "true" : "false");
}

/* All samples in the lesson's order, one a row; and the rest of what is given. */
static void append_given_json(const struct program *program, struct text_builder *text) {
    append_activations_json(&program->lesson->network, text);
    append_member(text, "loss",
                  program_has_own_loss(program) ? "own" : loss_names[program->lesson->loss]);
    text_append_string(text, ", \"learning_rate\": ");
    append_json_number(text, program->learning_rate);
    text_append_string(text, ", \"inputs\": ");
    append_rows_json(text, program->lesson->inputs);
    text_append_string(text, ", \"targets\": ");
    append_rows_json(text, program->lesson->targets);
    text_append_string(text, ", \"parameters\": [");
    trace_each_parameter(program, append_tensor_json, text);
    text_append_string(text, "]");
}

void trace_header_jsonl(const struct program *program, const struct trace_options *options,
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
    append_given_json(program, text);
    text_append_string(text, "}\n");
}

static void append_forms_json(const struct trace_step *step) {
    struct text_builder *text = step->text;
    text_append_string(text, ", \"forms\": [");
    for (size_t i = 0; i < step->place.operation->form_count; i++) {
        const struct operation_form *form = &step->place.operation->forms[i];
        text_append_string(text, i > 0 ? ", {\"kind\": " : "{\"kind\": ");
        text_append_json(text, form_kind_names[form->kind]);
        append_member(text, "formula", form->binding.statement->source);
        append_member(text, "tex", trace_print(step, form->binding.statement, PRINT_TEX));
        append_value_json(text, trace_form_value(step, i));
        const char *trouble = trace_form_trouble(step, i);
        if (trouble != NULL) {
            append_member(text, "breaks_down", trouble);
        }
        text_append_string(text, "}");
    }
    text_append_string(text, "]");
}

static void begin_derivation_json(const struct trace_step *step,
                                  const struct derivation *derivation, bool is_first) {
    const struct notation_derivation *definition = derivation->choice.definition;
    text_append_string(step->text, is_first ? "{\"id\": " : ", {\"id\": ");
    text_append_json(step->text, definition->id);
    append_member(step->text, "title", definition->title.in[step->options->language]);
    text_append_format(step->text, ", \"of_one_sample\": %s, \"lines\": [",
                       derivation->choice.is_of_one_sample ? "true" : "false");
}

static void append_line_json(const struct trace_step *step,
                             const struct trace_derivation_line *line, bool is_first) {
    struct text_builder *text = step->text;
    const struct derivation *derivation = line->derivation;
    const struct derivation_line *of = &derivation->lines[line->index];
    text_append_format(text, "%s{\"line\": %zu", is_first ? "" : ", ", line->number);
    append_member(text, "formula", of->definition->statement->source);
    append_member(text, "tex",
                  derivation_print(step->arena, derivation, line->index, PRINT_TEX, false));
    append_member(text, "because", of->definition->because.in[step->options->language]);
    text_append_string(text, line->is_misprint ? ", \"misprint\": true" : "");
    append_member(text, "verdict", derivation_verdict_names[of->verdict]);
    if (line->has_value) {
        append_value_json(text, line->value);
    }
    text_append_string(text, "}");
}

static void append_derivations_json(const struct trace_step *step) {
    text_append_string(step->text, ", \"derivations\": [");
    trace_derivation_each(step, begin_derivation_json, append_line_json, "]}");
    text_append_string(step->text, "]");
}

void trace_step_jsonl(const struct trace_step *step) {
    struct text_builder *text = step->text;
    const struct operation *operation = step->place.operation;
    text_append_format(text, "{\"step\": %ld, \"iteration\": %ld", step->number,
                       step->place.iteration);
    append_member(text, "pass", pass_names[operation->pass]);
    append_member(text, "operation", operation->definition->name);
    append_member(text, "role", role_names[trace_target(step)->role]);
    if (trace_target(step)->layer >= 0) {
        text_append_format(text, ", \"layer\": %d", trace_target(step)->layer);
    }
    append_member(text, "target", trace_target_source(step));
    append_member(text, "formula", trace_binding(step)->statement->source);
    append_member(text, "tex", trace_statement(step, PRINT_TEX));
    text_append_string(text, operation->alternative->is_of_lesson ? ", \"own\": true" : "");
    append_value_json(text, trace_value(step));
    if (!matrix_is_finite(trace_value(step))) {
        text_append_string(text, ", \"finite\": false");
    }
    if (step->options->with_operands) {
        text_append_string(text, ", \"operands\": [");
        trace_each_operand(step, append_tensor_json);
        text_append_string(text, "]");
    }
    if (step->options->with_elements) {
        text_append_string(text, ", \"elements\": [");
        trace_append_elements(step, append_element_json, ", ");
        text_append_string(text, "]");
    }
    if (step->options->with_forms) {
        append_forms_json(step);
    }
    if (step->options->with_derivations && step->place.iteration == 1) {
        append_derivations_json(step);
    }
    text_append_string(text, "}\n");
}
