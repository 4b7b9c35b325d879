/* "let" in a notation file: names for parts of formulas. */
#include "notation/read/notation_parts.h"

#include <string.h>

enum { PIECES_MOST = 32 };

static bool is_taken(const struct notation *notation, const char *name) {
    bool is_taken = read_symbols_is_reserved(notation, name);
    for (size_t i = 0; i < notation->symbol_count; i++) {
        is_taken = is_taken || strcmp(notation->symbols[i].name, name) == 0;
    }
    return is_taken;
}

static const char *const piece_keys[] = {"formula", "tex", "text"};

/* The formula is a right side; it may use the names before its own. */
static void read_piece(struct fields *fields, const struct json_value *value,
                       const struct notation *notation, struct named_piece *ret) {
    ret->name = value->key;
    if (!read_statement_is_name(ret->name) || is_taken(notation, ret->name)) {
        fields_refuse_key(fields, value,
                          "a name for part of a formula has letters, digits and _, and is not a "
                          "symbol, a function, l, L or an index");
    }
    if (!fields_object(fields, value, WORD_LIST(piece_keys))) {
        return;
    }
    const struct json_value *formula = fields_required(fields, value, "formula");
    if (fields_string(fields, formula, &ret->source)) {
        read_statement_right(fields, formula, notation);
    }
    fields_string(fields, fields_required(fields, value, "tex"), &ret->tex);
    fields_string(fields, fields_required(fields, value, "text"), &ret->text);
}

void read_pieces(struct fields *fields, const struct json_value *value, struct notation *notation) {
    if (value == NULL || !fields_members(fields, value, "names", PIECES_MOST)) {
        return;
    }
    struct named_piece *pieces = ARENA_ARRAY(fields->arena, struct named_piece, value->count);
    size_t faults = fields->diagnostics->count;
    notation->table.pieces = pieces;
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        read_piece(fields, item, notation, &pieces[notation->table.piece_count]);
        if (fields->diagnostics->count > faults) {
            return; /* those behind it would complain about it */
        }
        notation->table.piece_count++;
    }
}
