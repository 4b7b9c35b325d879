/* "network": inputs, layers, initial. Sizes first, all of them checked against the limits, then
 * what the file gives as numbers; weights that it does not give are drawn last, when the whole
 * lesson is known to be valid. */
#include "lesson/lesson_parts.h"

#include "base/text.h"

#include <string.h>

static const char *const network_keys[] = {"inputs", "layers", "initial", "train_biases"};
static const char *const layer_keys[] = {"units", "activation", "weights", "biases"};
static const char *const initial_keys[] = {"scheme", "seed", "scale"};

static const double largest_seed = 0x1p53; /* beyond, JSON numbers are no longer exact */

/* ---- inputs ---- */

static const char *const *default_names(struct arena *arena, size_t count) {
    const char **names = ARENA_ARRAY(arena, const char *, count);
    for (size_t i = 0; i < count; i++) {
        names[i] = text_format(arena, "x%zu", i + 1);
    }
    return names;
}

/* At most NETWORK_MOST_UNITS names, so comparing all pairs is quick enough. */
static bool is_repeated(const char *const *names, size_t index) {
    for (size_t i = 0; i < index; i++) {
        if (names[i] != NULL && strcmp(names[i], names[index]) == 0) {
            return true;
        }
    }
    return false;
}

static void read_input_names(struct fields *fields, const struct json_value *value,
                             struct network *network) {
    if (!fields_array(fields, value, "inputs", 1, NETWORK_MOST_UNITS)) {
        return;
    }
    const char **names = ARENA_ARRAY(fields->arena, const char *, value->count);
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        if (fields_label(fields, item, &names[item->index]) && is_repeated(names, item->index)) {
            fields_refuse(fields, item, "expected a name for each input, found %s twice",
                          fields_found(fields, item));
        }
    }
    network->inputs = value->count;
    network->input_names = names;
}

static void read_inputs(struct fields *fields, const struct json_value *value,
                        struct network *network) {
    if (value == NULL) {
        return;
    }
    if (value->kind == JSON_ARRAY) {
        read_input_names(fields, value, network);
        return;
    }
    if (value->kind != JSON_NUMBER) {
        fields_refuse_kind(fields, value, "a list of input names or the number of inputs");
        return;
    }
    int64_t count;
    if (fields_integer(fields, value, 1, NETWORK_MOST_UNITS, &count)) {
        network->inputs = (size_t)count;
        network->input_names = default_names(fields->arena, network->inputs);
    }
}

/* ---- sizes ---- */

static void read_activation(struct fields *fields, const struct json_value *value,
                            struct network *network, size_t layer) {
    size_t found;
    if (!fields_word(fields, value, WORD_LIST(activation_names), &found)) {
        return;
    }
    network->layers[layer - 1].activation = (enum activation)found;
    if (activation_mixes_units((enum activation)found) && layer < network->layer_count) {
        fields_refuse(fields, value,
                      "expected %s in the last layer only, found it in layer %zu of %zu",
                      activation_names[found], layer, network->layer_count);
    }
}

static void read_layer_sizes(struct fields *fields, const struct json_value *layers,
                             struct network *network) {
    for (const struct json_value *item = layers->first; item != NULL; item = item->next) {
        if (!fields_object(fields, item, WORD_LIST(layer_keys))) {
            continue;
        }
        int64_t units;
        if (fields_integer(fields, fields_required(fields, item, "units"), 1, NETWORK_MOST_UNITS,
                           &units)) {
            network->layers[item->index].units = (size_t)units;
        }
        read_activation(fields, fields_required(fields, item, "activation"), network,
                        item->index + 1);
    }
}

static bool check_weight_count(struct fields *fields, const struct json_value *layers,
                               const struct network *network) {
    size_t count = 0;
    for (size_t layer = 1; layer <= network->layer_count; layer++) {
        count += network_units(network, layer) * network_units(network, layer - 1);
    }
    if (count > NETWORK_MOST_WEIGHTS) {
        fields_refuse(fields, layers, "expected at most %d weights in the network, found %zu",
                      NETWORK_MOST_WEIGHTS, count);
        return false;
    }
    return true;
}

/* ---- weights and biases ---- */

static const char *below_in_words(struct fields *fields, const struct network *network,
                                  size_t layer) {
    size_t units = network_units(network, layer - 1);
    const char *plural = units == 1 ? "" : "s";
    return layer == 1
               ? text_format(fields->arena, "the network has %zu input%s", units, plural)
               : text_format(fields->arena, "layer %zu has %zu unit%s", layer - 1, units, plural);
}

/* One item for each unit of the layer; nothing is said where the units are not known. */
static bool check_count(struct fields *fields, const struct json_value *value, size_t layer,
                        size_t units, const char *items) {
    bool is_right = units != 0 && value->count == units;
    if (units != 0 && !is_right) {
        fields_refuse(fields, value, "%zu %s, but layer %zu has %zu unit%s (expected %zu)",
                      value->count, items, layer, units, units == 1 ? "" : "s", units);
    }
    return is_right;
}

