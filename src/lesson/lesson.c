#include "lesson/lesson.h"

/* One neuron in the input and in every layer. */
static bool is_chain(const struct network *network) {
    bool is_chain = network->inputs == 1;
    for (size_t i = 0; i < network->layer_count; i++) {
        is_chain = is_chain && network->layers[i].units == 1;
    }
    return is_chain;
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
        .has_biases = is_layer && network->layers[layer - 1].has_biases,
        .trains_biases = network->trains_biases,
        .has_biases_above =
            layer < (int)network->layer_count && network->layers[is_layer ? layer : 0].has_biases,
    };
    if (situation.has_below) {
        situation.below = network->layers[layer - 2].activation;
    }
    return situation;
}
