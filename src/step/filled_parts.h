#ifndef BACKSTEP_STEP_FILLED_PARTS_H
#define BACKSTEP_STEP_FILLED_PARTS_H

/* How the values of an equation are read and written. Only the files of filled.h use this. */

#include "step/blame.h"
#include "step/filled.h"
#include "step/focus.h"

struct filling {
    const struct equation *equation;
    const struct program *program;
    const struct operation *operation;
    const struct term_focus *focus;
    struct blame blame;
    struct evaluation evaluation;
    struct filled values;
};

struct filling filled_begin(const struct equation *equation);

const struct expression *filled_node(const struct filling *filling, int node);

/* A TENSOR node that is written as a number: a count or a rate. */
bool filled_is_digits(const struct filling *filling, int node);

/* The matrix of a piece of the equation with a value: its name, its tensor, its role. */
struct filled_matrix filled_matrix_of(const struct filling *filling,
                                      const struct print_piece *piece, struct matrix value);

/* Adds a slot for what a node is worth. */
void filled_add_slot(struct filling *filling, const struct print_piece *piece);

/* Adds the writings of the values: each piece becomes the next slot, or digits. behind is TeX that
 * follows, or "". */
void filled_write(struct filling *filling, const struct print_piece *pieces, size_t count,
                  const char *before, const char *behind);

#endif
