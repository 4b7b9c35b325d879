/* Reads a notation file. Symbols come first, because the formulas' names are checked against
 * them; operations next, because the program names them. Where an earlier part is wrong, what
 * hangs on it is not read, so that one mistake is reported once. */

#include "notation/read/notation_parts.h"

enum { NOTATION_FORMAT = 1, NOTATION_MOST_DEPTH = 16 };

static const char *const notation_keys[] = {"$schema", "format", "id",          "number",
                                            "title",   "style",  "symbols",     "operations",
                                            "program", "errata", "derivations", "let"};

static void read_notation(struct fields *fields, const struct json_value *root,
                          struct notation *notation) {
    if (!fields_object(fields, root, WORD_LIST(notation_keys))) {
        return;
    }
    int64_t format, number = 0;
    fields_integer(fields, fields_required(fields, root, "format"), 1, NOTATION_FORMAT, &format);
    fields_string(fields, fields_required(fields, root, "id"), &notation->id);
    if (fields_integer(fields, fields_required(fields, root, "number"), 1, 99, &number)) {
        notation->number = (int)number;
    }
    fields_text(fields, fields_required(fields, root, "title"), &notation->title);
    read_style(fields, fields_required(fields, root, "style"), notation);
    const struct json_value *operations = fields_required(fields, root, "operations");
    const struct json_value *program = fields_required(fields, root, "program");
    if (!read_symbols(fields, fields_required(fields, root, "symbols"), notation)) {
        return;
    }
    read_pieces(fields, json_member(root, "let"), notation);
    if (read_operations(fields, operations, notation)) {
        read_program(fields, program, notation);
        read_errata(fields, json_member(root, "errata"), notation);
        read_derivations(fields, json_member(root, "derivations"), notation);
    }
}

const struct notation *notation_read(struct arena *arena, const char *bytes, size_t length,
                                     struct diagnostics *diagnostics) {
    if (length > NOTATION_MOST_BYTES) {
        diagnostics_add(diagnostics, 0, "", "the file has %zu bytes (at most %d)", length,
                        NOTATION_MOST_BYTES);
        return NULL;
    }
    const struct json_limits limits = {NOTATION_MOST_DEPTH, FORMULA_MOST_BYTES};
    const struct json_value *root = json_read(arena, bytes, length, &limits, diagnostics);
    if (root == NULL) {
        return NULL;
    }
    struct fields fields = {.arena = arena, .diagnostics = diagnostics};
    struct notation *notation = ARENA_NEW(arena, struct notation);
    read_notation(&fields, root, notation);
    return diagnostics->count == 0 ? notation : NULL;
}
