#ifndef BACKSTEP_FORMULA_PRINT_PRINT_H
#define BACKSTEP_FORMULA_PRINT_PRINT_H

/* Writes a statement as LaTeX or as Unicode text, in a notation's own signs, with a record of
 * which bytes came from which node, so that each symbol can be colored and pointed at. */

#include "formula/print/printer.h"

/* Appends the statement; of a line without a left side "= value". pieces may be NULL. Parentheses
 * are added where the formula does without them because it is read from the left, but a reader
 * might group otherwise. */
void print_statement(const struct printer *printer, const struct statement *statement,
                     struct text_builder *text, struct print_pieces *pieces);

/* The same with some nodes written by the filling, whose inner nodes have no piece then. What
 * scales something has a dot behind it: two numbers side by side would be read as one. pieces: not
 * NULL. */
void print_filled(const struct printer *printer, const struct statement *statement,
                  const struct print_filling *filling, struct text_builder *text,
                  struct print_pieces *pieces);

/* Appends a tensor as the notation writes it: the name of a matrix, away from its formula. */
void print_tensor(const struct printer *printer, int symbol, struct tensor_index index,
                  struct text_builder *text);

/* Appends one element of it, from 1; 0 leaves that index out, as for a row or a column. */
void print_tensor_element(const struct printer *printer, int symbol, struct tensor_index index,
                          int row, int column, struct text_builder *text);

/* Whether its value reads the tensor that it replaces: an arrow is written, not an equation. */
bool print_updates_itself(const struct statement *statement);

/* " > ", with its spaces. */
const char *print_relation(enum relation relation, enum print_format format);

#endif
