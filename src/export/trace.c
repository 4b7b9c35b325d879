#include "export/trace.h"

#include "base/text.h"
#include "checks/fused.h"
#include "checks/trouble.h"
#include "engine/place.h"
#include "engine/program_state.h"
#include "export/trace_parts.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

const char *const trace_format_names[TRACE_FORMAT_COUNT] = {"jsonl", "text", "tex", "md"};

struct trace_writer {
    trace_header *header;
    trace_step_writer *step;
};

static const struct trace_writer writers[] = {
    [TRACE_JSONL] = {trace_header_jsonl, trace_step_jsonl},
    [TRACE_TEXT] = {trace_header_text, trace_step_text},
    [TRACE_TEX] = {trace_header_tex, trace_step_tex},
    [TRACE_MARKDOWN] = {trace_header_markdown, trace_step_markdown},
};
static_assert(sizeof writers / sizeof *writers == TRACE_FORMAT_COUNT, "one writer a format");

static bool write_header(const struct program *program, const struct trace_options *options,
                         const struct trace_sink *sink) {
    struct arena *arena = arena_create();
    struct text_builder text;
    text_begin(&text, arena);
    writers[options->format].header(program, options, &text);
    bool is_written = sink->write(sink->context, text.bytes, text.length);
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
    const struct binding *binding = trace_binding(step);
    bool is_found = trouble_find(step->arena, binding, &step->evaluation, &trouble);
    if (is_found) {
        snprintf(ret->text, sizeof ret->text, "%s", trouble_text(step->arena, binding, &trouble));
    }
    struct fused_error fused;
    if (fused_error_find(step->arena, step->program, step->evaluation.state, &fused)) {
        if (is_found) {
            fused_error_choose(&fused, binding->nodes[trouble.node].shape, trouble.row,
                               trouble.column);
        }
        snprintf(ret->fused, sizeof ret->fused, "%s", fused_error_source(&fused));
        ret->fused_value = matrix_at(fused.value, fused.row, fused.column);
        ret->fused_row = fused.row;
        ret->fused_column = fused.column;
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
    bool has_failed = false;
    struct trace_step step = {
        .sink = sink,
        .has_failed = &has_failed,
        .program = program,
        .options = options,
        .number = number,
        .place = place_of_step(program, number),
        .evaluation = *evaluation,
        .arena = arena,
        .text = &text,
    };
    step.evaluation.before = before;
    binding_unfold(trace_binding(&step), &step.evaluation);
    bool is_finite = matrix_is_finite(trace_value(&step));
    if (!is_finite) {
        report_trouble(&step, ret_trouble);
    }
    writers[options->format].step(&step);
    trace_flush(&step);
    enum trace_end end = has_failed ? TRACE_SINK_FAILED : TRACE_DONE;
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
