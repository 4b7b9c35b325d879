#ifndef BACKSTEP_APP_RASTER_RASTER_PARTS_H
#define BACKSTEP_APP_RASTER_RASTER_PARTS_H

/* What the shapes of raster.h share: a color laid over a pixel, and parts of rows of pixels.
 * Coverage is the share of a pixel that a shape takes. */

#include "app/raster/raster.h"

/* Coverage and opacity are both 0..256 as whole numbers, so that "all of it" is exact without a
 * division. */
enum { RASTER_OPAQUE = 256 };

struct raster_ink {
    color_argb color;
    int opacity;
};

/* The pixels of a row from left to right, which is not inside. */
struct raster_span {
    uint32_t *row; /* pixel x of it is row[x] */
    int y, left, right;
};

static inline uint32_t *raster_row(const struct raster *raster, int y) {
    return raster->pixels + (ptrdiff_t)y * raster->stride;
}

static inline struct raster_ink raster_ink_of(color_argb color) {
    int alpha = (int)(color >> 24);
    return (struct raster_ink){color, alpha + (alpha >> 7)};
}

/* opacity is 0..256 */
static inline uint32_t raster_blend(uint32_t below, color_argb color, int opacity) {
    uint32_t rest = (uint32_t)(RASTER_OPAQUE - opacity);
    uint32_t part = (uint32_t)opacity;
    uint32_t red_blue = (color & 0xFF00FFU) * part + (below & 0xFF00FFU) * rest + 0x800080U;
    uint32_t green = (color & 0x00FF00U) * part + (below & 0x00FF00U) * rest + 0x008000U;
    return 0xFF000000U | (red_blue >> 8 & 0xFF00FFU) | (green >> 8 & 0x00FF00U);
}

/* How much of the ink a pixel gets, 0..256; coverage is 0..1. */
static inline int raster_part(struct raster_ink ink, float coverage) {
    return (int)(coverage * (float)ink.opacity + 0.5F);
}

static inline void raster_cover(uint32_t *pixel, struct raster_ink ink, float coverage) {
    int part = raster_part(ink, coverage);
    if (part > 0) {
        *pixel = raster_blend(*pixel, ink.color, part);
    }
}

/* Lays the ink over all pixels of the span. */
void raster_fill_span(struct raster_span span, struct raster_ink ink);

#endif
