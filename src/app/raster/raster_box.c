#include "app/raster/raster.h"
#include "app/raster/raster_parts.h"

#include <math.h>

/* Boxes: the coverage is the exact area along straight edges, and taken from the distance to the
 * arc in the corners. */

struct round_box {
    float left, top, right, bottom;
    float radius;
};

static bool round_box_begin(struct round_box *box, struct rect rect, float radius) {
    float right = rect.x + rect.width;
    float bottom = rect.y + rect.height;
    if (!raster_is_near(rect.x) || !raster_is_near(rect.y) || !raster_is_near(right) ||
        !raster_is_near(bottom) || !(rect.width > 0 && rect.height > 0)) {
        return false;
    }
    float most = raster_lower(rect.width, rect.height) / 2;
    *box = (struct round_box){rect.x, rect.y, right, bottom,
                              raster_higher(raster_lower(radius, most), 0)};
    return true;
}

static struct round_box round_box_inset(struct round_box box, float by) {
    return (struct round_box){box.left + by, box.top + by, box.right - by, box.bottom - by,
                              raster_higher(box.radius - by, 0)};
}

static float overlap(float low, float high, float at) {
    return raster_higher(raster_lower(high, at + 0.5F) - raster_higher(low, at - 0.5F), 0);
}

static float round_box_coverage(const struct round_box *box, float x, float y) {
    float beyond_x = raster_higher(box->left + box->radius - x, x - box->right + box->radius);
    float beyond_y = raster_higher(box->top + box->radius - y, y - box->bottom + box->radius);
    if (beyond_x > 0 && beyond_y > 0 && box->radius > 0) {
        float distance = sqrtf(beyond_x * beyond_x + beyond_y * beyond_y);
        return raster_lower(raster_higher(box->radius + 0.5F - distance, 0), 1);
    }
    return overlap(box->left, box->right, x) * overlap(box->top, box->bottom, y);
}

/* The pixels of a row that are all covered: from *first, before *last. */
static void round_box_full(const struct round_box *box, int y, int *first, int *last) {
    float middle = (float)y + 0.5F;
    float inset = 0;
    float beyond =
        raster_higher(box->top + box->radius - middle, middle - box->bottom + box->radius);
    *first = *last = 0;
    if ((float)y < box->top || (float)y + 1 > box->bottom) {
        return;
    }
    if (beyond > 0) {
        float inner = box->radius - 0.5F;
        float square = inner * inner - beyond * beyond;
        if (inner <= 0 || square <= 0) {
            return;
        }
        inset = box->radius - sqrtf(square) + 1;
    }
    *first = (int)ceilf(box->left + inset);
    *last = raster_greatest((int)floorf(box->right - inset), *first);
}

/* A box, or what of it is around an inner one, which may be NULL. */
struct frame {
    const struct round_box *outer, *inner;
};

static void paint_span(struct frame frame, struct raster_span span, struct raster_ink ink) {
    for (int x = span.left; x < span.right; x++) {
        float coverage = round_box_coverage(frame.outer, (float)x + 0.5F, (float)span.y + 0.5F);
        if (frame.inner != NULL) {
            coverage -= round_box_coverage(frame.inner, (float)x + 0.5F, (float)span.y + 0.5F);
        }
        raster_cover(&span.row[x], ink, coverage);
    }
}

static void paint_frame(const struct raster *raster, struct frame frame, struct raster_ink ink) {
    const struct round_box *outer = frame.outer;
    struct rect bounds = {outer->left, outer->top, outer->right - outer->left,
                          outer->bottom - outer->top};
    struct raster_area area = raster_area_intersect(raster_area_around(bounds), raster->clip);
    for (int y = area.top; y < area.bottom; y++) {
        uint32_t *row = raster_row(raster, y);
        int first;
        int last;
        round_box_full(frame.inner != NULL ? frame.inner : outer, y, &first, &last);
        first = raster_least(raster_greatest(first, area.left), area.right);
        last = raster_least(raster_greatest(last, first), area.right);
        paint_span(frame, (struct raster_span){row, y, area.left, first}, ink);
        if (frame.inner == NULL) {
            raster_fill_span((struct raster_span){row, y, first, last}, ink);
        }
        paint_span(frame, (struct raster_span){row, y, last, area.right}, ink);
    }
}

void raster_box(const struct raster *raster, struct rect rect, float radius, color_argb color,
                float stroke, color_argb stroke_color) {
    struct round_box box;
    if (!round_box_begin(&box, rect, radius)) {
        return;
    }
    struct raster_ink fill_ink = raster_ink_of(color);
    struct raster_ink stroke_ink = raster_ink_of(stroke_color);
    bool is_outlined = stroke > 0 && stroke_ink.opacity > 0;
    float most = raster_lower(rect.width, rect.height) / 2;
    float thickness = is_outlined ? raster_lower(stroke, most) : 0;
    if (fill_ink.opacity > 0) {
        /* The edge of the fill hides under an opaque outline, or its color would fringe it. */
        bool is_hidden = is_outlined && stroke_ink.opacity == RASTER_OPAQUE;
        struct round_box fill = round_box_inset(box, is_hidden ? thickness / 2 : 0);
        paint_frame(raster, (struct frame){&fill, NULL}, fill_ink);
    }
    if (is_outlined) {
        struct round_box inner = round_box_inset(box, thickness);
        paint_frame(raster, (struct frame){&box, &inner}, stroke_ink);
    }
}
