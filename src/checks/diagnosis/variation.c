#include "checks/diagnosis/variation.h"

#include "engine/program_state.h"

#include <math.h>
#include <string.h>

/* SplitMix64. */
static uint64_t next(uint64_t *random) {
    uint64_t z = *random += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

static double uniform(uint64_t *random, double least, double most) {
    return least + (most - least) * (double)(next(random) >> 11) * 0x1p-53;
}

static void fill(struct matrix value, uint64_t *random, double least, double most) {
    for (size_t i = 0; i < value.rows * value.columns; i++) {
        value.values[i] = uniform(random, least, most);
    }
}

/* The numbers of each sample are divided by their sum. */
static void add_up_to_one(struct matrix value, enum sample_axis axis) {
    struct shape size = sample_axis_turn(axis, matrix_shape(value));
    struct shape steps = sample_axis_turn(axis, (struct shape){value.columns, 1});
    for (size_t s = 0; s < size.columns; s++) {
        double sum = 0;
        for (size_t i = 0; i < size.rows; i++) {
            sum += value.values[i * steps.rows + s * steps.columns];
        }
        for (size_t i = 0; i < size.rows; i++) {
            value.values[i * steps.rows + s * steps.columns] /= sum;
        }
    }
}

static void vary_targets(const struct program *program, struct matrix value, uint64_t *random) {
    bool is_probability = program->lesson->loss == LOSS_BINARY_CROSS_ENTROPY ||
                          program->lesson->loss == LOSS_CROSS_ENTROPY;
    fill(value, random, is_probability ? 0.05 : -1.2, is_probability ? 0.95 : 1.2);
    if (program->lesson->loss == LOSS_CROSS_ENTROPY) {
        add_up_to_one(value, program->notation->samples);
    }
}

static void vary(const struct program *program, double *state, uint64_t *random) {
    for (int i = 0; i < program->tensor_count; i++) {
        const struct tensor *tensor = &program->tensors[i];
        struct matrix value = program_tensor_value(program, i, state);
        if (tensor->role == ROLE_WEIGHT) {
            double scale =
                2 / sqrt((double)(value.rows < value.columns ? value.columns : value.rows));
            fill(value, random, -scale, scale);
        } else if (tensor->role == ROLE_BIAS) {
            fill(value, random, -0.6, 0.6);
        } else if (tensor->role == ROLE_ACTIVATION && tensor->layer == 0) {
            fill(value, random, -1.5, 1.5);
        } else if (tensor->role == ROLE_TARGET) {
            vary_targets(program, value, random);
        } else if (tensor->role == ROLE_RATE) {
            value.values[0] = uniform(random, 0.05, 0.9);
        }
    }
}

void variation_create(struct arena *arena, const struct recording *recording, size_t which,
                      struct recording *ret) {
    const struct program *program = recording->program;
    double *state = ARENA_ARRAY(arena, double, program->state_count);
    uint64_t random = which * UINT64_C(0x632BE59BD9B4E019);
    program_initial_state(program, state);
    vary(program, state, &random);
    recording_create(arena, program, state, recording->operation, false, ret);
}
