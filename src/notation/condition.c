#include "notation/condition.h"

/* No bit set: any will do. */
static bool allows(unsigned set, unsigned which) {
    return set == 0 || (set >> which & 1) != 0;
}

static unsigned places_of(int layer, int last_layer) {
    unsigned places = 0;
    places |= layer == 0 ? 1u << PLACE_INPUT : 0;
    places |= layer == 1 ? 1u << PLACE_FIRST : 0;
    places |= layer > 0 && layer < last_layer ? 1u << PLACE_HIDDEN : 0;
    places |= layer == last_layer ? 1u << PLACE_LAST : 0;
    return places;
}

bool condition_holds(const struct condition *condition, const struct situation *situation) {
    bool below_fits = condition->below == 0 ||
                      (situation->has_below && allows(condition->below, situation->below));
    bool place_fits = condition->places == 0 ||
                      (condition->places & places_of(situation->layer, situation->last_layer)) != 0;
    return allows(condition->losses, situation->loss) &&
           allows(condition->activations, situation->activation) && below_fits && place_fits &&
           allows(condition->layer_counts, (unsigned)situation->last_layer) &&
           allows(condition->sample_counts, situation->samples > 1) &&
           allows(condition->biases, situation->has_biases) &&
           allows(condition->trained_biases, situation->trains_biases);
}

bool condition_holds_there(const struct condition *when, int layer, int last_layer,
                           size_t samples) {
    bool place_fits =
        when->places == 0 || (layer >= 0 && (when->places & places_of(layer, last_layer)) != 0);
    return place_fits && allows(when->sample_counts, samples > 1);
}
