#ifndef BACKSTEP_VIEW_BOARD_TERM_VIEW_H
#define BACKSTEP_VIEW_BOARD_TERM_VIEW_H

/* The term that a reader is at, and within it the element: which part of the formula, which
 * numbers, which products. Shown at the bottom of the board at the two finest levels. */

#include "step/filled_term.h"
#include "step/focus.h"
#include "view/board/board_fit.h"

/* The term's part of the board, at the bottom. */
struct term_view {
    const struct canvas *canvas;
    const struct focus *focus;
    const struct equation *formula;
    struct filled_term term;
    struct board_fit flow; /* its values */
    bool has_values;       /* not of a formula of a single operator, whose matrices are above
                              already, nor where there is no room for legible numbers */
};

/* Fits it into the lower part of the board; must stay where it is until it is drawn. Borrows all
 * of its arguments. */
void term_view_create(struct term_view *ret, const struct canvas *canvas,
                      const struct equation *formula, struct rect board);

/* Of the board's height: what is kept for it before there is a term to show. */
#define TERM_VIEW_USUAL 0.34F

/* The height that it asks for: that of its values and of how an element comes about. */
float term_view_height(const struct term_view *panel, float board_height);

void term_view_draw(const struct term_view *panel, struct rect rect);

#endif
