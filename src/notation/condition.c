#include "notation/condition.h"

/* No bit set: any will do. */
static bool allows(unsigned set, unsigned which) {
    return set == 0 || (set >> which & 1) != 0;
}

/* The same for a number, which may be larger than any that can be asked for. */
static bool allows_count(unsigned set, size_t count) {
    return set == 0 || (count <= CONDITION_MOST_COUNT && allows(set, (unsigned)count));
}

static unsigned positions_of(int layer, int last_layer) {
    unsigned positions = 0;
    positions |= layer == 0 ? 1u << POSITION_INPUT : 0;
    positions |= layer == 1 ? 1u << POSITION_FIRST : 0;
    positions |= layer > 0 && layer < last_layer ? 1u << POSITION_HIDDEN : 0;
    positions |= layer == last_layer ? 1u << POSITION_LAST : 0;
    return positions;
}

bool condition_holds(const struct condition *condition, const struct situation *situation) {
    bool below_fits = condition->below == 0 ||
                      (situation->has_below && allows(condition->below, situation->below));
    bool position_fits =
        condition->positions == 0 ||
        (condition->positions & positions_of(situation->layer, situation->last_layer)) != 0;
    return allows(condition->losses, situation->loss) &&
           allows(condition->activations, situation->activation) && below_fits && position_fits &&
           allows(condition->layer_counts, (unsigned)situation->last_layer) &&
           allows(condition->sample_counts, situation->samples > 1) &&
           allows(condition->neuron_counts, !situation->is_chain) &&
           allows(condition->one_hot, situation->is_one_hot) &&
           allows(condition->biases, situation->has_biases) &&
           allows(condition->biases_above, situation->has_biases_above) &&
           allows(condition->trained_biases, situation->trains_biases) &&
           allows_count(condition->units, situation->units) &&
           allows_count(condition->units_below, situation->units_below) &&
           allows_count(condition->units_above, situation->units_above) &&
           allows_count(condition->batch_sizes, situation->samples);
}

bool condition_holds_there(const struct condition *when, int layer, int last_layer,
                           size_t samples) {
    bool position_fits = when->positions == 0 ||
                         (layer >= 0 && (when->positions & positions_of(layer, last_layer)) != 0);
    return position_fits && allows(when->sample_counts, samples > 1);
}