/* Rows and columns exchanged: one sentence instead of a fault for every row. */
static bool is_transposed(struct fields *fields, const struct json_value *value, size_t units,
                          size_t units_below) {
    if (units == units_below || value->count == 0 || value->count != units_below) {
        return false;
    }
    for (const struct json_value *row = value->first; row != NULL; row = row->next) {
        if (row->kind != JSON_ARRAY || row->count != units) {
            return false;
        }
    }
    fields_refuse(fields, value,
                  "the matrix is transposed (expected %zu x %zu, a row for each unit of the layer, "
                  "found %zu x %zu)",
                  units, units_below, units_below, units);
    return true;
}

bool lesson_read_weights(struct fields *fields, const struct json_value *value,
                         const struct network *network, size_t layer, struct matrix *ret) {
    if (!fields_array(fields, value, "rows", 0, NETWORK_MOST_WEIGHTS)) {
        return false;
    }
    size_t units = network_units(network, layer);
    if (is_transposed(fields, value, units, network_units(network, layer - 1))) {
        return false;
    }
    bool count_good = check_count(fields, value, layer, units, value->count == 1 ? "row" : "rows");
    struct row_rule rule = {.columns = network_units(network, layer - 1),
                            .because = below_in_words(fields, network, layer),
                            .range = &any_number};
    struct matrix weights;
    if (!fields_matrix(fields, value, &rule, &weights) || !count_good) {
        return false;
    }
    *ret = weights;
    return true;
}

bool lesson_read_biases(struct fields *fields, const struct json_value *value,
                        const struct network *network, size_t layer, struct matrix *ret) {
    size_t units = network_units(network, layer);
    bool count_good =
        check_count(fields, value, layer, units, value->count == 1 ? "bias" : "biases");
    struct matrix biases;
    if (!fields_column(fields, value, &biases) || !count_good) {
        return false;
    }
    *ret = biases;
    return true;
}

static void read_layer_biases(struct fields *fields, const struct json_value *value,
                              struct network *network, size_t layer) {
    struct network_layer *into = &network->layers[layer - 1];
    into->has_biases = value == NULL || value->kind != JSON_FALSE;
    if (value == NULL || value->kind == JSON_FALSE) {
        return;
    }
    if (value->kind == JSON_TRUE) {
        fields_refuse(fields, value,
                      "expected an array of numbers or false, found true (leave "
                      "\"biases\" out for biases that begin at zero)");
        return;
    }
    if (value->kind != JSON_ARRAY) {
        fields_refuse_kind(fields, value, "an array of numbers or false");
        return;
    }
    lesson_read_biases(fields, value, network, layer, &into->biases);
}

static void read_layers(struct fields *fields, const struct json_value *value,
                        struct network *network) {
    if (!fields_array(fields, value, "layers", 1, NETWORK_MOST_LAYERS)) {
        return;
    }
    network->layer_count = value->count;
    read_layer_sizes(fields, value, network);
    if (!check_weight_count(fields, value, network)) {
        return;
    }
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        size_t layer = item->index + 1;
        lesson_read_weights(fields, json_member(item, "weights"), network, layer,
                            &network->layers[item->index].weights);
        read_layer_biases(fields, json_member(item, "biases"), network, layer);
    }
}

/* ---- the rest ---- */

static void read_initial(struct fields *fields, const struct json_value *value,
                         struct initial *initial) {
    *initial = (struct initial){.scheme = INITIAL_XAVIER, .seed = 1, .scale = 1};
    if (!fields_object(fields, value, WORD_LIST(initial_keys))) {
        return;
    }
    size_t scheme;
    if (fields_word(fields, json_member(value, "scheme"), WORD_LIST(initial_scheme_names),
                    &scheme)) {
        initial->scheme = (enum initial_scheme)scheme;
    }
    int64_t seed;
    if (fields_integer(fields, json_member(value, "seed"), 0, (int64_t)largest_seed, &seed)) {
        initial->seed = (uint64_t)seed;
    }
    fields_number(fields, json_member(value, "scale"), &positive_number, &initial->scale);
}

void lesson_read_network(struct fields *fields, const struct json_value *value,
                         struct lesson *lesson) {
    struct network *network = &lesson->network;
    network->trains_biases = true;
    if (!fields_object(fields, value, WORD_LIST(network_keys))) {
        return;
    }
    read_inputs(fields, fields_required(fields, value, "inputs"), network);
    read_layers(fields, fields_required(fields, value, "layers"), network);
    read_initial(fields, json_member(value, "initial"), &lesson->initial);
    fields_boolean(fields, json_member(value, "train_biases"), &network->trains_biases);
}

void lesson_draw_parameters(struct fields *fields, struct lesson *lesson) {
    struct network *network = &lesson->network;
    for (size_t layer = 1; layer <= network->layer_count; layer++) {
        struct network_layer *into = &network->layers[layer - 1];
        if (into->weights.values == NULL) {
            into->weights = (struct matrix){into->units, network_units(network, layer - 1), NULL};
            into->weights.values =
                ARENA_ARRAY(fields->arena, double, into->weights.rows * into->weights.columns);
            initial_draw_into(into->weights, &lesson->initial, layer);
        }
        if (into->has_biases && into->biases.values == NULL) {
            into->biases = (struct matrix){into->units, 1, NULL};
            into->biases.values = ARENA_ARRAY(fields->arena, double, into->units);
        }
    }
}
