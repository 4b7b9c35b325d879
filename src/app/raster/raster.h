#ifndef BACKSTEP_APP_RASTER_RASTER_H
#define BACKSTEP_APP_RASTER_RASTER_H

/* Smooth shapes on opaque 0xAARRGGBB pixels in memory. Pixel (i, j) covers the square from (i, j)
 * to (i + 1, j + 1), so edges on whole coordinates are crisp. What a pixel becomes depends on the
 * shape and the pixel alone, never on the clip: a part painted again is the same as the whole.
 * Shapes with a coordinate that is no number, or beyond RASTER_FARTHEST, are left out. */

#include "app/raster/raster_bounds.h"
#include "view/draw/scene.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whole pixels: left and top are inside, right and bottom are not. */
struct raster_area {
    int left, top, right, bottom;
};

struct raster {
    uint32_t *pixels; /* borrowed */
    int width, height;
    int stride;              /* pixels from a row to the next */
    struct raster_area clip; /* always within the pixels */
};

/* A raster on the pixels, clipped to nothing but their edges. */
struct raster raster_on(uint32_t *pixels, int width, int height, int stride);

/* Confines what is drawn from now on to the area, as far as it is within the pixels. */
void raster_set_clip(struct raster *raster, struct raster_area area);

/* The smallest area of whole pixels that holds the rectangle; empty when the rectangle is. */
struct raster_area raster_area_around(struct rect rect);
struct raster_area raster_area_intersect(struct raster_area a, struct raster_area b);
bool raster_area_is_empty(struct raster_area area);

/* Lays the color over an area, without smoothing. */
void raster_fill(const struct raster *raster, struct raster_area area, color_argb color);

/* A line with round ends. dash is the length of a dash and of the gap behind it; 0 = solid. */
void raster_line(const struct raster *raster, struct scene_point from, struct scene_point to,
                 float stroke, float dash, color_argb color);

/* An open line through the points with round joints; the joints are not laid over twice. */
void raster_polyline(const struct raster *raster, const struct scene_point *points, size_t count,
                     float stroke, color_argb color);

/* A rounded box: filled, then outlined by stroke pixels inside its edge. A radius of half its side
 * makes a square box a disc. A color or a stroke of 0 leaves that part out. */
void raster_box(const struct raster *raster, struct rect box, float radius, color_argb color,
                float stroke, color_argb stroke_color);

/* The color of a heat map's strength: -1 negative, 0 middle, 1 positive. */
color_argb raster_heat_color(const struct scene_item *heat, double strength);

/* A heat map, as SCENE_HEAT says. Cells have whole pixels, so that there are no seams. When there
 * are more cells than pixels, a pixel shows the largest magnitude of those it covers. Values that
 * are no number leave their cell out. */
void raster_heat(const struct raster *raster, const struct scene_item *heat);

/* How much of each pixel something covers, 0..255. */
struct raster_mask {
    const uint8_t *coverages; /* borrowed */
    int width, height;        /* pixels */
    int pitch;                /* bytes from a row to the next */
};

/* The color through a mask whose top left pixel is at (x, y). */
void raster_mask(const struct raster *raster, int x, int y, const struct raster_mask *mask,
                 color_argb color);

#endif
