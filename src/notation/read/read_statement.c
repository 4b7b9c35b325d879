/* Formulas and names in a notation file. */
#include "notation/read/notation_parts.h"

#include "base/text.h"

#include <string.h>

enum { NAME_MOST_BYTES = 32 };

bool read_statement_is_name(const char *text) {
    const char *end = fields_behind_name(text);
    return end != NULL && *end == '\0' && end - text <= NAME_MOST_BYTES;
}

/* The place of an error inside a string: one byte a byte, as formulas hold no escapes. */
static void refuse_formula(struct fields *fields, const struct json_value *value,
                           const struct formula_error *error) {
    diagnostics_add(fields->diagnostics, value->offset + 1 + error->begin,
                    json_pointer(fields->arena, value), "%s", error->message);
}

typedef const struct statement *parse_rule(struct arena *arena, const char *source, size_t length,
                                           const struct symbol_table *symbols,
                                           struct formula_error *error);

static const struct statement *read_by(parse_rule *parse, struct fields *fields,
                                       const struct json_value *value,
                                       const struct notation *notation) {
    const char *source;
    if (!fields_string(fields, value, &source)) {
        return NULL;
    }
    struct formula_error error;
    const struct statement *statement =
        parse(fields->arena, source, value->length, &notation->table, &error);
    if (statement == NULL) {
        refuse_formula(fields, value, &error);
    }
    return statement;
}

const struct statement *read_statement(struct fields *fields, const struct json_value *value,
                                       const struct notation *notation) {
    return read_by(statement_parse, fields, value, notation);
}

const struct statement *read_statement_line(struct fields *fields, const struct json_value *value,
                                            const struct notation *notation) {
    return read_by(statement_parse_line, fields, value, notation);
}

const struct statement *read_statement_right(struct fields *fields, const struct json_value *value,
                                             const struct notation *notation) {
    const char *source;
    if (!fields_string(fields, value, &source)) {
        return NULL;
    }
    static const char before[] = "= ";
    const char *line = text_format(fields->arena, "%s%s", before, source);
    struct formula_error error;
    const struct statement *statement =
        statement_parse_line(fields->arena, line, strlen(line), &notation->table, &error);
    if (statement == NULL) {
        error.begin = error.begin > strlen(before) ? error.begin - strlen(before) : 0;
        refuse_formula(fields, value, &error);
    }
    return statement;
}

const struct statement *read_statement_text(struct fields *fields, const struct json_value *value,
                                            const struct notation *notation, const char *text) {
    struct formula_error error;
    const struct statement *statement =
        statement_parse(fields->arena, text, strlen(text), &notation->table, &error);
    if (statement == NULL) {
        fields_refuse(fields, value, "%s", error.message);
    }
    return statement;
}
