#ifndef BACKSTEP_NOTATION_READ_NOTATION_PARTS_H
#define BACKSTEP_NOTATION_READ_NOTATION_PARTS_H

/* The parts that notation_read reads, each in a file of its own, read_symbols.c and so on; besides
 * it, own_notation reads names and formulas with them. Each reports all that is wrong with its
 * value, writes what it has read into the notation in the arena of the fields, and calls no other
 * part but statements, conditions and forms. The value is NULL where the file has none: that was
 * reported, or is allowed. */

#include "notation/fields.h"
#include "notation/notation.h"

/* Letters, digits and _, no digit first, not too long: a symbol or an operation. */
bool read_statement_is_name(const char *text);

/* A formula, parsed with the notation's symbols; NULL after reporting why it is none. */
const struct statement *read_statement(struct fields *fields, const struct json_value *value,
                                       const struct notation *notation);

/* The same for a line of a derivation: with any left side, or none. */
const struct statement *read_statement_line(struct fields *fields, const struct json_value *value,
                                            const struct notation *notation);

/* The same for a right side alone. */
const struct statement *read_statement_right(struct fields *fields, const struct json_value *value,
                                             const struct notation *notation);

/* The same of a text that is not in the file as such: value is where it comes from. */
const struct statement *read_statement_text(struct fields *fields, const struct json_value *value,
                                            const struct notation *notation, const char *text);

/* "when"; what is not given stays as it is. */
void read_condition(struct fields *fields, const struct json_value *value, struct condition *ret);

/* A list of forms, of which the last must hold always. */
void read_symbol_forms(struct fields *fields, const struct json_value *value, bool is_scalar,
                       struct notation_forms *ret);

/* "titles", for some layers and numbers of samples; nothing where there are none. */
void read_symbol_titles(struct fields *fields, const struct json_value *value,
                        const struct notation_title **ret, size_t *retcount);

/* "style" */
void read_style(struct fields *fields, const struct json_value *value, struct notation *notation);

/* "symbols"; false when one is wrong: formulas cannot be parsed then. */
bool read_symbols(struct fields *fields, const struct json_value *value, struct notation *notation);

/* "like" of a state among these symbols. */
void read_symbols_like(struct fields *fields, const struct json_value *value,
                       const struct symbol_table *table, const struct notation_symbol *symbols,
                       struct notation_symbol *ret);

/* A name that no symbol can have: a function, l, L, an index. */
bool read_symbols_is_reserved(const struct notation *notation, const char *name);

/* "let" (NULL: there is none), when the symbols are read. */
void read_pieces(struct fields *fields, const struct json_value *value, struct notation *notation);

/* "operations", when the symbols are read; false when one is wrong. */
bool read_operations(struct fields *fields, const struct json_value *value,
                     struct notation *notation);

/* The operation that a value names, when they are read; NULL where it is absent or after reporting
 * that there is none. */
const struct notation_operation *read_operations_named(struct fields *fields,
                                                       const struct json_value *value,
                                                       const struct notation *notation);

/* "program", "errata" and "derivations" (NULL: there are none), when the operations are read;
 * derivations name errata. */
void read_program(struct fields *fields, const struct json_value *value, struct notation *notation);
void read_errata(struct fields *fields, const struct json_value *value, struct notation *notation);
void read_derivations(struct fields *fields, const struct json_value *value,
                      struct notation *notation);

#endif
