#ifndef BACKSTEP_NOTATION_NOTATION_PARTS_H
#define BACKSTEP_NOTATION_NOTATION_PARTS_H

/* The reading of notation files is in three files; this is what they share. Nobody else uses it. */

#include "notation/fields.h"
#include "notation/notation.h"

/* Parses a formula with the notation's symbols; NULL after reporting what is wrong. */
const struct statement *notation_read_statement(struct fields *fields,
                                                const struct json_value *value,
                                                const struct notation *notation);

/* Reads a list of forms, of which the last one must hold always. */
void notation_read_forms(struct fields *fields, const struct json_value *value, bool is_scalar,
                         struct notation_forms *ret);

/* Reads "style". */
void notation_read_style(struct fields *fields, const struct json_value *value,
                         struct notation *notation);

/* Reads "errata" (NULL: there are none) into a notation whose operations are read already. */
void notation_read_errata(struct fields *fields, const struct json_value *value,
                          struct notation *notation);

#endif
