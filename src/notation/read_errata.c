/* Errata in a notation file: formulas and shapes as a note prints them, wrong, with the network
 * on which running them shows it. */

#include "base/text.h"
#include "notation/notation_parts.h"

#include <string.h>

enum { ERRATA_MOST = 100, ERRATUM_MOST_UNITS = 16, ERRATUM_MOST_SAMPLES = 16 };

static const char *const network_keys[] = {"units", "hidden", "output", "loss", "samples"};

static void read_units(struct lesson_reader *reader, const struct json_value *value,
                       struct erratum_network *network) {
    if (!reader_array(reader, value, "sizes", 2, NETWORK_MOST_LAYERS + 1)) {
        return;
    }
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        int64_t units;
        if (reader_integer(reader, item, 1, ERRATUM_MOST_UNITS, &units)) {
            network->units[item->index] = (size_t)units;
        }
    }
    network->layer_count = value->count - 1;
}

static void read_network(struct lesson_reader *reader, const struct json_value *value,
                         struct erratum_network *network) {
    if (value == NULL || !reader_object(reader, value, WORD_LIST(network_keys))) {
        return;
    }
    read_units(reader, reader_required(reader, value, "units"), network);
    size_t hidden = ACTIVATION_SIGMOID, output = ACTIVATION_SIGMOID, loss = 0;
    reader_word(reader, json_member(value, "hidden"), WORD_LIST(activation_names), &hidden);
    reader_word(reader, json_member(value, "output"), WORD_LIST(activation_names), &output);
    reader_word(reader, reader_required(reader, value, "loss"), WORD_LIST(loss_names), &loss);
    network->hidden = (enum activation)hidden;
    network->output = (enum activation)output;
    network->loss = (enum loss)loss;
    int64_t samples = 1;
    reader_integer(reader, json_member(value, "samples"), 1, ERRATUM_MOST_SAMPLES, &samples);
    network->samples = (size_t)samples;
}

static void read_operation(struct lesson_reader *reader, const struct json_value *value,
                           const struct notation *notation, struct notation_erratum *erratum) {
    const char **names = ARENA_ARRAY(reader->arena, const char *, notation->operation_count);
    for (size_t i = 0; i < notation->operation_count; i++) {
        names[i] = notation->operations[i].name;
    }
    size_t operation;
    if (reader_word(reader, value, (struct word_list){names, notation->operation_count},
                    &operation)) {
        erratum->operation = &notation->operations[operation];
    }
}

/* value is where the text comes from. */
static const struct statement *parse(struct lesson_reader *reader, const struct json_value *value,
                                     const struct notation *notation, const char *text) {
    struct formula_error error;
    const struct statement *statement =
        statement_parse(reader->arena, text, strlen(text), &notation->table, &error);
    if (statement == NULL) {
        reader_refuse(reader, value, "%s", error.message);
    }
    return statement;
}

/* A formula from its right side: the loss stands in for the left one, being a 1 x 1. */
static const struct statement *read_number_formula(struct lesson_reader *reader,
                                                   const struct json_value *value,
                                                   const struct notation *notation) {
    const char *source;
    if (!reader_string(reader, value, &source)) {
        return NULL;
    }
    int loss = notation_symbol_of_role(notation, ROLE_LOSS);
    return parse(reader, value, notation,
                 text_format(reader->arena, "%s = %s", notation->symbols[loss].name, source));
}

static const struct statement *read_tensor(struct lesson_reader *reader,
                                           const struct json_value *value,
                                           const struct notation *notation) {
    const char *source;
    if (!reader_string(reader, value, &source)) {
        return NULL;
    }
    return parse(reader, value, notation, text_format(reader->arena, "%s = 0", source));
}

static const char *const shape_keys[] = {"of", "rows", "columns"};

static void read_shape(struct lesson_reader *reader, const struct json_value *value,
                       const struct notation *notation, struct notation_erratum *erratum) {
    if (!reader_object(reader, value, WORD_LIST(shape_keys))) {
        return;
    }
    erratum->shape_of = read_tensor(reader, reader_required(reader, value, "of"), notation);
    erratum->printed_rows =
        read_number_formula(reader, reader_required(reader, value, "rows"), notation);
    erratum->printed_columns =
        read_number_formula(reader, reader_required(reader, value, "columns"), notation);
}

static const char *const erratum_keys[] = {"place",     "why",   "operation", "printed",
                                           "corrected", "shape", "network"};

static void read_erratum(struct lesson_reader *reader, const struct json_value *value,
                         const struct notation *notation, struct notation_erratum *erratum) {
    erratum->name = value->key;
    if (!reader_object(reader, value, WORD_LIST(erratum_keys))) {
        return;
    }
    reader_text(reader, reader_required(reader, value, "place"), &erratum->place);
    reader_text(reader, reader_required(reader, value, "why"), &erratum->why);
    read_network(reader, reader_required(reader, value, "network"), &erratum->network);
    const struct json_value *shape = json_member(value, "shape");
    if (shape != NULL) {
        read_shape(reader, shape, notation, erratum);
        return;
    }
    read_operation(reader, reader_required(reader, value, "operation"), notation, erratum);
    const struct json_value *printed = reader_required(reader, value, "printed");
    if (printed != NULL) {
        erratum->printed = notation_read_statement(reader, printed, notation);
    }
    const struct json_value *corrected = json_member(value, "corrected");
    if (corrected != NULL) {
        erratum->corrected = notation_read_statement(reader, corrected, notation);
    }
}

void notation_read_errata(struct lesson_reader *reader, const struct json_value *value,
                          struct notation *notation) {
    if (value == NULL) {
        return;
    }
    if (value->kind != JSON_OBJECT || value->count > ERRATA_MOST) {
        reader_refuse(reader, value, "expected an object of at most %d errata, found %s",
                      ERRATA_MOST, reader_found(reader, value));
        return;
    }
    struct notation_erratum *errata =
        ARENA_ARRAY(reader->arena, struct notation_erratum, value->count);
    size_t i = 0;
    for (const struct json_value *item = value->first; item != NULL; item = item->next, i++) {
        read_erratum(reader, item, notation, &errata[i]);
    }
    notation->errata = errata;
    notation->erratum_count = value->count;
}
