#include "app/raster/raster.h"

#include <assert.h>
#include <math.h>

struct raster raster_on(uint32_t *pixels, int width, int height, int stride) {
    assert(width >= 0 && height >= 0 && stride >= width);
    return (struct raster){pixels, width, height, stride, {0, 0, width, height}};
}

bool raster_area_is_empty(struct raster_area area) {
    return area.left >= area.right || area.top >= area.bottom;
}

struct raster_area raster_area_intersect(struct raster_area a, struct raster_area b) {
    return (struct raster_area){raster_greatest(a.left, b.left), raster_greatest(a.top, b.top),
                                raster_least(a.right, b.right), raster_least(a.bottom, b.bottom)};
}

struct raster_area raster_area_around(struct rect rect) {
    float right = rect.x + rect.width;
    float bottom = rect.y + rect.height;
    if (!raster_is_near(rect.x) || !raster_is_near(rect.y) || !raster_is_near(right) ||
        !raster_is_near(bottom)) {
        return (struct raster_area){0};
    }
    return (struct raster_area){(int)floorf(rect.x), (int)floorf(rect.y), (int)ceilf(right),
                                (int)ceilf(bottom)};
}

void raster_set_clip(struct raster *raster, struct raster_area area) {
    struct raster_area whole = {0, 0, raster->width, raster->height};
    raster->clip = raster_area_intersect(area, whole);
}
