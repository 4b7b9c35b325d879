#include "checks/diagnosis/replay.h"

#include "base/number.h"
#include "engine/program_state.h"

#include <math.h>
#include <string.h>

static void round_all(double *values, size_t count, int decimals) {
    for (size_t i = 0; i < count; i++) {
        values[i] = isfinite(values[i]) ? number_rounded(values[i], decimals) : values[i];
    }
}

/* What the reader wrote down of a tensor that was just computed. */
static void write_down(const struct recording *recording, const struct replay *replay, int tensor,
                       double *state) {
    struct matrix value = program_tensor_value(recording->program, tensor, state);
    if (replay->decimals >= 0) {
        round_all(value.values, value.rows * value.columns, replay->decimals);
    }
    for (size_t i = 0; i < replay->answer_count; i++) {
        const struct replay_answer *answer = &replay->answers[i];
        if (answer->tensor == tensor) {
            value.values[answer->row * value.columns + answer->column] = answer->value;
        }
    }
}

/* Parameters that an earlier update computed are values like others. */
static void write_down_parameters(const struct recording *recording, const struct replay *replay,
                                  double *state) {
    if (recording->has_before && replay->decimals >= 0) {
        round_all(state, recording->program->parameter_count, replay->decimals);
    }
}

static double compute_rounded(struct arena *arena, const struct recording *recording,
                              const struct replay *replay, double *state, const size_t cell[2]) {
    const struct binding *binding = &recording_operation(recording)->binding;
    struct evaluation evaluation = {
        .state = state, .scratch = ARENA_ARRAY(arena, double, binding->scratch_count + 1)};
    binding_take_first_element(&evaluation);
    const size_t end = recording->part < 0 ? binding->node_count : (size_t)recording->part + 1;
    for (size_t node = 0; node < end;) {
        node = binding_compute_next(binding, &evaluation, node);
        const struct bound_node *done = &binding->nodes[node - 1];
        bool is_computed = done->home == HOME_SCRATCH && node < end;
        if (replay->rounds_inside && is_computed && done->expression->operand_count > 0) {
            round_all(evaluation.scratch + done->offset, shape_count(done->shape),
                      replay->decimals);
        }
    }
    const struct matrix value = binding_node_value(binding, &evaluation, end - 1);
    return matrix_at(value, cell[0] - 1, cell[1] - 1);
}

double replay_value(struct arena *arena, const struct recording *recording,
                    const struct replay *replay, const size_t cell[2]) {
    const struct program *program = recording->program;
    double *state = ARENA_ARRAY(arena, double, program->state_count);
    double *scratch = ARENA_ARRAY(arena, double, program->scratch_count);
    memcpy(state, recording->state + RECORDED_BEFORE * program->state_count,
           program->state_count * sizeof *state);
    write_down_parameters(recording, replay, state);
    for (long i = 0; i < recording->operation; i++) {
        program_run_unseen(program, i, state, scratch);
        write_down(recording, replay, program->operations[i].target, state);
    }
    return compute_rounded(arena, recording, replay, state, cell);
}
