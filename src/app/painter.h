#ifndef BACKSTEP_APP_PAINTER_H
#define BACKSTEP_APP_PAINTER_H

/* Paints scenes into pixels. A part that is painted again is the same, pixel by pixel, as in the
 * whole picture, so a step repaints only what it changed. */

#include "app/font.h"
#include "app/raster/raster.h"
#include "view/draw/scene.h"

/* Paints the part of the scene that is in the area; what is outside of it stays. */
void painter_paint(struct font_set *fonts, const struct raster *target, const struct scene *scene,
                   struct raster_area area);

/* Paints the whole scene. */
void painter_paint_all(struct font_set *fonts, const struct raster *target,
                       const struct scene *scene);

enum { PAINTER_AREAS = 64 };

/* The target shows the scene before: repaints what differs in the scene after. Returns how many
 * areas that were, and writes them, at most PAINTER_AREAS, for whoever shows the pixels. */
size_t painter_repaint(struct font_set *fonts, const struct raster *target,
                       const struct scene *before, const struct scene *after,
                       struct raster_area ret_areas[PAINTER_AREAS]);

#endif
