#ifndef BACKSTEP_VIEW_PANEL_HINT_VIEW_H
#define BACKSTEP_VIEW_PANEL_HINT_VIEW_H

/* The keys that do something now, and which step this is. */

#include "view/draw/canvas.h"

void hint_view_draw(const struct canvas *canvas, const struct session *session, struct rect rect);

#endif
