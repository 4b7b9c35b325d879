/* The proofs in a trace: which belong to a step, and their lines with values. */
#include "export/trace_derivation.h"

#include "base/text.h"
#include "session/strings.h"

enum { MOST_CHOICES = 64 };

/* A choice with its numbers, behind the operation of the step, for the first sample. */
static void append_one(const struct trace_step *step, const struct derivation_choice *choice,
                       bool is_first, trace_derivation_begin *begin,
                       trace_derivation_append *append, const char *close) {
    struct derivation *derivation =
        derivation_create(step->arena, step->program, step->evaluation.state, choice, 0);
    begin(step, derivation, is_first);
    size_t number = 1;
    for (size_t i = 0; i < derivation->line_count; i++) {
        const struct derivation_line *line = &derivation->lines[i];
        struct trace_derivation_line shown = {
            .derivation = derivation, .number = number, .index = i};
        shown.is_misprint = line->definition->erratum != NULL;
        shown.has_value = line->verdict != DERIVATION_DOES_NOT_FIT;
        if (shown.has_value) {
            shown.value = derivation_value(derivation, i);
        }
        append(step, &shown, i == 0);
        number += !shown.is_misprint;
    }
    text_append_string(step->text, close);
}

void trace_derivation_each(const struct trace_step *step, trace_derivation_begin *begin,
                           trace_derivation_append *line, const char *close) {
    struct derivation_choice choices[MOST_CHOICES];
    const struct operation *operation = step->place.operation;
    if (!step->options->with_derivations || step->place.iteration > 1) {
        return;
    }
    size_t count = derivation_choices(step->program, operation, choices, MOST_CHOICES);
    if (step->number == step->program->operation_count) {
        count += derivation_free_choices(step->program, operation->layer, choices + count,
                                         MOST_CHOICES - count);
    }
    for (size_t i = 0; i < count; i++) {
        append_one(step, &choices[i], i == 0, begin, line, close);
        trace_flush(step);
    }
}

const char *trace_derivation_reason(const struct trace_step *step,
                                    const struct trace_derivation_line *line) {
    const struct derivation_line *of = &line->derivation->lines[line->index];
    const enum language language = step->options->language;
    const struct localized_text *text =
        line->is_misprint ? &of->definition->erratum->why : &of->definition->because;
    const bool is_equal = of->verdict == DERIVATION_HOLDS;
    const bool is_by_chance = is_equal && line->is_misprint;
    const char *reason = text->in[language] != NULL ? text->in[language] : "";
    return text_format(step->arena, "%s %s%s%s%s", is_equal && !is_by_chance ? "✓" : "✗", reason,
                       is_by_chance ? " (" : "",
                       is_by_chance ? string_get(language, STRING_DERIVATION_BY_CHANCE) : "",
                       is_by_chance ? ")" : "");
}
