#ifndef BACKSTEP_VIEW_PANEL_HEADER_VIEW_H
#define BACKSTEP_VIEW_PANEL_HEADER_VIEW_H

/* The header: the lesson, where we are, the loss, the notation, the language. */

#include "view/draw/canvas.h"

/* "iteration 2 / 50 › backward › layer 1 › error of a hidden layer", the last part with a title; in
 * the canvas's arena. operation NULL: before the first step. */
const char *header_view_place_text(const struct canvas *canvas, long iteration,
                                   const struct operation *operation, bool has_title);

/* Draws title, place, loss, and the chips of notation and language. */
void header_view_draw(const struct canvas *canvas, struct rect header);

#endif
