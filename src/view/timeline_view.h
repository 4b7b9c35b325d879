#ifndef BACKSTEP_VIEW_TIMELINE_VIEW_H
#define BACKSTEP_VIEW_TIMELINE_VIEW_H

/* One mark for each operation of this iteration, and where the iteration stands in the run. */

#include "view/canvas.h"

void timeline_view_draw(const struct canvas *canvas, struct rect rect);

#endif
