#ifndef BACKSTEP_VIEW_DRAW_MISPRINT_MARK_H
#define BACKSTEP_VIEW_DRAW_MISPRINT_MARK_H

/* The sign at an operation or a line that the note misprints; a click on it shows how. */

#include "view/draw/canvas.h"

/* "⚠ x" up to its right end, around a middle; returns how wide it is. */
float misprint_mark_draw(const struct canvas *canvas, float right, float middle);

#endif
