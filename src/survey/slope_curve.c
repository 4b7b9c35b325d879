#include "survey/slope_curve.h"

#include "engine/program_state.h"

#include <math.h>

enum { MOST_SAMPLES = 256 };

bool slope_curve_fits(const struct program *program) {
    return program->parameter_count == 1 && program->samples == program->lesson->sample_count &&
           program->samples <= MOST_SAMPLES;
}

/* A run of its own, whose weight can be set. */
struct run_ahead {
    const struct program *program;
    double *state, *scratch;
    int loss;
};

static struct run_ahead run_ahead_create(struct arena *arena, const struct program *program) {
    struct run_ahead run = {
        .program = program,
        .state = ARENA_ARRAY(arena, double, program->state_count),
        .scratch = ARENA_ARRAY(arena, double, program->scratch_count),
        .loss = program_find_tensor(program, ROLE_LOSS, -1),
    };
    program_initial_state(program, run.state);
    return run;
}

static double loss_at(const struct run_ahead *run, double weight) {
    run->state[0] = weight;
    for (long i = 0; i <= run->program->tensors[run->loss].first_write; i++) {
        program_run_unseen(run->program, i, run->state, run->scratch);
    }
    return program_tensor_value(run->program, run->loss, run->state).values[0];
}

/* By differences, which are exact for a parabola. */
static double slope_at(const struct run_ahead *run, double weight) {
    const double step = 1e-3 * fmax(fabs(weight), 1);
    return (loss_at(run, weight + step) - loss_at(run, weight - step)) / (2 * step);
}

/* The middle and how far it goes to each side. */
static void find_range(const struct run_ahead *run, double first, double *ret_middle,
                       double *ret_half) {
    const double beyond = 1.6, bend_step = 0.1; /* so that the first weight is well inside */
    double slope = slope_at(run, first);
    double bend = (slope_at(run, first + bend_step) - slope) / bend_step;
    *ret_middle = bend > 0 ? first - slope / bend : first;
    double far = fabs(first - *ret_middle);
    *ret_half = beyond * (far > 0 ? far : fmax(fabs(first), 1));
}

void slope_curve_fill(struct arena *arena, const struct program *program, const double *state,
                      struct slope_curve *ret) {
    struct run_ahead run = run_ahead_create(arena, program);
    double middle, half;
    find_range(&run, run.state[0], &middle, &half);
    ret->most = 0;
    for (size_t i = 0; i < SLOPE_CURVE_POINTS; i++) {
        double part = 2 * (double)i / (SLOPE_CURVE_POINTS - 1) - 1;
        ret->weights[i] = middle + half * part;
        ret->losses[i] = loss_at(&run, ret->weights[i]);
        ret->most = fmax(ret->most, ret->losses[i]);
    }
    ret->weight = state[0];
    ret->loss = loss_at(&run, ret->weight);
    ret->slope = slope_at(&run, ret->weight);
}
