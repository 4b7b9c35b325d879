#ifndef BACKSTEP_TESTS_RANDOM_LESSON_H
#define BACKSTEP_TESTS_RANDOM_LESSON_H

/* Small lessons drawn at random: any loss with any output, so that what a notation's author thought
 * of and what not come up alike. */

#include "engine_fixture.h"

enum {
    RANDOM_LESSON_MOST_LAYERS = 3,
    RANDOM_LESSON_MOST_UNITS = 5,
    RANDOM_LESSON_MOST_SAMPLES = 4
};

static inline struct matrix random_lesson_matrix(struct arena *arena, struct fixture_random *random,
                                                 size_t rows, size_t columns, double scale) {
    struct matrix matrix = {rows, columns, ARENA_ARRAY(arena, double, rows *columns)};
    for (size_t i = 0; i < rows * columns; i++) {
        matrix.values[i] = fixture_random_number(random, scale);
    }
    return matrix;
}

static inline size_t random_lesson_from(struct fixture_random *random, size_t least, size_t most) {
    return least + fixture_random_below(random, most - least + 1);
}

/* Softmax is for the last layer alone. */
static inline enum activation random_lesson_hidden(struct fixture_random *random) {
    size_t activation = fixture_random_below(random, ACTIVATION_COUNT);
    bool is_softmax = activation_mixes_units((enum activation)activation);
    return is_softmax ? ACTIVATION_TANH : (enum activation)activation;
}

static inline void random_lesson_fill_layer(struct arena *arena, struct fixture_random *random,
                                            struct network *network, size_t layer,
                                            enum activation activation) {
    size_t units = network->layers[layer - 1].units;
    size_t below = layer == 1 ? network->inputs : network->layers[layer - 2].units;
    network->layers[layer - 1] = (struct network_layer){
        .units = units,
        .activation = activation,
        .has_biases = fixture_random_below(random, 4) > 0,
        .weights = random_lesson_matrix(arena, random, units, below, 1),
        .biases = random_lesson_matrix(arena, random, units, 1, 0.5),
    };
}

/* Layers of units, from 1 to a most. */
static inline void random_lesson_fill_network(struct arena *arena, struct fixture_random *random,
                                              struct network *network, size_t most_units,
                                              enum activation output) {
    network->inputs = random_lesson_from(random, 1, most_units);
    network->layer_count = random_lesson_from(random, 1, RANDOM_LESSON_MOST_LAYERS);
    network->trains_biases = fixture_random_below(random, 8) > 0;
    for (size_t layer = 1; layer <= network->layer_count; layer++) {
        bool is_last = layer == network->layer_count;
        enum activation activation = is_last ? output : random_lesson_hidden(random);
        network->layers[layer - 1].units = random_lesson_from(random, 1, most_units);
        random_lesson_fill_layer(arena, random, network, layer, activation);
    }
}

/* Every pair of a loss and an output comes up again after 40 networks, each time with another
 * number of samples. */
static inline const struct lesson *random_lesson_create_sized(struct arena *arena,
                                                              struct fixture_random *random,
                                                              size_t number, size_t most_units) {
    struct lesson *lesson = ARENA_NEW(arena, struct lesson);
    struct network *network = &lesson->network;
    enum activation output = (enum activation)(number / LOSS_COUNT % ACTIVATION_COUNT);
    lesson->loss = (enum loss)(number % LOSS_COUNT);
    lesson->sample_count =
        number / (LOSS_COUNT * ACTIVATION_COUNT) % RANDOM_LESSON_MOST_SAMPLES + 1;
    lesson->batch_size = lesson->sample_count;
    lesson->learning_rate = 0.1;
    lesson->iterations = 1;
    random_lesson_fill_network(arena, random, network, most_units, output);
    size_t outputs = network->layers[network->layer_count - 1].units;
    lesson->inputs =
        random_lesson_matrix(arena, random, lesson->sample_count, network->inputs, 1.5);
    lesson->targets = random_lesson_matrix(arena, random, lesson->sample_count, outputs, 0);
    for (size_t i = 0; i < lesson->sample_count * outputs; i++) {
        lesson->targets.values[i] = (double)fixture_random_below(random, 2);
    }
    return lesson;
}

static inline const struct lesson *
random_lesson_create(struct arena *arena, struct fixture_random *random, size_t number) {
    return random_lesson_create_sized(arena, random, number, RANDOM_LESSON_MOST_UNITS);
}

#endif
