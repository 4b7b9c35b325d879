#ifndef BACKSTEP_VIEW_BOARD_BOARD_VIEW_H
#define BACKSTEP_VIEW_BOARD_BOARD_VIEW_H

/* The board: the operation's name, its formula, and the formula with its values. Before the first
 * step, what the lesson is about. */

#include "view/draw/canvas.h"

/* Draws the operation of the moment, or what it shows inside, into the panel. */
void board_view_draw(const struct canvas *canvas, struct rect panel);

#endif
