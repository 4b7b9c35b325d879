#include "survey/slope_curve.h"

#include "engine/program_names.h"
#include "engine/program_state.h"

#include <math.h>

enum { MOST_SAMPLES = 256 };

/* Nothing but the weights changes from one iteration to the next. */
static bool has_weights_only(const struct program *program) {
    bool is_only = true;
    for (long i = 0; i < program->operation_count; i++) {
        const struct operation *operation = &program->operations[i];
        enum role role = program->tensors[operation->target].role;
        is_only = is_only && (operation->pass != PASS_UPDATE || role == ROLE_WEIGHT);
    }
    return is_only;
}

/* Units that the picture need not tell apart: all have the targets of the first. */
static bool has_equal_targets(const struct lesson *lesson) {
    const struct matrix targets = lesson->targets;
    for (size_t i = 0; i < targets.rows * targets.columns; i++) {
        if (targets.values[i] != targets.values[i - i % targets.columns]) {
            return false;
        }
    }
    return true;
}

/* Whether the loss is a sum with a summand for each unit: what the note has, not the lesson. */
static bool has_summands(const struct program *program) {
    const struct network_layer *layer = &program->lesson->network.layers[0];
    return !activation_mixes_units(layer->activation) && !program_has_own_loss(program) &&
           !program_has_own_activation(program, 1);
}

bool slope_curve_fits(const struct program *program) {
    const struct lesson *lesson = program->lesson;
    const struct network *network = &lesson->network;
    size_t units = network->layers[0].units;
    bool is_small = program->samples == lesson->sample_count && program->samples <= MOST_SAMPLES;
    if (!is_small || network->layer_count != 1 || network->inputs != 1 ||
        network->layers[0].has_biases || units > SLOPE_CURVE_MOST) {
        return false;
    }
    return units == 1
               ? program->parameter_count == 1
               : has_weights_only(program) && has_equal_targets(lesson) && has_summands(program);
}

/* A run of its own, whose weight can be set. */
struct run_ahead {
    const struct program *program;
    double *state, *scratch;
    int loss;
    struct matrix weights; /* of state: one for each unit, a row or a column */
};

static struct run_ahead run_ahead_create(struct arena *arena, const struct program *program) {
    struct run_ahead run = {
        .program = program,
        .state = ARENA_ARRAY(arena, double, program->state_count),
        .scratch = ARENA_ARRAY(arena, double, program->scratch_count),
        .loss = program_find_tensor(program, ROLE_LOSS, -1),
    };
    program_initial_state(program, run.state);
    run.weights =
        program_tensor_value(program, program_find_tensor(program, ROLE_WEIGHT, 1), run.state);
    return run;
}

static size_t unit_count(const struct run_ahead *run) {
    return run->weights.rows * run->weights.columns;
}

/* What one unit has of the loss: all of them have the same weight. */
static double loss_at(const struct run_ahead *run, double weight) {
    for (size_t i = 0; i < unit_count(run); i++) {
        run->weights.values[i] = weight;
    }
    for (long i = 0; i <= run->program->tensors[run->loss].first_write; i++) {
        program_run_unseen(run->program, i, run->state, run->scratch);
    }
    return program_tensor_value(run->program, run->loss, run->state).values[0] /
           (double)unit_count(run);
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
    find_range(&run, run.weights.values[0], &middle, &half);
    ret->most = 0;
    for (size_t i = 0; i < SLOPE_CURVE_POINTS; i++) {
        double part = 2 * (double)i / (SLOPE_CURVE_POINTS - 1) - 1;
        ret->weights[i] = middle + half * part;
        ret->losses[i] = loss_at(&run, ret->weights[i]);
        ret->most = fmax(ret->most, ret->losses[i]);
    }
    const struct matrix now =
        program_tensor_value(program, program_find_tensor(program, ROLE_WEIGHT, 1), state);
    ret->count = unit_count(&run);
    for (size_t i = 0; i < ret->count; i++) {
        double weight = now.values[i];
        ret->points[i] =
            (struct slope_point){weight, loss_at(&run, weight), slope_at(&run, weight)};
    }
}
