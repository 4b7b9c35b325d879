#ifndef BACKSTEP_NOTATION_DERIVATION_H
#define BACKSTEP_NOTATION_DERIVATION_H

/* A proof of the note, line by line: each says with a formula what the one above says, and why the
 * two are the same. */

#include "formula/statement.h"
#include "notation/condition.h"
#include "notation/erratum.h"
#include "notation/words.h"

enum {
    NOTATION_MOST_DERIVATIONS = 64,
    DERIVATION_MOST_LINES = 32,
    DERIVATION_MOST_NOTE_LINE = 100000
};

/* A line with a left side begins an equation; one without goes on from the line above. Letters that
 * no sum runs over stand for any row or column. */
struct notation_line {
    const struct statement *statement; /* parsed by statement_parse_line */
    size_t offset;                     /* of the formula in the file, in bytes */
    struct localized_text because;
    /* Not NULL: the note prints this line, and it is wrong; the one behind it is right. */
    const struct notation_erratum *erratum;
};

struct notation_derivation {
    const char *id; /* "hidden_error" */
    size_t offset;  /* of the id in the file, in bytes */
    struct localized_text title;
    const struct notation_operation *operation; /* whose formula it proves; NULL: of none */
    int layer_offset; /* what l is in its lines and in `when`: that of the operation, and so much */
    struct condition when;
    long first_line, last_line; /* in the note's text, from 1; 0: it has none of its own */
    const struct notation_line *lines;
    size_t line_count;
};

#endif
