#ifndef BACKSTEP_VIEW_PLOT_MAP_VIEW_H
#define BACKSTEP_VIEW_PLOT_MAP_VIEW_H

/* The decision map: the output over the plane of the two inputs, the line where it changes sides,
 * and the samples on it. */

#include "survey/decision_map.h"
#include "view/draw/canvas.h"

/* The sample of the batch is ringed. Nothing where there is no map (NULL). */
void map_view_draw(const struct canvas *canvas, struct decision_map *found, struct rect rect,
                   size_t sample);

#endif
