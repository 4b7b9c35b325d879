/* "when" in a notation file: words, or lists of words, as sets of bits. */
#include "notation/read/notation_parts.h"

static const char *const position_names[POSITION_COUNT] = {"input", "first", "hidden", "last"};
static const char *const count_names[] = {"one", "many"};

/* One word or a list of words becomes a set of bits. */
static void read_word_set(struct fields *fields, const struct json_value *value,
                          struct word_list words, unsigned *set) {
    size_t word;
    if (value == NULL) {
        return;
    }
    if (value->kind != JSON_ARRAY) {
        if (fields_word(fields, value, words, &word)) {
            *set |= 1u << word;
        }
        return;
    }
    if (value->count == 0) {
        fields_refuse(fields, value, "expected at least one word, found an empty array");
    }
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        if (fields_word(fields, item, words, &word)) {
            *set |= 1u << word;
        }
    }
}

static void read_flag_set(struct fields *fields, const struct json_value *value, unsigned *set) {
    bool flag;
    if (fields_boolean(fields, value, &flag)) {
        *set |= 1u << flag;
    }
}

/* One number of layers, units or samples, or a list of them, becomes a set of bits. */
static void read_counts(struct fields *fields, const struct json_value *value, int64_t most,
                        unsigned *set) {
    int64_t count;
    if (value == NULL) {
        return;
    }
    if (value->kind != JSON_ARRAY) {
        if (fields_integer(fields, value, 1, most, &count)) {
            *set |= 1u << count;
        }
        return;
    }
    if (value->count == 0) {
        fields_refuse(fields, value, "expected at least one number, found an empty array");
    }
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        if (fields_integer(fields, item, 1, most, &count)) {
            *set |= 1u << count;
        }
    }
}

static const char *const condition_keys[] = {
    "loss",    "activation", "below",          "layer",       "layers",
    "samples", "bias",       "trained_biases", "bias_above",  "neurons",
    "one_hot", "units",      "units_below",    "units_above", "batch"};

/* How many there are of what; the other numbers are words. */
static void read_sizes(struct fields *fields, const struct json_value *value,
                       struct condition *ret) {
    read_counts(fields, json_member(value, "units"), CONDITION_MOST_COUNT, &ret->units);
    read_counts(fields, json_member(value, "units_below"), CONDITION_MOST_COUNT, &ret->units_below);
    read_counts(fields, json_member(value, "units_above"), CONDITION_MOST_COUNT, &ret->units_above);
    read_counts(fields, json_member(value, "batch"), CONDITION_MOST_COUNT, &ret->batch_sizes);
}

void read_condition(struct fields *fields, const struct json_value *value, struct condition *ret) {
    if (value == NULL || !fields_object(fields, value, WORD_LIST(condition_keys))) {
        return;
    }
    struct word_list activations = WORD_LIST(activation_names);
    read_word_set(fields, json_member(value, "loss"), WORD_LIST(loss_names), &ret->losses);
    read_word_set(fields, json_member(value, "activation"), activations, &ret->activations);
    read_word_set(fields, json_member(value, "below"), activations, &ret->below);
    read_word_set(fields, json_member(value, "layer"), WORD_LIST(position_names), &ret->positions);
    read_counts(fields, json_member(value, "layers"), NETWORK_MOST_LAYERS, &ret->layer_counts);
    read_word_set(fields, json_member(value, "samples"), WORD_LIST(count_names),
                  &ret->sample_counts);
    read_word_set(fields, json_member(value, "neurons"), WORD_LIST(count_names),
                  &ret->neuron_counts);
    read_flag_set(fields, json_member(value, "one_hot"), &ret->one_hot);
    read_flag_set(fields, json_member(value, "bias"), &ret->biases);
    read_flag_set(fields, json_member(value, "trained_biases"), &ret->trained_biases);
    read_flag_set(fields, json_member(value, "bias_above"), &ret->biases_above);
    read_sizes(fields, value, ret);
}
