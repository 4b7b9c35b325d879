#ifndef BACKSTEP_VIEW_TERM_VIEW_H
#define BACKSTEP_VIEW_TERM_VIEW_H

/* The term that a reader is at, and within it the element: which part of the formula, which
 * numbers, which products. Shown at the bottom of the board at the two finest levels. */

#include "view/symbol.h"
#include "view/term_focus.h"

/* Appends how the element comes about: "0.500 · 2.000 + 1.000 · 0.100 = 1.100". Only operation,
 * node and explanation are read. */
void term_view_say_products(struct paragraph *paragraph, const struct term_focus *focus);

/* A formula of a single operator has its matrices above already. */
bool term_view_has_values(const struct term_focus *focus);

/* Draws the term into its part of the board. */
void term_view_draw(const struct canvas *canvas, struct rect rect, const struct term_focus *focus,
                    const struct formula *formula);

#endif
