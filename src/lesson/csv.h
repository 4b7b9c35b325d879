#ifndef BACKSTEP_LESSON_CSV_H
#define BACKSTEP_LESSON_CSV_H

/* Tables as RFC 4180 writes them: a header, then a row a line; cells may stand in double quotes,
 * where a quote is doubled and the end of a line is text. Lines end in LF or CRLF (or in CR alone,
 * see csv_with_line_feeds), a byte order mark is passed over, lines with nothing in them are no
 * rows. Where the header has no comma, semicolons or tabs part the cells. */

#include "base/arena.h"
#include "base/diagnostic.h"

#include <stdbool.h>
#include <stddef.h>

struct csv_cell {
    const char *text; /* unquoted, without the blanks around an unquoted one */
    size_t offset;    /* of its first byte, a quote included */
};

struct csv_table {
    size_t columns, rows;          /* the header is not counted */
    const struct csv_cell *header; /* one a column, all different, none empty */
    const struct csv_cell *cells;  /* row after row */
};

enum { CSV_MOST_COLUMNS = 4096, CSV_MOST_CELLS = 4 * 1024 * 1024 };

/* A table whose lines end in CR alone, as some spreadsheets write them, with LF in their place: as
 * many bytes, so that lines can be counted. The same bytes where there is an LF. */
const char *csv_with_line_feeds(struct arena *arena, const char *bytes, size_t length);

/* Reads a table of at most most_rows rows; NULL with what is wrong in diagnostics, the offsets of
 * these bytes. */
const struct csv_table *csv_read(struct arena *arena, const char *bytes, size_t length,
                                 size_t most_rows, struct diagnostics *diagnostics);

/* The number that a cell holds, all of it: digits with a point, a sign, an exponent. */
bool csv_number(const struct csv_cell *cell, double *ret);

#endif
