#include "app/raster/raster.h"
#include "app/raster/raster_parts.h"

#include <math.h>

/* Lines: the coverage of a pixel is how much of a unit interval around its distance from the axis
 * lies within the stroke. Beyond the ends, the distance is that from the end. */

enum { MASK_COLUMNS = 512 };

#define SHORTEST_DASH 0.25F /* shorter ones could not be told from a solid line */

struct stroke {
    struct scene_point from;
    float along_x, along_y;     /* unit vector */
    float inverse_x, inverse_y; /* 1 / its parts, 0 where a part is near 0 */
    float length;
    float half;      /* of the width */
    float dash;      /* 0 = solid */
    float dash_half; /* of the straight part of a dash */
    float last_dash; /* where the middle of the last one is */
};

static float inverse(float slope) {
    return fabsf(slope) < 1e-4F ? 0 : 1 / slope;
}

static bool stroke_begin(struct stroke *stroke, struct scene_point from, struct scene_point to,
                         float width, float dash) {
    if (!raster_is_near(from.x) || !raster_is_near(from.y) || !raster_is_near(to.x) ||
        !raster_is_near(to.y) || !(width > 0 && width < RASTER_FARTHEST)) {
        return false;
    }
    float x = to.x - from.x;
    float y = to.y - from.y;
    float length = sqrtf(x * x + y * y);
    bool is_dashed = dash >= SHORTEST_DASH && dash < length;
    *stroke = (struct stroke){.from = from,
                              .along_x = length > 0 ? x / length : 1,
                              .along_y = length > 0 ? y / length : 0,
                              .length = length,
                              .half = width / 2,
                              .dash = is_dashed ? dash : 0};
    if (is_dashed) {
        float more = floorf((length - dash) / (2 * dash)); /* whole ones behind the first */
        stroke->last_dash = dash * (0.5F + 2 * more);
    }
    stroke->inverse_x = inverse(stroke->along_x);
    stroke->inverse_y = inverse(stroke->along_y);
    stroke->dash_half = raster_higher(stroke->dash / 2 - stroke->half, 0);
    return true;
}

/* How far a point at this distance along the line is from the dash it is nearest to. */
static float dash_distance(const struct stroke *stroke, float along) {
    float middle = stroke->dash / 2;
    float periods = (along - middle) / (2 * stroke->dash) + 0.5F;
    float nearest = middle + 2 * stroke->dash * (float)(int)raster_higher(periods, 0);
    return raster_higher(
        fabsf(along - raster_lower(nearest, stroke->last_dash)) - stroke->dash_half, 0);
}

static float stroke_coverage(const struct stroke *stroke, float x, float y) {
    float across = (x - stroke->from.x) * stroke->along_y - (y - stroke->from.y) * stroke->along_x;
    float along = (x - stroke->from.x) * stroke->along_x + (y - stroke->from.y) * stroke->along_y;
    float beyond = raster_higher(raster_higher(-along, along - stroke->length), 0);
    if (stroke->dash > 0) {
        beyond = dash_distance(stroke, along);
    }
    float distance = beyond > 0 ? sqrtf(across * across + beyond * beyond) : fabsf(across);
    float covered =
        raster_lower(distance + 0.5F, stroke->half) - raster_higher(distance - 0.5F, -stroke->half);
    return raster_higher(covered, 0);
}

/* Narrows first..last to where low <= x / inverse <= high; an inverse of 0 narrows nothing. */
static void narrow(float inverse_slope, float low, float high, float *first, float *last) {
    if (inverse_slope == 0) {
        return;
    }
    float a = low * inverse_slope;
    float b = high * inverse_slope;
    *first = raster_higher(*first, raster_lower(a, b));
    *last = raster_lower(*last, raster_higher(a, b));
}

/* Narrows a span, whose left is not negative, to the pixels that the stroke may touch. */
static void stroke_narrow(const struct stroke *stroke, struct raster_span *span) {
    float reach = stroke->half + 0.52F; /* a little more than can be covered */
    float below = (float)span->y + 0.5F - stroke->from.y;
    float across = below * stroke->along_x;
    float along = below * stroke->along_y;
    float first = (float)span->left - stroke->from.x;
    float last = (float)span->right - stroke->from.x;
    narrow(stroke->inverse_y, across - reach, across + reach, &first, &last);
    narrow(stroke->inverse_x, -reach - along, stroke->length + reach - along, &first, &last);
    first = raster_lower(first + stroke->from.x + 0.48F, (float)span->right);
    last = raster_higher(last + stroke->from.x + 0.52F, (float)span->left);
    span->left = raster_greatest(span->left, (int)first);
    span->right = raster_least(span->right, (int)last);
}

static struct raster_area stroke_area(const struct stroke *stroke) {
    float reach = stroke->half + 1;
    float to_x = stroke->from.x + stroke->along_x * stroke->length;
    float to_y = stroke->from.y + stroke->along_y * stroke->length;
    float left = raster_lower(stroke->from.x, to_x) - reach;
    float top = raster_lower(stroke->from.y, to_y) - reach;
    return (struct raster_area){(int)floorf(left), (int)floorf(top),
                                (int)ceilf(raster_higher(stroke->from.x, to_x) + reach),
                                (int)ceilf(raster_higher(stroke->from.y, to_y) + reach)};
}

/* A row of a solid stroke whose pixels are mostly beside the axis, not beyond its ends: there the
 * distance is linear. It gives what stroke_coverage gives, with less to compute. */
