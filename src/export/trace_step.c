#include "export/trace_parts.h"

#include "base/text.h"
#include "checks/trouble.h"
#include "engine/program_names.h"
#include "engine/program_state.h"
#include "export/operation_title.h"
#include "session/strings.h"

#include <assert.h>
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

const char *trace_form_trouble(const struct trace_step *step, size_t form) {
    const struct binding *binding = &step->place.operation->forms[form].binding;
    struct evaluation evaluation = step->evaluation;
    binding_take_last_element(binding, &evaluation);
    binding_compute(binding, &evaluation);
    binding_unfold(binding, &evaluation);
    struct trouble trouble;
    return trouble_find(step->arena, binding, &evaluation, &trouble)
               ? trouble_text(step->arena, binding, &trouble)
               : NULL;
}

const char *trace_title(const struct trace_step *step) {
    return operation_title_text(step->arena, step->options->language, step->place.operation);
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

/* It is printed as the value of a statement: inside a larger one LaTeX may write it in two places,
 * the sign of -\frac{y}{a} and y. */
const char *trace_node_name(const struct trace_step *step, size_t node, enum print_format format) {
    struct expression value = *trace_binding(step)->nodes[node].expression;
    value.is_grouped = false;
    struct statement statement = *trace_binding(step)->statement;
    statement.value = &value;
    struct printer printer = program_printer(step->program, format, step->place.operation->layer);
    struct print_pieces pieces = {
        .items = ARENA_ARRAY(step->arena, struct print_piece, statement.node_count + 1)};
    struct text_builder text;
    text_begin(&text, step->arena);
    print_statement(&printer, &statement, &text, &pieces);
    const struct print_piece *whole = &pieces.items[pieces.count - 1];
    assert(whole->node == (int)node && whole->end == text.length);
    return arena_copy_text(step->arena, text.bytes + whole->begin, text.length - whole->begin);
}

void trace_flush(const struct trace_step *step) {
    *step->has_failed =
        *step->has_failed ||
        !step->sink->write(step->sink->context, step->text->bytes, step->text->length);
    step->text->length = 0;
    step->text->bytes[0] = '\0';
}

/* Appends an element; what it takes to work it out is gone with it. */
static void append_element(const struct trace_step *step, size_t node, size_t row, size_t column,
                           trace_append_element *append) {
    struct trace_step one = *step;
    struct text_builder text;
    one.arena = arena_create();
    one.text = &text;
    text_begin(&text, one.arena);
    append(&one, node, row, column);
    text_append(step->text, text.bytes, text.length);
    arena_destroy(one.arena);
}

void trace_append_elements(const struct trace_step *step, trace_append_element *append,
                           const char *between) {
    enum { PART_BYTES = 64 * 1024 };
    bool is_first = true;
    for (size_t node = 0; node < trace_binding(step)->node_count; node++) {
        const struct bound_node *bound = &trace_binding(step)->nodes[node];
        if (!is_worth_explaining(bound->expression)) {
            continue;
        }
        for (size_t i = 0; i < shape_count(bound->shape) && !*step->has_failed; i++) {
            text_append_string(step->text, is_first ? "" : between);
            is_first = false;
            append_element(step, node, i / bound->shape.columns, i % bound->shape.columns, append);
            if (step->text->length > PART_BYTES) {
                trace_flush(step);
            }
        }
    }
}
