#ifndef BACKSTEP_VIEW_PANEL_NARRATION_VIEW_H
#define BACKSTEP_VIEW_PANEL_NARRATION_VIEW_H

/* What the step did, in a plain sentence. */

#include "view/draw/canvas.h"

/* Which tensors the lesson wants lit here, by number; NULL: none. */
const bool *narration_focus(const struct canvas *canvas);

void narration_view_draw(const struct canvas *canvas, struct rect panel);

#endif
