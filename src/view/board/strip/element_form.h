#ifndef BACKSTEP_VIEW_BOARD_STRIP_ELEMENT_FORM_H
#define BACKSTEP_VIEW_BOARD_STRIP_ELEMENT_FORM_H

/* The element form of an operation with its numbers: one line for each element of the target, its
 * sums over k written out. */

#include "view/draw/canvas.h"

/* Draws as many elements as there is room for. operation's binding is the form's. */
void element_form_draw(const struct canvas *canvas, struct rect rect,
                       const struct operation *operation);

#endif
