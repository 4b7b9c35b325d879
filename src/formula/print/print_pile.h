#ifndef BACKSTEP_FORMULA_PRINT_PRINT_PILE_H
#define BACKSTEP_FORMULA_PRINT_PRINT_PILE_H

/* What runs over a letter, written out number by number. Only the printer itself uses this. */

#include "formula/print/print_writer.h"

/* A sum that is printed summand by summand: it is written so, and how long it is is known. */
bool print_is_spread(const struct printer *printer, const struct expression *node);

/* Appends such a sum, without parentheses. */
void print_spread_sum(const struct print_writer *writer, const struct expression *sum);

/* Appends column(i, n, x), row(j, n, x), or a column of rows: a matrix. */
void print_pile(const struct print_writer *writer, const struct expression *pile);

#endif
