/* "state" against the network: elements are written as weights and biases are, whatever the
 * notation, and every layer that has the state begins with the same ones. */
#include "lesson/lesson_parts.h"

#include <string.h>

static const struct notation_symbol *find_symbol(const struct notation *notation,
                                                 const char *name) {
    size_t i = 0;
    while (strcmp(notation->symbols[i].name, name) != 0) {
        i++;
    }
    return &notation->symbols[i];
}

/* The elements fit every layer; one fault is enough where they do not. */
static void check_elements(struct fields *fields, const struct json_value *value, enum role like,
                           const struct network *network) {
    bool is_of_weight = like == ROLE_WEIGHT || like == ROLE_WEIGHT_GRADIENT;
    bool is_of_bias = like == ROLE_BIAS || like == ROLE_BIAS_GRADIENT;
    if (!is_of_weight && !is_of_bias) {
        fields_refuse_kind(fields, value, "one number, as the state is not like weights or biases");
        return;
    }
    bool fits = true;
    for (size_t layer = 1; layer <= network->layer_count && fits; layer++) {
        struct matrix unused;
        fits = is_of_weight ? lesson_read_weights(fields, value, network, layer, &unused)
                            : !network->layers[layer - 1].has_biases ||
                                  lesson_read_biases(fields, value, network, layer, &unused);
    }
}

void lesson_check_state(struct fields *fields, const struct json_value *root,
                        const struct lesson *lesson) {
    const struct json_value *state = json_member(root, "state");
    for (const struct json_value *item = state != NULL ? state->first : NULL; item != NULL;
         item = item->next) {
        const struct json_value *initial = json_member(item, "initial");
        if (strncmp(item->key, "x-", 2) != 0 && initial->kind == JSON_ARRAY) {
            check_elements(fields, initial, find_symbol(lesson->own_notation, item->key)->like,
                           &lesson->network);
        }
    }
}
