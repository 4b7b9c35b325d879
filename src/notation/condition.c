#include "notation/condition.h"

#include <string.h>

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

static bool position_fits(const struct condition *when, const struct situation *at) {
    return when->positions == 0 || (when->positions & positions_of(at->layer, at->last_layer)) != 0;
}

/* A part of a condition, under the key that it has in a file. */
struct part {
    const char *key;
    bool is_met;
};

static const char *first_unmet(const struct part *parts, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (!parts[i].is_met) {
            return parts[i].key;
        }
    }
    return NULL;
}

/* What the number of samples decides stands last: a proof is tried for one of them too. */
const char *condition_unmet(const struct condition *when, const struct situation *at) {
    const struct part parts[] = {
        {"layer", position_fits(when, at)},
        {"loss", allows(when->losses, at->loss)},
        {"activation", allows(when->activations, at->activation)},
        {"below", when->below == 0 || (at->has_below && allows(when->below, at->below))},
        {"layers", allows(when->layer_counts, (unsigned)at->last_layer)},
        {"neurons", allows(when->neuron_counts, !at->is_chain)},
        {"one_hot", allows(when->one_hot, at->is_one_hot)},
        {"bias", allows(when->biases, at->has_biases)},
        {"bias_above", allows(when->biases_above, at->has_biases_above)},
        {"trained_biases", allows(when->trained_biases, at->trains_biases)},
        {"units", allows_count(when->units, at->units)},
        {"units_below", allows_count(when->units_below, at->units_below)},
        {"units_above", allows_count(when->units_above, at->units_above)},
        {"samples", allows(when->sample_counts, at->samples > 1)},
        {"batch", allows_count(when->batch_sizes, at->samples)},
    };
    return first_unmet(parts, sizeof parts / sizeof parts[0]);
}

bool condition_holds(const struct condition *condition, const struct situation *situation) {
    return condition_unmet(condition, situation) == NULL;
}

bool condition_is_of_positions(const struct condition *condition) {
    const struct condition places = {.positions = condition->positions,
                                     .sample_counts = condition->sample_counts};
    return memcmp(condition, &places, sizeof places) == 0;
}

bool condition_holds_there(const struct condition *when, int layer, int last_layer,
                           size_t samples) {
    bool position_fits = when->positions == 0 ||
                         (layer >= 0 && (when->positions & positions_of(layer, last_layer)) != 0);
    return position_fits && allows(when->sample_counts, samples > 1);
}
