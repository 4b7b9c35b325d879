#ifndef BACKSTEP_VIEW_BOARD_READER_H
#define BACKSTEP_VIEW_BOARD_READER_H

/* How the values of a formula are read and written. Only the files of the board's values use
 * this. */

#include "view/board_values.h"
#include "view/term_focus.h"
#include "view/trouble_view.h"

struct board_reader {
    const struct formula *formula;
    const struct program *program;
    const struct operation *operation;
    const struct term_focus *focus;
    struct trouble_marks trouble;
    struct evaluation evaluation;
    struct board_values values;
};

struct board_reader board_reader_create(const struct formula *formula);

const struct expression *board_reader_node(const struct board_reader *reader, int node);

/* A TENSOR node that is written as a number: a count or a rate. */
bool board_reader_is_digits(const struct board_reader *reader, int node);

/* The matrix of a piece of the formula with a value: its name, its tensor, its color. */
struct board_matrix board_reader_matrix(const struct board_reader *reader,
                                        const struct print_piece *piece, struct matrix value);

/* Adds a slot for what a node is worth. */
void board_reader_add_slot(struct board_reader *reader, const struct print_piece *piece);

/* Adds the writings of the values: each piece becomes the next slot, or digits. behind is TeX that
 * follows, or "". */
void board_reader_write(struct board_reader *reader, const struct print_piece *pieces, size_t count,
                        const char *before, const char *behind);

#endif
