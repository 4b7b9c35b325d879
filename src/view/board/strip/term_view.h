#ifndef BACKSTEP_VIEW_BOARD_STRIP_TERM_VIEW_H
#define BACKSTEP_VIEW_BOARD_STRIP_TERM_VIEW_H

/* The term that a reader is at, and within it the element: which part of the formula, which
 * numbers, which products. It has the strip of the board at the two finest levels. */

#include "step/filled_term.h"
#include "step/focus.h"
#include "view/board/board_fit.h"

/* The term's part of the board. */
struct term_view {
    const struct canvas *canvas;
    const struct focus *focus;
    const struct equation *formula;
    struct filled_term term;
    struct board_fit fit; /* its values */
    bool has_values;      /* not of a formula of a single operator, whose matrices are above
                             already, nor where there is no room for legible numbers */
};

/* Fits it into the strip; must stay where it is until it is drawn. Borrows all
 * of its arguments. */
void term_view_create(struct term_view *ret, const struct canvas *canvas,
                      const struct equation *formula, struct rect strip);

/* Draws it into the strip for which it was made. */
void term_view_draw(const struct term_view *panel, struct rect strip);

#endif
