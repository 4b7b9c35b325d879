/* "derivations" in a notation file: the proofs of the note, line by line. */
#include "notation/derivation.h"

#include "notation/read/notation_parts.h"

#include <string.h>

static void read_erratum(struct fields *fields, const struct json_value *value,
                         const struct notation *notation, struct notation_line *ret) {
    const char **names = ARENA_ARRAY(fields->arena, const char *, notation->erratum_count);
    for (size_t i = 0; i < notation->erratum_count; i++) {
        names[i] = notation->errata[i].name;
    }
    size_t erratum;
    if (notation->erratum_count == 0) {
        fields_refuse(fields, value, "this notation has no errata");
    } else if (fields_word(fields, value, (struct word_list){names, notation->erratum_count},
                           &erratum)) {
        ret->erratum = &notation->errata[erratum];
    }
    if (value->parent->next == NULL) {
        fields_refuse(fields, value, "a misprinted line is followed by the right one");
    }
}

static const char *const line_keys[] = {"formula", "because", "erratum"};

static void read_line(struct fields *fields, const struct json_value *value,
                      const struct notation *notation, struct notation_line *ret) {
    if (!fields_object(fields, value, WORD_LIST(line_keys))) {
        return;
    }
    const struct json_value *formula = fields_required(fields, value, "formula");
    if (formula != NULL) {
        ret->statement = read_statement_line(fields, formula, notation);
        ret->offset = formula->offset + 1;
    }
    bool has_left =
        ret->statement != NULL && (ret->statement->target != NULL || ret->statement->left != NULL);
    if (ret->statement != NULL && !has_left && value->index == 0) {
        fields_refuse(fields, formula, "the first line has a left side");
    }
    fields_text(fields, fields_required(fields, value, "because"), &ret->because);
    const struct json_value *erratum = json_member(value, "erratum");
    if (erratum != NULL) {
        read_erratum(fields, erratum, notation, ret);
    }
}

/* "l", "l-1" or "l+1": which layer of the operation is l here. */
static void read_layer(struct fields *fields, const struct json_value *value,
                       struct notation_derivation *ret) {
    static const char *const layers[] = {"l-1", "l", "l+1"};
    size_t which = 1;
    fields_word(fields, value, WORD_LIST(layers), &which);
    ret->layer_offset = (int)which - 1;
}

/* "lines": [first, last] in the text of the note. */
static void read_note(struct fields *fields, const struct json_value *value,
                      struct notation_derivation *ret) {
    static const char *const note_keys[] = {"lines"};
    if (!fields_object(fields, value, WORD_LIST(note_keys))) {
        return;
    }
    const struct json_value *lines = fields_required(fields, value, "lines");
    if (!fields_array(fields, lines, "numbers", 2, 2)) {
        return;
    }
    int64_t first, last;
    if (fields_integer(fields, lines->first, 1, DERIVATION_MOST_NOTE_LINE, &first) &&
        fields_integer(fields, lines->first->next, first, DERIVATION_MOST_NOTE_LINE, &last)) {
        ret->first_line = (long)first;
        ret->last_line = (long)last;
    }
}

static const char *const derivation_keys[] = {"id",   "title", "of",   "layer",
                                              "when", "note",  "lines"};

static void read_parts(struct fields *fields, const struct json_value *value,
                       const struct notation *notation, struct notation_derivation *ret) {
    const struct json_value *of = json_member(value, "of"), *note = json_member(value, "note");
    ret->operation = read_operations_named(fields, of, notation);
    read_layer(fields, json_member(value, "layer"), ret);
    read_condition(fields, json_member(value, "when"), &ret->when);
    if (note != NULL) {
        read_note(fields, note, ret);
    }
    const struct json_value *lines = fields_required(fields, value, "lines");
    if (!fields_array(fields, lines, "lines", 1, DERIVATION_MOST_LINES)) {
        return;
    }
    struct notation_line *items = ARENA_ARRAY(fields->arena, struct notation_line, lines->count);
    ret->lines = items;
    ret->line_count = lines->count;
    for (const struct json_value *item = lines->first; item != NULL; item = item->next) {
        read_line(fields, item, notation, &items[item->index]);
    }
}

/* An id names one derivation of the notation. */
static void check_id(struct fields *fields, const struct json_value *value,
                     const struct notation_derivation *items, size_t count, const char *id) {
    if (!read_statement_is_name(id)) {
        fields_refuse(fields, value, "a derivation's id has letters, digits and _");
    }
    for (size_t i = 0; i < count; i++) {
        if (items[i].id != NULL && strcmp(items[i].id, id) == 0) {
            fields_refuse(fields, value, "a second derivation with the id \"%s\"", id);
        }
    }
}

void read_derivations(struct fields *fields, const struct json_value *value,
                      struct notation *notation) {
    if (value == NULL ||
        !fields_array(fields, value, "derivations", 1, NOTATION_MOST_DERIVATIONS)) {
        return;
    }
    struct notation_derivation *items =
        ARENA_ARRAY(fields->arena, struct notation_derivation, value->count);
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        struct notation_derivation *derivation = &items[item->index];
        if (!fields_object(fields, item, WORD_LIST(derivation_keys))) {
            continue;
        }
        const struct json_value *id = fields_required(fields, item, "id");
        const char *name;
        if (fields_string(fields, id, &name)) {
            check_id(fields, id, items, (size_t)item->index, name);
            derivation->id = name;
            derivation->offset = id->offset;
        }
        fields_title(fields, fields_required(fields, item, "title"), &derivation->title);
        read_parts(fields, item, notation, derivation);
    }
    notation->derivations = items;
    notation->derivation_count = value->count;
}
