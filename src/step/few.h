#ifndef BACKSTEP_STEP_FEW_H
#define BACKSTEP_STEP_FEW_H

/* Which rows or columns of a matrix have their numbers on the board: all of them; or the first
 * ones and the last; or those around the one in question, with dots for what is left out. */

#include <stdbool.h>
#include <stddef.h>

enum { BOARD_AXIS_MOST = 14 };

struct board_axis {
    size_t count;                /* places, dots among them */
    long index[BOARD_AXIS_MOST]; /* from 0; -1: dots */
};

/* At most `most` places (1..BOARD_AXIS_MOST) for total things, with *center (NULL: the beginning)
 * among them. One place is nothing but dots. */
struct board_axis board_axis_create(size_t total, size_t most, const size_t *center);

bool board_axis_is_dots(const struct board_axis *axis, size_t place);

/* What a place stands for, [begin, end): dots for all that they leave out. */
struct board_span {
    size_t begin, end;
};
struct board_span board_axis_span(const struct board_axis *axis, size_t place, size_t total);

#endif
