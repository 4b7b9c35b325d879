#include "export/trace_parts.h"

#include "base/text.h"
#include "engine/program_names.h"
#include "engine/program_state.h"

#include <string.h>

const struct binding *trace_binding(const struct trace_step *step) {
    return &step->place.operation->binding;
}

const struct tensor *trace_target(const struct trace_step *step) {
    return &step->program->tensors[step->place.operation->target];
}

struct matrix trace_value(const struct trace_step *step) {
    return program_tensor_value(step->program, step->place.operation->target,
                                step->evaluation.state);
}

/* "Z[1]": as formulas write it. */
const char *trace_target_source(const struct trace_step *step) {
    const struct tensor *tensor = trace_target(step);
    const char *name = step->program->notation->symbols[tensor->symbol].name;
    return tensor->layer < 0 ? name : text_format(step->arena, "%s[%d]", name, tensor->layer);
}

const char *trace_print(const struct trace_step *step, const struct statement *statement,
                        enum print_format format) {
    struct printer printer = program_printer(step->program, format, step->place.operation->layer);
    struct text_builder text;
    text_begin(&text, step->arena);
    print_statement(&printer, statement, &text, NULL);
    return text.bytes;
}

const char *trace_statement(const struct trace_step *step, enum print_format format) {
    return trace_print(step, trace_binding(step)->statement, format);
}

/* What another form of the step gives, computed from what the step read. It overwrites the step's
 * own value, which is put back, and its inner values, which therefore have to be written before. */
struct matrix trace_form_value(const struct trace_step *step, size_t form) {
    struct matrix target = trace_value(step);
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

const char *trace_title(const struct trace_step *step) {
    return step->place.operation->title->in[step->options->language];
}

/* Inner values whose elements say something: leaves have nothing to compute, and a transposed
 * tensor only stands differently. */
static bool is_worth_explaining(const struct expression *expression) {
    return expression->operand_count > 0 && expression->kind != EXPRESSION_TRANSPOSE;
}

const char *trace_node_source(const struct trace_step *step, size_t node) {
    const struct expression *expression = trace_binding(step)->nodes[node].expression;
    return arena_copy_text(step->arena, trace_binding(step)->statement->source + expression->begin,
                           expression->end - expression->begin);
}

/* Every element of every inner value, in the order in which they are computed. */
void trace_append_elements(const struct trace_step *step,
                           void (*append)(const struct trace_step *, size_t, size_t, size_t),
                           const char *between) {
    bool is_first = true;
    for (size_t node = 0; node < trace_binding(step)->node_count; node++) {
        const struct bound_node *bound = &trace_binding(step)->nodes[node];
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
