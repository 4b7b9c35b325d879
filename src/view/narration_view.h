#ifndef BACKSTEP_VIEW_NARRATION_VIEW_H
#define BACKSTEP_VIEW_NARRATION_VIEW_H

/* What the step did, in a plain sentence. */

#include "view/canvas.h"

void narration_view_draw(const struct canvas *canvas, struct rect panel);

#endif
