#ifndef BACKSTEP_APP_RASTER_RASTER_PLANE_H
#define BACKSTEP_APP_RASTER_RASTER_PLANE_H

/* A function over a plane, from its values at the crossings of a grid. */

#include "app/raster/raster.h"

/* A smooth heat map, as SCENE_HEAT says; its colors are opaque. Bounds have whole pixels. Where a
 * value next to a pixel is no number, the pixel is left out. */
void raster_plane(const struct raster *raster, const struct scene_item *heat);

#endif