static void solid_row(const struct stroke *stroke, struct raster_span span, struct raster_ink ink) {
    const struct stroke s = *stroke;
    float below = (float)span.y + 0.5F - s.from.y;
    float across_row = below * s.along_x;
    float along_row = below * s.along_y;
    float most = raster_lower(2 * s.half, 1) * (float)ink.opacity;
    for (int x = span.left; x < span.right; x++) {
        float beside = (float)x + 0.5F - s.from.x;
        float along = beside * s.along_x + along_row;
        float distance = fabsf(beside * s.along_y - across_row);
        if (along < 0 || along > s.length) {
            float beyond = along < 0 ? along : along - s.length;
            distance = sqrtf(distance * distance + beyond * beyond);
        }
        float covered = raster_lower((s.half + 0.5F - distance) * (float)ink.opacity, most);
        if (covered >= 0.5F) {
            span.row[x] = raster_blend(span.row[x], ink.color, (int)(covered + 0.5F));
        }
    }
}

static void dashed_row(const struct stroke *stroke, struct raster_span span,
                       struct raster_ink ink) {
    for (int x = span.left; x < span.right; x++) {
        float coverage = stroke_coverage(stroke, (float)x + 0.5F, (float)span.y + 0.5F);
        raster_cover(&span.row[x], ink, coverage);
    }
}

void raster_line(const struct raster *raster, struct scene_point from, struct scene_point to,
                 float width, float dash, color_argb color) {
    struct stroke stroke;
    struct raster_ink ink = raster_ink_of(color);
    if (ink.opacity == 0 || !stroke_begin(&stroke, from, to, width, dash)) {
        return;
    }
    struct raster_area area = raster_area_intersect(stroke_area(&stroke), raster->clip);
    for (int y = area.top; y < area.bottom; y++) {
        struct raster_span span = {raster_row(raster, y), y, area.left, area.right};
        stroke_narrow(&stroke, &span);
        stroke.dash > 0 ? dashed_row(&stroke, span, ink) : solid_row(&stroke, span, ink);
    }
}

/* Lays a segment over the coverages of a part of a row, mask[0] being its left: the larger stay. */
static void mask_segment(const struct stroke *stroke, struct raster_span part, float *mask) {
    struct raster_span span = part;
    stroke_narrow(stroke, &span);
    for (int x = span.left; x < span.right; x++) {
        float coverage = stroke_coverage(stroke, (float)x + 0.5F, (float)span.y + 0.5F);
        mask[x - part.left] = raster_higher(mask[x - part.left], coverage);
    }
}

/* An open line through points, width wide. */
struct polyline {
    const struct scene_point *points;
    size_t count;
    float width;
};

static void polyline_row(const struct polyline *line, struct raster_span part,
                         struct raster_ink ink) {
    float mask[MASK_COLUMNS] = {0};
    float reach = line->width / 2 + 1;
    float low = (float)part.y - reach;
    float high = (float)(part.y + 1) + reach;
    float near_left = (float)part.left - reach;
    float near_right = (float)part.right + reach;
    for (size_t i = 0; i + 1 < line->count; i++) {
        struct scene_point a = line->points[i];
        struct scene_point b = line->points[i + 1];
        struct stroke stroke;
        bool is_outside = (a.y < low && b.y < low) || (a.y > high && b.y > high) ||
                          (a.x < near_left && b.x < near_left) ||
                          (a.x > near_right && b.x > near_right);
        if (!is_outside && stroke_begin(&stroke, a, b, line->width, 0)) {
            mask_segment(&stroke, part, mask);
        }
    }
    for (int x = part.left; x < part.right; x++) {
        raster_cover(&part.row[x], ink, mask[x - part.left]);
    }
}

static struct raster_area polyline_area(const struct polyline *line) {
    float left = RASTER_FARTHEST;
    float top = RASTER_FARTHEST;
    float right = -RASTER_FARTHEST;
    float bottom = -RASTER_FARTHEST;
    for (size_t i = 0; i < line->count; i++) {
        left = raster_lower(left, line->points[i].x);
        top = raster_lower(top, line->points[i].y);
        right = raster_higher(right, line->points[i].x);
        bottom = raster_higher(bottom, line->points[i].y);
    }
    float reach = line->width / 2 + 1;
    left = raster_higher(left - reach, -RASTER_FARTHEST);
    top = raster_higher(top - reach, -RASTER_FARTHEST);
    right = raster_lower(right + reach, RASTER_FARTHEST);
    bottom = raster_lower(bottom + reach, RASTER_FARTHEST);
    return raster_area_around((struct rect){left, top, right - left, bottom - top});
}

void raster_polyline(const struct raster *raster, const struct scene_point *points, size_t count,
                     float width, color_argb color) {
    const struct polyline line = {points, count, width};
    struct raster_ink ink = raster_ink_of(color);
    if (count == 0 || !(width > 0 && width < RASTER_FARTHEST) || ink.opacity == 0) {
        return;
    }
    struct raster_area area = raster_area_intersect(polyline_area(&line), raster->clip);
    for (int y = area.top; y < area.bottom; y++) {
        for (int x = area.left; x < area.right; x += MASK_COLUMNS) {
            int right = raster_least(x + MASK_COLUMNS, area.right);
            polyline_row(&line, (struct raster_span){raster_row(raster, y), y, x, right}, ink);
        }
    }
}
