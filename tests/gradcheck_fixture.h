#ifndef BACKSTEP_TESTS_GRADCHECK_FIXTURE_H
#define BACKSTEP_TESTS_GRADCHECK_FIXTURE_H

/* Networks drawn at random whose gradients are checked: any loss with an output that it is defined
 * for. */

#include "random_lesson.h"

#include "checks/gradcheck.h"
#include "engine/program_state.h"

enum { GRADCHECK_MOST_LAYERS = 4, GRADCHECK_MOST_UNITS = 6, GRADCHECK_MOST_SAMPLES = 5 };

/* Times the square root of the units below: sums stay about as large as what they add up, so that
 * no sigmoid saturates. There the loss itself has few right digits, and its differences none. */
static const double gradcheck_weight_scale = 1.8;

/* What is drawn; 0 leaves it open. */
struct gradcheck_wish {
    size_t units; /* of every layer and the input: all weights are square */
    size_t layers;
    size_t samples;
    bool has_loss;
    enum loss loss;
    double scale; /* of the weights, times the usual one */
};

/* Cross-entropies need an output within (0, 1): sigmoid or softmax, and of softmax with one unit,
 * which is always 1, binary cross-entropy is not defined. */
static inline enum activation gradcheck_activation(struct fixture_random *random, enum loss loss,
                                                   bool is_last, size_t units) {
    if (!is_last) {
        return (enum activation)fixture_random_below(random, ACTIVATION_SOFTMAX);
    }
    if (loss != LOSS_BINARY_CROSS_ENTROPY && loss != LOSS_CROSS_ENTROPY) {
        return (enum activation)fixture_random_below(random, ACTIVATION_COUNT);
    }
    bool is_softmax = units > 1 && fixture_random_below(random, 2) == 0;
    return is_softmax ? ACTIVATION_SOFTMAX : ACTIVATION_SIGMOID;
}

static inline void gradcheck_draw_targets(struct fixture_random *random, enum loss loss,
                                          struct matrix targets) {
    bool are_classes = loss == LOSS_BINARY_CROSS_ENTROPY || loss == LOSS_CROSS_ENTROPY;
    for (size_t i = 0; are_classes && i < targets.rows * targets.columns; i++) {
        targets.values[i] = (double)fixture_random_below(random, 2);
    }
    for (size_t row = 0; loss == LOSS_CROSS_ENTROPY && row < targets.rows; row++) {
        /* at least one class, or the loss of the sample is 0 whatever the network does */
        targets.values[row * targets.columns + fixture_random_below(random, targets.columns)] = 1;
    }
}

static inline const struct lesson *gradcheck_lesson(struct arena *arena,
                                                    struct fixture_random *random,
                                                    const struct gradcheck_wish *wish) {
    struct lesson *lesson = ARENA_NEW(arena, struct lesson);
    struct network *network = &lesson->network;
    size_t draws[3] = {1 + fixture_random_below(random, GRADCHECK_MOST_LAYERS),
                       1 + fixture_random_below(random, GRADCHECK_MOST_SAMPLES),
                       1 + fixture_random_below(random, GRADCHECK_MOST_UNITS)};
    lesson->loss = (enum loss)fixture_random_below(random, LOSS_COUNT);
    lesson->loss = wish->has_loss ? wish->loss : lesson->loss;
    network->layer_count = wish->layers > 0 ? wish->layers : draws[0];
    lesson->sample_count = wish->samples > 0 ? wish->samples : draws[1];
    network->inputs = wish->units > 0 ? wish->units : draws[2];
    network->trains_biases = true;
    for (size_t i = 0; i < network->layer_count; i++) {
        struct network_layer *layer = &network->layers[i];
        size_t below = network_units(network, i);
        layer->units = 1 + fixture_random_below(random, GRADCHECK_MOST_UNITS);
        layer->units = wish->units > 0 ? wish->units : layer->units;
        layer->activation =
            gradcheck_activation(random, lesson->loss, i + 1 == network->layer_count, layer->units);
        layer->has_biases = fixture_random_below(random, 4) > 0;
        double scale = gradcheck_weight_scale * (wish->scale > 0 ? wish->scale : 1);
        layer->weights =
            random_lesson_matrix(arena, random, layer->units, below, scale / sqrt((double)below));
        layer->biases = layer->has_biases
                            ? random_lesson_matrix(arena, random, layer->units, 1, 0.5)
                            : (struct matrix){.rows = 0};
    }
    size_t outputs = network_units(network, network->layer_count);
    lesson->inputs = random_lesson_matrix(arena, random, lesson->sample_count, network->inputs, 2);
    lesson->targets = random_lesson_matrix(arena, random, lesson->sample_count, outputs, 1);
    gradcheck_draw_targets(random, lesson->loss, lesson->targets);
    lesson->batch_size = lesson->sample_count;
    lesson->learning_rate = 0.1;
    lesson->iterations = 1;
    return lesson;
}

static inline void gradcheck_print_lesson(const struct lesson *lesson) {
    printf("#   %s, %zu samples, %zu", loss_names[lesson->loss], lesson->sample_count,
           lesson->network.inputs);
    for (size_t i = 0; i < lesson->network.layer_count; i++) {
        printf("-%zu %s", lesson->network.layers[i].units,
               activation_names[lesson->network.layers[i].activation]);
    }
    printf("\n");
}
static inline struct gradcheck gradcheck_at_start(struct arena *arena,
                                                  const struct program *program) {
    double *state = ARENA_ARRAY(arena, double, program->state_count);
    program_initial_state(program, state);
    return gradcheck_run(arena, program, state);
}

#endif
