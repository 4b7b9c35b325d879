#ifndef BACKSTEP_TELL_ELEMENTS_H
#define BACKSTEP_TELL_ELEMENTS_H

/* The element form of an operation with its numbers: how each element of its target comes about,
 * its sums over k written out. */

#include "step/equation.h"
#include "tell/telling.h"

/* Appends "row 2, column 1: 0.5 · 0.2 + … = 0.063" for one element (row and column from 0) of the
 * shown operation, which is shown in an element form; of each sum at most so many summands. */
void elements_tell(struct telling *telling, const struct moment *moment, size_t row, size_t column,
                   size_t most_summands);

/* The same without where it is. */
void elements_tell_arithmetic(struct telling *telling, const struct moment *moment, size_t row,
                              size_t column, size_t most_summands);

#endif
