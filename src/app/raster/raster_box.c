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

/* The pixels of a row that may be covered at all, of those from *left to *right. */
static void round_box_touched(const struct round_box *box, int y, int *left, int *right) {
    float middle = (float)y + 0.5F;
    float beyond =
        raster_higher(box->top + box->radius - middle, middle - box->bottom + box->radius);
    float reach = box->radius + 0.5F;
    float square = reach * reach - beyond * beyond;
    if (beyond <= 0 || box->radius <= 0) {
        return;
    }
    float inset = square > 0 ? box->radius - sqrtf(square) - 1 : box->radius;
    *left = raster_greatest(*left, (int)floorf(box->left + inset));
    *right = raster_least(*right, (int)ceilf(box->right - inset));
}

/* A box, or what of it is around an inner one, which may be NULL. */
struct frame {
    const struct round_box *outer, *inner;
};

static float frame_coverage(struct frame frame, int x, int y) {
    float coverage = round_box_coverage(frame.outer, (float)x + 0.5F, (float)y + 0.5F);
    if (frame.inner != NULL) {
        coverage -= round_box_coverage(frame.inner, (float)x + 0.5F, (float)y + 0.5F);
    }
    return coverage;
}

static void paint_span(struct frame frame, struct raster_span span, struct raster_ink ink) {
    for (int x = span.left; x < span.right; x++) {
        raster_cover(&span.row[x], ink, frame_coverage(frame, x, span.y));
    }
}

/* Lays the same part of the ink over a span. */
static void paint_even(struct raster_span span, struct raster_ink ink, float coverage) {
    struct raster_ink part = {ink.color, raster_part(ink, coverage)};
    if (part.opacity > 0) {
        raster_fill_span(span, part);
    }
}

/* Between the arcs all pixels of a row are covered alike, and so are those of a column: lines where
 * that begins and ends, and a pixel more. */
struct straight {
    int left, top, right, bottom;
};

static struct straight straight_of(struct frame frame) {
    const struct round_box *a = frame.outer;
    const struct round_box *b = frame.inner != NULL ? frame.inner : a;
    float left = raster_higher(a->left + a->radius, b->left + b->radius);
    float top = raster_higher(a->top + a->radius, b->top + b->radius);
    float right = raster_lower(a->right - a->radius, b->right - b->radius);
    float bottom = raster_lower(a->bottom - a->radius, b->bottom - b->radius);
    return (struct straight){(int)ceilf(left) + 1, (int)ceilf(top) + 1, (int)floorf(right) - 1,
                             (int)floorf(bottom) - 1};
}

/* What every row between the arcs is like: columns of the left and of the right edge, and how much
 * of the ink each gets. */
enum { EDGE_MOST = 12 };
struct edges {
    int first, last; /* what is between is covered wholly, or by the inner box */
    int left[EDGE_MOST], right[EDGE_MOST];
};

/* False when an edge is too wide to be kept. */
static bool edges_of(struct frame frame, struct raster_area area, int y, struct raster_ink ink,
                     struct edges *ret) {
    round_box_full(frame.inner != NULL ? frame.inner : frame.outer, y, &ret->first, &ret->last);
    ret->first = raster_least(raster_greatest(ret->first, area.left), area.right);
    ret->last = raster_least(raster_greatest(ret->last, ret->first), area.right);
    if (ret->first - area.left > EDGE_MOST || area.right - ret->last > EDGE_MOST) {
        return false;
    }
    for (int x = area.left; x < ret->first; x++) {
        ret->left[x - area.left] = raster_part(ink, frame_coverage(frame, x, y));
    }
    for (int x = ret->last; x < area.right; x++) {
        ret->right[x - ret->last] = raster_part(ink, frame_coverage(frame, x, y));
    }
    return true;
}

static void paint_parts(struct raster_span span, struct raster_ink ink, const int *parts) {
    for (int x = span.left; x < span.right; x++, parts++) {
        if (*parts > 0) {
            span.row[x] = raster_blend(span.row[x], ink.color, *parts);
        }
    }
}

static void paint_straight_row(uint32_t *row, int y, struct raster_area area,
                               const struct edges *edges, struct raster_ink ink, bool is_filled) {
    paint_parts((struct raster_span){row, y, area.left, edges->first}, ink, edges->left);
    if (is_filled) {
        raster_fill_span((struct raster_span){row, y, edges->first, edges->last}, ink);
    }
    paint_parts((struct raster_span){row, y, edges->last, area.right}, ink, edges->right);
}

/* A row that meets arcs, or an edge above or below. */
static void paint_end_row(uint32_t *row, int y, struct raster_area area, struct frame frame,
                          struct straight straight, struct raster_ink ink) {
    int first;
    int last;
    round_box_touched(frame.outer, y, &area.left, &area.right);
    if (area.left >= area.right) {
        return;
    }
    round_box_full(frame.inner != NULL ? frame.inner : frame.outer, y, &first, &last);
    bool is_even = first >= last; /* all the way between the arcs */
    first = is_even ? straight.left : first;
    last = is_even ? straight.right : last;
    first = raster_least(raster_greatest(first, area.left), area.right);
    last = raster_least(raster_greatest(last, first), area.right);
    struct raster_span between = {row, y, first, last};
    paint_span(frame, (struct raster_span){row, y, area.left, first}, ink);
    if (is_even && first < last) {
        paint_even(between, ink, frame_coverage(frame, first, y));
    } else if (frame.inner == NULL) {
        raster_fill_span(between, ink);
    }
    paint_span(frame, (struct raster_span){row, y, last, area.right}, ink);
}

static void paint_frame(const struct raster *raster, struct frame frame, struct raster_ink ink) {
    const struct round_box *outer = frame.outer;
    struct rect bounds = {outer->left, outer->top, outer->right - outer->left,
                          outer->bottom - outer->top};
    struct raster_area area = raster_area_intersect(raster_area_around(bounds), raster->clip);
    struct straight straight = straight_of(frame);
    struct edges edges;
    int top = raster_greatest(straight.top, area.top);
    bool has_edges =
        top < raster_least(straight.bottom, area.bottom) && edges_of(frame, area, top, ink, &edges);
    for (int y = area.top; y < area.bottom; y++) {
        uint32_t *row = raster_row(raster, y);
        if (has_edges && y >= straight.top && y < straight.bottom) {
            paint_straight_row(row, y, area, &edges, ink, frame.inner == NULL);
        } else {
            paint_end_row(row, y, area, frame, straight, ink);
        }
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
