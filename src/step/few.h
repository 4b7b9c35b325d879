#ifndef BACKSTEP_STEP_FEW_H
#define BACKSTEP_STEP_FEW_H

/* Which few of many are shown. Of the rows or columns of a matrix: all of them; or the first ones
 * and the last; or those around the one in question, with dots for what is left out. */

#include <stdbool.h>
#include <stddef.h>

enum { FEW_MOST = 14 };

struct few {
    size_t count;         /* places, dots among them */
    long index[FEW_MOST]; /* from 0; -1: dots */
};

/* At most `most` places (1..FEW_MOST) for total things, with *center (NULL: the beginning)
 * among them. One place is nothing but dots. */
struct few few_create(size_t total, size_t most, const size_t *center);

/* Whether dots stand at that place instead of an index. */
bool few_is_dots(const struct few *axis, size_t place);

/* What a place stands for, [begin, end): dots for all that they leave out. */
struct few_span {
    size_t begin, end;
};
struct few_span few_span(const struct few *axis, size_t place, size_t total);

/* ---- in a row ---- */

/* Of many things in a row: the first ones and the last, with dots in the place of those between. */
enum { FEW_IN_ROW_MOST = 12 };

struct few_in_row {
    size_t count; /* places, that of the dots among them */
    size_t index[FEW_IN_ROW_MOST];
    bool has_dots;
    size_t dots;   /* the place of the dots */
    size_t hidden; /* how many they stand for */
};

/* At most `most` places (1..FEW_IN_ROW_MOST) for count things; one place is nothing but dots. */
struct few_in_row few_in_row_create(size_t count, size_t most);

/* Makes sure that a thing is among those shown: in place of the last one, where it would be
 * hidden. */
void few_in_row_keep(struct few_in_row *shown, size_t index);

/* The same in a row. */
bool few_in_row_is_dots(const struct few_in_row *shown, size_t place);

#endif
