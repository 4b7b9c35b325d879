#ifndef BACKSTEP_VIEW_PANEL_HEADER_VIEW_H
#define BACKSTEP_VIEW_PANEL_HEADER_VIEW_H

/* The header: the lesson, where we are, the loss, the notation, the language. */

#include "view/draw/canvas.h"

void header_view_draw(const struct canvas *canvas, struct rect header);

#endif
