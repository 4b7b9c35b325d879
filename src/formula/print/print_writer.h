#ifndef BACKSTEP_FORMULA_PRINT_PRINT_WRITER_H
#define BACKSTEP_FORMULA_PRINT_PRINT_WRITER_H

/* A statement while it is written: every function appends to the writer's text. Only the files of
 * print.h use this. */

#include "formula/print/printer.h"

enum { NUMBER_DIGITS = 15 };

/* All borrowed. */
struct print_writer {
    const struct printer *printer;
    const struct statement *statement;
    struct text_builder *text;
    struct print_pieces *pieces;         /* NULL: not asked for */
    const struct print_filling *filling; /* NULL: none */
};

/* Whether something else was written in the place of a node; see struct print_filling. */
bool print_fill(const struct print_writer *writer, int node, bool is_jacobian);

/* The one or the other, as the printer's format is. */
void print_put(const struct print_writer *writer, const char *tex, const char *text);

/* Records that the node wrote the bytes from begin to the end of the text. */
void print_add_piece(const struct print_writer *writer, size_t begin, int id);

/* A sign between two operands, with space around it; nothing but space for juxtaposition. */
void print_sign(const struct print_writer *writer, const char *sign);

/* A node with its parentheses, or what stands in its place. */
void print_node(const struct print_writer *writer, const struct expression *node);

/* A CALL, or an INDICATOR, without the parentheses around it. */
void print_call(const struct print_writer *writer, const struct expression *node);

#endif
