#ifndef BACKSTEP_TELL_PRODUCTS_H
#define BACKSTEP_TELL_PRODUCTS_H

/* How an element of a term comes about: from which row and column, and by which arithmetic. */

#include "step/moment.h"
#include "tell/telling.h"

enum { PRODUCTS_MOST_TERMS = 12 };

/* Appends the arithmetic: "0.500 · 2.000 + 1.000 · 0.100 = 1.100", with at most so many terms; dots
 * for the rest. Of the focus only node and explanation are read. */
void products_tell(struct telling *telling, const struct moment *moment, const struct focus *focus,
                   size_t most);

/* The same where nothing but the board's numbers is beside it: an operand that is itself a result
 * is written with its own arithmetic, "1 / 4 · (−0.200 · 0 + 0.140 · 1)". */
void products_tell_from_board(struct telling *telling, const struct moment *moment,
                              const struct focus *focus, size_t most);

/* Appends the names of its numbers: "w_{11} · a_1 + b_1"; false where something has none. */
bool products_tell_names(struct telling *telling, const struct moment *moment,
                         const struct focus *focus);

/* Appends "row 2 of w · column 1 of d"; false where the term is no product of matrices. */
bool products_tell_place(struct telling *telling, const struct equation *equation,
                         const struct focus *focus);

#endif
