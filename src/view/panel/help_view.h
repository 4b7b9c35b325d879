#ifndef BACKSTEP_VIEW_PANEL_HELP_VIEW_H
#define BACKSTEP_VIEW_PANEL_HELP_VIEW_H

/* All keys, over the whole picture. */

#include "view/draw/canvas.h"

/* Draws all keys over the whole picture, as pages. */
void help_view_draw(const struct canvas *canvas, const struct session *session);

#endif
