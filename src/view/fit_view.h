#ifndef BACKSTEP_VIEW_FIT_VIEW_H
#define BACKSTEP_VIEW_FIT_VIEW_H

/* The fit: the data as points over their input, the output as a curve, and how far the two are
 * apart at the sample that the network shows. */

#include "view/canvas.h"

/* Nothing where the session has no such plot. */
void fit_view_draw(const struct canvas *canvas, struct rect rect);

#endif
