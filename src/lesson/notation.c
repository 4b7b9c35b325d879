#include "lesson/notation.h"

#include <string.h>

const char *const reduction_names[REDUCTION_COUNT] = {"sum", "mean"};
const char *const sample_axis_names[2] = {"columns", "rows"};
const char *const form_kind_names[FORM_KIND_COUNT] = {"long", "element"};

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

struct notation_situation notation_situation_at(const struct lesson *lesson, int layer) {
    const struct network *network = &lesson->network;
    bool is_layer = layer >= 1 && layer <= (int)network->layer_count;
    struct notation_situation situation = {
        .loss = lesson->loss,
        .activation = network->layers[is_layer ? layer - 1 : 0].activation,
        .has_below = is_layer && layer > 1,
        .layer = layer,
        .last_layer = (int)network->layer_count,
        .samples = lesson->batch_size,
        .has_biases = is_layer && network->layers[layer - 1].has_biases,
        .trains_biases = network->trains_biases,
    };
    if (situation.has_below) {
        situation.below = network->layers[layer - 2].activation;
    }
    return situation;
}

bool notation_condition_holds(const struct notation_condition *condition,
                              const struct notation_situation *situation) {
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

int notation_symbol_of_role(const struct notation *notation, enum role role) {
    for (size_t i = 0; i < notation->symbol_count; i++) {
        if (notation->symbols[i].role == role) {
            return (int)i;
        }
    }
    return -1;
}

/* For conditions on places and numbers of samples only. */
static bool holds_there(const struct notation_condition *when, int layer, int last_layer,
                        size_t samples) {
    bool place_fits =
        when->places == 0 || (layer >= 0 && (when->places & places_of(layer, last_layer)) != 0);
    return place_fits && allows(when->sample_counts, samples > 1);
}

static const struct symbol_form *choose_form(const struct notation_symbol_form *forms, size_t count,
                                             int layer, int last_layer, size_t samples) {
    for (size_t i = 0; i + 1 < count; i++) {
        if (holds_there(&forms[i].when, layer, last_layer, samples)) {
            return &forms[i].form;
        }
    }
    return &forms[count - 1].form;
}

const struct localized_text *notation_symbol_title(const struct notation *notation, int symbol,
                                                   int layer, int last_layer, size_t samples) {
    const struct notation_symbol *found = &notation->symbols[symbol];
    for (size_t i = 0; i < found->title_count; i++) {
        if (holds_there(&found->titles[i].when, layer, last_layer, samples)) {
            return &found->titles[i].title;
        }
    }
    return &found->title;
}

const struct symbol_form *notation_symbol_form(const struct notation *notation, int symbol,
                                               int layer, int last_layer, size_t samples) {
    const struct notation_symbol *found = &notation->symbols[symbol];
    return choose_form(found->forms, found->form_count, layer, last_layer, samples);
}

const struct symbol_form *notation_function_form(const struct notation *notation,
                                                 enum function function, int layer, int last_layer,
                                                 size_t samples) {
    const struct notation_forms *forms =
        function == FUNCTION_DERIVATIVE ? &notation->derivative : &notation->activation;
    return forms->count > 0 ? choose_form(forms->items, forms->count, layer, last_layer, samples)
                            : NULL;
}

const struct notation_alternative *notation_choose(const struct notation_operation *operation,
                                                   const struct notation_situation *situation) {
    for (size_t i = 0; i < operation->alternative_count; i++) {
        if (notation_condition_holds(&operation->alternatives[i].when, situation)) {
            return &operation->alternatives[i];
        }
    }
    return NULL;
}
