#ifndef BACKSTEP_VIEW_PLOT_SLOPE_VIEW_H
#define BACKSTEP_VIEW_PLOT_SLOPE_VIEW_H

/* The loss over the only weight that there is: the curve, where the network stands on it, and the
 * tangent there, whose slope is the gradient. */

#include "view/draw/canvas.h"

/* Whether the lesson has such a plot: it stands in the place of the fit. */
bool slope_view_fits(const struct canvas *canvas);

/* Draws C(w) with its tangent where the parameters are. */
void slope_view_draw(const struct canvas *canvas, struct rect rect);

#endif
