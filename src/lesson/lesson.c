#include "lesson/lesson.h"

#include <math.h>
#include <string.h>

/* One neuron in the input and in every layer. */
static bool is_chain(const struct network *network) {
    bool is_chain = network->inputs == 1;
    for (size_t i = 0; i < network->layer_count; i++) {
        is_chain = is_chain && network->layers[i].units == 1;
    }
    return is_chain;
}

/* The targets of every sample add up to 1, as those do that name a class. */
static bool is_one_hot(struct matrix targets) {
    bool is_one_hot = true;
    for (size_t row = 0; row < targets.rows && is_one_hot; row++) {
        double sum = 0;
        for (size_t column = 0; column < targets.columns; column++) {
            sum += matrix_at(targets, row, column);
        }
        is_one_hot = fabs(sum - 1) < 1e-12;
    }
    return is_one_hot;
}

struct situation lesson_situation_at(const struct lesson *lesson, int layer) {
    const struct network *network = &lesson->network;
    bool is_layer = layer >= 1 && layer <= (int)network->layer_count;
    struct situation situation = {
        .loss = lesson->loss,
        .activation = network->layers[is_layer ? layer - 1 : 0].activation,
        .has_below = is_layer && layer > 1,
        .layer = layer,
        .last_layer = (int)network->layer_count,
        .samples = lesson->batch_size,
        .is_chain = is_chain(network),
        .is_one_hot = is_one_hot(lesson->targets),
        .has_biases = is_layer && network->layers[layer - 1].has_biases,
        .trains_biases = network->trains_biases,
        .has_biases_above =
            layer < (int)network->layer_count && network->layers[is_layer ? layer : 0].has_biases,
        .units = is_layer || layer == 0 ? network_units(network, (size_t)layer) : 0,
        .units_below = is_layer ? network_units(network, (size_t)layer - 1) : 0,
        .units_above = layer >= 0 && layer < (int)network->layer_count
                           ? network_units(network, (size_t)layer + 1)
                           : 0,
    };
    if (situation.has_below) {
        situation.below = network->layers[layer - 2].activation;
    }
    return situation;
}

const struct notation *lesson_notation(const struct lesson *lesson,
                                       const struct notation *notation) {
    if (!lesson->has_formulas) {
        return notation;
    }
    return strcmp(notation->id, lesson->notation) == 0 ? lesson->own_notation : NULL;
}
