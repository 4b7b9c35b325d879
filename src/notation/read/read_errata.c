/* Errata in a notation file: formulas and shapes as a note prints them, wrong, with the network
 * on which running them shows it. */

#include "base/text.h"
#include "notation/read/notation_parts.h"

enum { ERRATA_MOST = 100, ERRATUM_MOST_UNITS = 16, ERRATUM_MOST_SAMPLES = 16 };

static const char *const network_keys[] = {"units", "hidden", "output", "loss", "samples"};

static void read_units(struct fields *fields, const struct json_value *value,
                       struct erratum_network *network) {
    if (!fields_array(fields, value, "sizes", 2, NETWORK_MOST_LAYERS + 1)) {
        return;
    }
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        int64_t units;
        if (fields_integer(fields, item, 1, ERRATUM_MOST_UNITS, &units)) {
            network->units[item->index] = (size_t)units;
        }
    }
    network->layer_count = value->count - 1;
}

static void read_network(struct fields *fields, const struct json_value *value,
                         struct erratum_network *network) {
    if (value == NULL || !fields_object(fields, value, WORD_LIST(network_keys))) {
        return;
    }
    read_units(fields, fields_required(fields, value, "units"), network);
    size_t hidden = ACTIVATION_SIGMOID, output = ACTIVATION_SIGMOID, loss = 0;
    fields_word(fields, json_member(value, "hidden"), WORD_LIST(activation_names), &hidden);
    fields_word(fields, json_member(value, "output"), WORD_LIST(activation_names), &output);
    fields_word(fields, fields_required(fields, value, "loss"), WORD_LIST(loss_names), &loss);
    network->hidden = (enum activation)hidden;
    network->output = (enum activation)output;
    network->loss = (enum loss)loss;
    int64_t samples = 1;
    fields_integer(fields, json_member(value, "samples"), 1, ERRATUM_MOST_SAMPLES, &samples);
    network->samples = (size_t)samples;
}

/* A formula from its right side: the loss stands in for the left one, being a 1 x 1. */
static const struct statement *read_number_formula(struct fields *fields,
                                                   const struct json_value *value,
                                                   const struct notation *notation) {
    const char *source;
    if (!fields_string(fields, value, &source)) {
        return NULL;
    }
    int loss = notation_symbol_of_role(notation, ROLE_LOSS);
    return read_statement_text(
        fields, value, notation,
        text_format(fields->arena, "%s = %s", notation->symbols[loss].name, source));
}

static const struct statement *read_tensor(struct fields *fields, const struct json_value *value,
                                           const struct notation *notation) {
    const char *source;
    if (!fields_string(fields, value, &source)) {
        return NULL;
    }
    return read_statement_text(fields, value, notation,
                               text_format(fields->arena, "%s = 0", source));
}

static const char *const shape_keys[] = {"of", "rows", "columns"};

static void read_shape(struct fields *fields, const struct json_value *value,
                       const struct notation *notation, struct notation_erratum *erratum) {
    if (!fields_object(fields, value, WORD_LIST(shape_keys))) {
        return;
    }
    erratum->shape_of = read_tensor(fields, fields_required(fields, value, "of"), notation);
    erratum->printed_rows =
        read_number_formula(fields, fields_required(fields, value, "rows"), notation);
    erratum->printed_columns =
        read_number_formula(fields, fields_required(fields, value, "columns"), notation);
}

static const char *const erratum_keys[] = {"place",   "why",       "operation", "called",
                                           "printed", "corrected", "shape",     "network"};

static void read_erratum(struct fields *fields, const struct json_value *value,
                         const struct notation *notation, struct notation_erratum *erratum) {
    erratum->name = value->key;
    erratum->offset = value->key_offset;
    if (!fields_object(fields, value, WORD_LIST(erratum_keys))) {
        return;
    }
    fields_text(fields, fields_required(fields, value, "place"), &erratum->place);
    fields_text(fields, fields_required(fields, value, "why"), &erratum->why);
    read_network(fields, fields_required(fields, value, "network"), &erratum->network);
    const struct json_value *shape = json_member(value, "shape");
    if (shape != NULL) {
        read_shape(fields, shape, notation, erratum);
        return;
    }
    erratum->operation =
        read_operations_named(fields, fields_required(fields, value, "operation"), notation);
    const struct json_value *printed = fields_required(fields, value, "printed");
    if (printed != NULL) {
        erratum->printed = read_statement(fields, printed, notation);
    }
    const struct json_value *called = json_member(value, "called");
    erratum->has_called = called != NULL && fields_text(fields, called, &erratum->called);
    const struct json_value *corrected = json_member(value, "corrected");
    if (corrected != NULL) {
        erratum->corrected = read_statement(fields, corrected, notation);
    }
}

void read_errata(struct fields *fields, const struct json_value *value, struct notation *notation) {
    if (value == NULL) {
        return;
    }
    if (value->kind != JSON_OBJECT || value->count > ERRATA_MOST) {
        fields_refuse(fields, value, "expected an object of at most %d errata, found %s",
                      ERRATA_MOST, fields_found(fields, value));
        return;
    }
    struct notation_erratum *errata =
        ARENA_ARRAY(fields->arena, struct notation_erratum, value->count);
    size_t i = 0;
    for (const struct json_value *item = value->first; item != NULL; item = item->next, i++) {
        read_erratum(fields, item, notation, &errata[i]);
    }
    notation->errata = errata;
    notation->erratum_count = value->count;
}
