#ifndef BACKSTEP_VIEW_PLOT_FIT_VIEW_H
#define BACKSTEP_VIEW_PLOT_FIT_VIEW_H

/* The fit: the data as points over their input, the output as a curve, and how far the two are
 * apart at one sample. */

#include "survey/fit_curve.h"
#include "view/draw/canvas.h"

/* The sample of the batch is ringed: that which the network shows. Nothing where there is no
 * such plot (NULL). */
void fit_view_draw(const struct canvas *canvas, struct fit_curve *plot, struct rect rect,
                   size_t sample);

#endif
