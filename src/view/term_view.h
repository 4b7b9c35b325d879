#ifndef BACKSTEP_VIEW_TERM_VIEW_H
#define BACKSTEP_VIEW_TERM_VIEW_H

/* The term that a reader is at, and within it the element: which part of the formula, which
 * numbers, which products. Shown at the bottom of the board at the two finest levels. */

#include "formula/explain.h"
#include "view/board_matrix.h"
#include "view/symbol.h"

/* Where in an operation the reader is. An operation that is done is at its last term. */
struct term_focus {
    bool is_shown; /* the level is fine enough, and the operation has terms */
    const struct operation *operation;
    size_t term, term_count; /* from 0 */
    size_t node;             /* of the formula */
    size_t known, count;     /* elements of the term that are done, of all */
    bool is_by_element;
    size_t row, column;             /* the last one that is done */
    struct explanation explanation; /* of that one */
};
struct term_focus term_focus_of(const struct canvas *canvas);

/* The rows and columns of a node that the element is made of; false when it is not made of that
 * node. */
bool term_focus_cells(const struct term_focus *focus, size_t node, struct cell_range *ret);

/* Appends how the element comes about: "0.500 · 2.000 + 1.000 · 0.100 = 1.100". Only operation,
 * node and explanation are read. */
void term_view_say_products(struct paragraph *paragraph, const struct term_focus *focus);

/* Draws the term into its part of the board. */
void term_view_draw(const struct canvas *canvas, struct rect rect, const struct term_focus *focus,
                    const struct formula *formula);

#endif
