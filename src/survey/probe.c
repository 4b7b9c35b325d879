#include "survey/probe.h"

#include "engine/program_state.h"

#include <assert.h>
#include <string.h>

struct probe {
    struct lesson lesson; /* the program's, with points for samples */
    const struct program *program;
    double *state, *scratch;
    int output; /* the activations of the last layer */
    long runs;
};

struct probe *probe_create(struct arena *arena, const struct program *program,
                           struct matrix points) {
    struct probe *probe = ARENA_NEW(arena, struct probe);
    size_t outputs = program->lesson->targets.columns;
    probe->lesson = *program->lesson;
    probe->lesson.sample_count = points.rows;
    probe->lesson.batch_size = points.rows;
    probe->lesson.inputs = points;
    /* the loss reads them, but is not computed */
    probe->lesson.targets =
        (struct matrix){points.rows, outputs, ARENA_ARRAY(arena, double, points.rows *outputs)};
    struct program_error error;
    probe->program = program_create(arena, &probe->lesson, program->notation, 1, &error);
    if (probe->program == NULL) {
        return NULL;
    }
    /* weights and biases have the same shapes and come first */
    assert(probe->program->parameter_count == program->parameter_count);
    probe->state = ARENA_ARRAY(arena, double, probe->program->state_count);
    probe->scratch = ARENA_ARRAY(arena, double, probe->program->scratch_count);
    probe->output = program_find_tensor(probe->program, ROLE_ACTIVATION,
                                        (int)program->lesson->network.layer_count);
    program_initial_state(probe->program, probe->state);
    return probe;
}

struct matrix probe_outputs(struct probe *probe, const double *state) {
    const struct program *program = probe->program;
    size_t bytes = program->parameter_count * sizeof *state;
    if (probe->runs == 0 || memcmp(probe->state, state, bytes) != 0) {
        memcpy(probe->state, state, bytes);
        for (long i = 0; i <= program->tensors[probe->output].first_write; i++) {
            program_run_unseen(program, i, probe->state, probe->scratch);
        }
        probe->runs++;
    }
    return program_tensor_value(program, probe->output, probe->state);
}

long probe_runs(const struct probe *probe) {
    return probe->runs;
}
