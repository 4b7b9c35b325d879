#include "app/raster/raster.h"
#include "app/raster/raster_parts.h"

#include <string.h>

/* The first few one by one, then copies of what is done: the C library copies as fast as the
 * machine can, whatever this is compiled with. */
static void fill_opaque(uint32_t *pixels, int count, color_argb color) {
    enum { ONE_BY_ONE = 32, MOST_COPIED = 1024 };
    int done = raster_least(count, ONE_BY_ONE);
    for (int i = 0; i < done; i++) {
        pixels[i] = color;
    }
    while (done < count) {
        int more = raster_least(raster_least(done, MOST_COPIED), count - done);
        memcpy(pixels + done, pixels, (size_t)more * sizeof *pixels);
        done += more;
    }
}

void raster_fill_span(struct raster_span span, struct raster_ink ink) {
    if (ink.opacity == RASTER_OPAQUE) {
        fill_opaque(span.row + span.left, span.right - span.left, ink.color);
        return;
    }
    for (int x = span.left; x < span.right; x++) {
        span.row[x] = raster_blend(span.row[x], ink.color, ink.opacity);
    }
}

void raster_fill(const struct raster *raster, struct raster_area area, color_argb color) {
    struct raster_area inside = raster_area_intersect(area, raster->clip);
    struct raster_ink ink = raster_ink_of(color);
    if (raster_area_is_empty(inside) || ink.opacity == 0) {
        return;
    }
    for (int y = inside.top; y < inside.bottom; y++) {
        struct raster_span span = {raster_row(raster, y), y, inside.left, inside.right};
        raster_fill_span(span, ink);
    }
}

void raster_mask(const struct raster *raster, int x, int y, const struct raster_mask *mask,
                 color_argb color) {
    struct raster_area area = {x, y, x + mask->width, y + mask->height};
    struct raster_area inside = raster_area_intersect(area, raster->clip);
    struct raster_ink ink = raster_ink_of(color);
    for (int row = inside.top; row < inside.bottom; row++) {
        uint32_t *pixels = raster_row(raster, row);
        const uint8_t *coverages = mask->coverages + (ptrdiff_t)(row - y) * mask->pitch;
        for (int column = inside.left; column < inside.right; column++) {
            int coverage = coverages[column - x];
            if (coverage > 0) {
                int part = (coverage + (coverage >> 7)) * ink.opacity >> 8;
                pixels[column] = raster_blend(pixels[column], ink.color, part);
            }
        }
    }
}
