#include "app/raster/raster.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { OPAQUE = 256, MASK_COLUMNS = 512 };

/* Coverage and opacity are both 0..256, so that "all of it" is exact without a division. */
static int color_opacity(color_argb color) {
    int alpha = (int)(color >> 24);
    return alpha + (alpha >> 7);
}

static uint32_t blend(uint32_t below, color_argb color, int opacity) {
    uint32_t rest = (uint32_t)(OPAQUE - opacity);
    uint32_t part = (uint32_t)opacity;
    uint32_t red_blue = (color & 0xFF00FFU) * part + (below & 0xFF00FFU) * rest + 0x800080U;
    uint32_t green = (color & 0x00FF00U) * part + (below & 0x00FF00U) * rest + 0x008000U;
    return 0xFF000000U | (red_blue >> 8 & 0xFF00FFU) | (green >> 8 & 0x00FF00U);
}

/* coverage is 0..1 */
static void cover(uint32_t *pixel, color_argb color, int opacity, float coverage) {
    int part = (int)(coverage * (float)opacity + 0.5F);
    if (part > 0) {
        *pixel = blend(*pixel, color, part);
    }
}

static int least(int a, int b) {
    return a < b ? a : b;
}

static int greatest(int a, int b) {
    return a > b ? a : b;
}

/* The first few one by one, then copies of what is done: the C library copies as fast as the
 * machine can, whatever this is compiled with. */
static void fill_opaque(uint32_t *pixels, int count, color_argb color) {
    enum { ONE_BY_ONE = 32, MOST_COPIED = 1024 };
    int done = least(count, ONE_BY_ONE);
    for (int i = 0; i < done; i++) {
        pixels[i] = color;
    }
    while (done < count) {
        int more = least(least(done, MOST_COPIED), count - done);
        memcpy(pixels + done, pixels, (size_t)more * sizeof *pixels);
        done += more;
    }
}

static void fill_span(uint32_t *pixels, int count, color_argb color, int opacity) {
    if (opacity == OPAQUE) {
        fill_opaque(pixels, count, color);
        return;
    }
    for (int i = 0; i < count; i++) {
        pixels[i] = blend(pixels[i], color, opacity);
    }
}

/* Compiled to one instruction each, which fminf and fmaxf are not; a second argument that is no
 * number is passed over. */
static float lower(float a, float b) {
    return b < a ? b : a;
}

static float higher(float a, float b) {
    return b > a ? b : a;
}

static bool is_near(float value) {
    return value >= -RASTER_FARTHEST && value <= RASTER_FARTHEST;
}

static uint32_t *row_at(const struct raster *raster, int y) {
    return raster->pixels + (ptrdiff_t)y * raster->stride;
}

struct raster raster_on(uint32_t *pixels, int width, int height, int stride) {
    assert(width >= 0 && height >= 0 && stride >= width);
    return (struct raster){pixels, width, height, stride, {0, 0, width, height}};
}

bool raster_area_is_empty(struct raster_area area) {
    return area.left >= area.right || area.top >= area.bottom;
}

struct raster_area raster_area_intersect(struct raster_area a, struct raster_area b) {
    return (struct raster_area){greatest(a.left, b.left), greatest(a.top, b.top),
                                least(a.right, b.right), least(a.bottom, b.bottom)};
}

struct raster_area raster_area_around(struct rect rect) {
    float right = rect.x + rect.width;
    float bottom = rect.y + rect.height;
    if (!is_near(rect.x) || !is_near(rect.y) || !is_near(right) || !is_near(bottom)) {
        return (struct raster_area){0};
    }
    return (struct raster_area){(int)floorf(rect.x), (int)floorf(rect.y), (int)ceilf(right),
                                (int)ceilf(bottom)};
}

void raster_set_clip(struct raster *raster, struct raster_area area) {
    struct raster_area whole = {0, 0, raster->width, raster->height};
    raster->clip = raster_area_intersect(area, whole);
}

void raster_fill(const struct raster *raster, struct raster_area area, color_argb color) {
    struct raster_area inside = raster_area_intersect(area, raster->clip);
    int opacity = color_opacity(color);
    if (raster_area_is_empty(inside) || opacity == 0) {
        return;
    }
    for (int y = inside.top; y < inside.bottom; y++) {
        fill_span(row_at(raster, y) + inside.left, inside.right - inside.left, color, opacity);
    }
}

/* Lines: the coverage of a pixel is how much of a unit interval around its distance from the axis
 * lies within the stroke. Beyond the ends, the distance is that from the end. */

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
    if (!is_near(from.x) || !is_near(from.y) || !is_near(to.x) || !is_near(to.y) ||
        !(width > 0 && width < RASTER_FARTHEST)) {
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
    stroke->dash_half = higher(stroke->dash / 2 - stroke->half, 0);
    return true;
}

/* How far a point at this distance along the line is from the dash it is nearest to. */
static float dash_distance(const struct stroke *stroke, float along) {
    float middle = stroke->dash / 2;
    float periods = (along - middle) / (2 * stroke->dash) + 0.5F;
    float nearest = middle + 2 * stroke->dash * (float)(int)higher(periods, 0);
    return higher(fabsf(along - lower(nearest, stroke->last_dash)) - stroke->dash_half, 0);
}

static float stroke_coverage(const struct stroke *stroke, float x, float y) {
    float across = (x - stroke->from.x) * stroke->along_y - (y - stroke->from.y) * stroke->along_x;
    float along = (x - stroke->from.x) * stroke->along_x + (y - stroke->from.y) * stroke->along_y;
    float beyond = higher(higher(-along, along - stroke->length), 0);
    if (stroke->dash > 0) {
        beyond = dash_distance(stroke, along);
    }
    float distance = beyond > 0 ? sqrtf(across * across + beyond * beyond) : fabsf(across);
    float covered = lower(distance + 0.5F, stroke->half) - higher(distance - 0.5F, -stroke->half);
    return higher(covered, 0);
}

/* Narrows first..last to where low <= x / inverse <= high; an inverse of 0 narrows nothing. */
static void narrow(float inverse_slope, float low, float high, float *first, float *last) {
    if (inverse_slope == 0) {
        return;
    }
    float a = low * inverse_slope;
    float b = high * inverse_slope;
    *first = higher(*first, lower(a, b));
    *last = lower(*last, higher(a, b));
}

/* The pixels of a row that the stroke may touch, within left..right, which is not negative. */
static void stroke_row(const struct stroke *stroke, int y, int *left, int *right) {
    float reach = stroke->half + 0.52F; /* a little more than can be covered */
    float below = (float)y + 0.5F - stroke->from.y;
    float across = below * stroke->along_x;
    float along = below * stroke->along_y;
    float first = (float)*left - stroke->from.x;
    float last = (float)*right - stroke->from.x;
    narrow(stroke->inverse_y, across - reach, across + reach, &first, &last);
    narrow(stroke->inverse_x, -reach - along, stroke->length + reach - along, &first, &last);
    first = lower(first + stroke->from.x + 0.48F, (float)*right);
    last = higher(last + stroke->from.x + 0.52F, (float)*left);
    *left = greatest(*left, (int)first);
    *right = least(*right, (int)last);
}

static struct raster_area stroke_area(const struct stroke *stroke) {
    float reach = stroke->half + 1;
    float to_x = stroke->from.x + stroke->along_x * stroke->length;
    float to_y = stroke->from.y + stroke->along_y * stroke->length;
    float left = lower(stroke->from.x, to_x) - reach;
    float top = lower(stroke->from.y, to_y) - reach;
    return (struct raster_area){(int)floorf(left), (int)floorf(top),
                                (int)ceilf(higher(stroke->from.x, to_x) + reach),
                                (int)ceilf(higher(stroke->from.y, to_y) + reach)};
}

/* A row of a solid stroke whose pixels are mostly beside the axis, not beyond its ends: there the
 * distance is linear. It gives what stroke_coverage gives, with less to compute. */
static void solid_row(uint32_t *pixels, const struct stroke *stroke, int y, int left, int right,
                      color_argb color, int opacity) {
    const struct stroke s = *stroke;
    float below = (float)y + 0.5F - s.from.y;
    float across_row = below * s.along_x;
    float along_row = below * s.along_y;
    float most = lower(2 * s.half, 1) * (float)opacity;
    for (int x = left; x < right; x++) {
        float beside = (float)x + 0.5F - s.from.x;
        float along = beside * s.along_x + along_row;
        float distance = fabsf(beside * s.along_y - across_row);
        if (along < 0 || along > s.length) {
            float beyond = along < 0 ? along : along - s.length;
            distance = sqrtf(distance * distance + beyond * beyond);
        }
        float covered = lower((s.half + 0.5F - distance) * (float)opacity, most);
        if (covered >= 0.5F) {
            pixels[x] = blend(pixels[x], color, (int)(covered + 0.5F));
        }
    }
}

static void dashed_row(uint32_t *pixels, const struct stroke *stroke, int y, int left, int right,
                       color_argb color, int opacity) {
    for (int x = left; x < right; x++) {
        float coverage = stroke_coverage(stroke, (float)x + 0.5F, (float)y + 0.5F);
        cover(&pixels[x], color, opacity, coverage);
    }
}

void raster_line(const struct raster *raster, struct scene_point from, struct scene_point to,
                 float width, float dash, color_argb color) {
    struct stroke stroke;
    int opacity = color_opacity(color);
    if (opacity == 0 || !stroke_begin(&stroke, from, to, width, dash)) {
        return;
    }
    struct raster_area area = raster_area_intersect(stroke_area(&stroke), raster->clip);
    for (int y = area.top; y < area.bottom; y++) {
        int left = area.left;
        int right = area.right;
        stroke_row(&stroke, y, &left, &right);
        if (stroke.dash > 0) {
            dashed_row(row_at(raster, y), &stroke, y, left, right, color, opacity);
        } else {
            solid_row(row_at(raster, y), &stroke, y, left, right, color, opacity);
        }
    }
}

/* Adds a segment to the coverages of a part of a row: the larger one stays. */
static void mask_segment(const struct stroke *stroke, int y, int first, int last, float *mask) {
    int left = first;
    int right = last;
    stroke_row(stroke, y, &left, &right);
    for (int x = left; x < right; x++) {
        float coverage = stroke_coverage(stroke, (float)x + 0.5F, (float)y + 0.5F);
        mask[x - first] = higher(mask[x - first], coverage);
    }
}

static void polyline_row(const struct raster *raster, const struct scene_point *points,
                         size_t count, float width, color_argb color, struct raster_area part) {
    float mask[MASK_COLUMNS] = {0};
    float low = (float)part.top - width / 2 - 1;
    float high = (float)part.bottom + width / 2 + 1;
    float near_left = (float)part.left - width / 2 - 1;
    float near_right = (float)part.right + width / 2 + 1;
    for (size_t i = 0; i + 1 < count; i++) {
        struct scene_point a = points[i];
        struct scene_point b = points[i + 1];
        struct stroke stroke;
        bool is_outside = (a.y < low && b.y < low) || (a.y > high && b.y > high) ||
                          (a.x < near_left && b.x < near_left) ||
                          (a.x > near_right && b.x > near_right);
        if (!is_outside && stroke_begin(&stroke, a, b, width, 0)) {
            mask_segment(&stroke, part.top, part.left, part.right, mask);
        }
    }
    uint32_t *pixels = row_at(raster, part.top) + part.left;
    for (int x = 0; x < part.right - part.left; x++) {
        cover(&pixels[x], color, color_opacity(color), mask[x]);
    }
}

static struct raster_area polyline_area(const struct scene_point *points, size_t count,
                                        float width) {
    float left = RASTER_FARTHEST;
    float top = RASTER_FARTHEST;
    float right = -RASTER_FARTHEST;
    float bottom = -RASTER_FARTHEST;
    for (size_t i = 0; i < count; i++) {
        left = lower(left, points[i].x);
        top = lower(top, points[i].y);
        right = higher(right, points[i].x);
        bottom = higher(bottom, points[i].y);
    }
    float reach = width / 2 + 1;
    left = higher(left - reach, -RASTER_FARTHEST);
    top = higher(top - reach, -RASTER_FARTHEST);
    right = lower(right + reach, RASTER_FARTHEST);
    bottom = lower(bottom + reach, RASTER_FARTHEST);
    return raster_area_around((struct rect){left, top, right - left, bottom - top});
}

void raster_polyline(const struct raster *raster, const struct scene_point *points, size_t count,
                     float width, color_argb color) {
    if (count == 0 || !(width > 0 && width < RASTER_FARTHEST) || color_opacity(color) == 0) {
        return;
    }
    struct raster_area area =
        raster_area_intersect(polyline_area(points, count, width), raster->clip);
    for (int y = area.top; y < area.bottom; y++) {
        for (int x = area.left; x < area.right; x += MASK_COLUMNS) {
            struct raster_area part = {x, y, least(x + MASK_COLUMNS, area.right), y + 1};
            polyline_row(raster, points, count, width, color, part);
        }
    }
}

/* Boxes: the coverage is the exact area along straight edges, and taken from the distance to the
 * arc in the corners. */

struct round_box {
    float left, top, right, bottom;
    float radius;
};

static bool round_box_begin(struct round_box *box, struct rect rect, float radius) {
    float right = rect.x + rect.width;
    float bottom = rect.y + rect.height;
    if (!is_near(rect.x) || !is_near(rect.y) || !is_near(right) || !is_near(bottom) ||
        !(rect.width > 0 && rect.height > 0)) {
        return false;
    }
    float most = lower(rect.width, rect.height) / 2;
    *box = (struct round_box){rect.x, rect.y, right, bottom, higher(lower(radius, most), 0)};
    return true;
}

static struct round_box round_box_inset(struct round_box box, float by) {
    return (struct round_box){box.left + by, box.top + by, box.right - by, box.bottom - by,
                              higher(box.radius - by, 0)};
}

static float overlap(float low, float high, float at) {
    return higher(lower(high, at + 0.5F) - higher(low, at - 0.5F), 0);
}

static float round_box_coverage(const struct round_box *box, float x, float y) {
    float beyond_x = higher(box->left + box->radius - x, x - box->right + box->radius);
    float beyond_y = higher(box->top + box->radius - y, y - box->bottom + box->radius);
    if (beyond_x > 0 && beyond_y > 0 && box->radius > 0) {
        float distance = sqrtf(beyond_x * beyond_x + beyond_y * beyond_y);
        return lower(higher(box->radius + 0.5F - distance, 0), 1);
    }
    return overlap(box->left, box->right, x) * overlap(box->top, box->bottom, y);
}

/* The pixels of a row that are all covered: from *first, before *last. */
static void round_box_full(const struct round_box *box, int y, int *first, int *last) {
    float middle = (float)y + 0.5F;
    float inset = 0;
    float beyond = higher(box->top + box->radius - middle, middle - box->bottom + box->radius);
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
    *last = greatest((int)floorf(box->right - inset), *first);
}

static void paint_cells(uint32_t *pixels, int y, int left, int right, const struct round_box *outer,
                        const struct round_box *inner, color_argb color) {
    int opacity = color_opacity(color);
    for (int x = left; x < right; x++) {
        float coverage = round_box_coverage(outer, (float)x + 0.5F, (float)y + 0.5F);
        if (inner != NULL) {
            coverage -= round_box_coverage(inner, (float)x + 0.5F, (float)y + 0.5F);
        }
        cover(&pixels[x], color, opacity, coverage);
    }
}

/* What is in outer and not in inner, which may be NULL. */
static void paint_box(const struct raster *raster, const struct round_box *outer,
                      const struct round_box *inner, color_argb color) {
    struct rect bounds = {outer->left, outer->top, outer->right - outer->left,
                          outer->bottom - outer->top};
    struct raster_area area = raster_area_intersect(raster_area_around(bounds), raster->clip);
    for (int y = area.top; y < area.bottom; y++) {
        uint32_t *pixels = row_at(raster, y);
        int first;
        int last;
        round_box_full(inner != NULL ? inner : outer, y, &first, &last);
        first = least(greatest(first, area.left), area.right);
        last = least(greatest(last, first), area.right);
        paint_cells(pixels, y, area.left, first, outer, inner, color);
        if (inner == NULL && last > first) {
            fill_span(pixels + first, last - first, color, color_opacity(color));
        }
        paint_cells(pixels, y, last, area.right, outer, inner, color);
    }
}

void raster_box(const struct raster *raster, struct rect rect, float radius, color_argb color,
                float stroke, color_argb stroke_color) {
    struct round_box box;
    if (!round_box_begin(&box, rect, radius)) {
        return;
    }
    bool is_outlined = stroke > 0 && color_opacity(stroke_color) > 0;
    float thickness = is_outlined ? lower(stroke, lower(rect.width, rect.height) / 2) : 0;
    if (color_opacity(color) > 0) {
        /* The edge of the fill hides under an opaque outline, or its color would fringe it. */
        bool is_hidden = is_outlined && color_opacity(stroke_color) == OPAQUE;
        struct round_box fill = round_box_inset(box, is_hidden ? thickness / 2 : 0);
        paint_box(raster, &fill, NULL, color);
    }
    if (is_outlined) {
        struct round_box inner = round_box_inset(box, thickness);
        paint_box(raster, &box, &inner, stroke_color);
    }
}

color_argb raster_mix(color_argb a, color_argb b, double at) {
    uint32_t mixed = 0;
    for (int shift = 0; shift < 32; shift += 8) {
        double low = a >> shift & 0xFF;
        double high = b >> shift & 0xFF;
        mixed |= (uint32_t)(low + (high - low) * at + 0.5) << shift;
    }
    return mixed;
}

color_argb raster_heat_color(const struct scene_item *heat, double level) {
    color_argb end = level < 0 ? heat->negative_color : heat->positive_color;
    return raster_mix(heat->middle_color, end, fabs(level));
}

/* The value of the largest magnitude in a block of cells; no number when there is none. */
static double heat_block(const struct scene_item *heat, size_t top, size_t bottom, size_t left,
                         size_t right) {
    double largest = (double)NAN;
    for (size_t row = top; row < bottom; row++) {
        for (size_t column = left; column < right; column++) {
            double value = heat->values[row * heat->columns + column];
            if (!isnan(value) && !(fabs(value) <= fabs(largest))) {
                largest = value;
            }
        }
    }
    return largest;
}

static int edge_at(float start, float length, size_t index, size_t count) {
    return (int)floor((double)start + (double)length * (double)index / (double)count + 0.5);
}

/* A thin gap keeps large cells apart. */
static int cell_end(int start, int end) {
    enum { SMALLEST_WITH_GAP = 8 };
    return end - (end - start >= SMALLEST_WITH_GAP);
}

static size_t block_count(size_t cells, float pixels) {
    size_t most = pixels > 1 ? (size_t)pixels : 1;
    return cells < most ? cells : most;
}

static void heat_row(const struct raster *raster, const struct scene_item *heat, size_t row,
                     size_t rows) {
    struct rect box = heat->bounds;
    size_t columns = block_count(heat->columns, box.width);
    struct raster_area cell = {.top = edge_at(box.y, box.height, row, rows)};
    cell.bottom = cell_end(cell.top, edge_at(box.y, box.height, row + 1, rows));
    if (cell.bottom <= raster->clip.top || cell.top >= raster->clip.bottom) {
        return;
    }
    for (size_t i = 0; i < columns; i++) {
        cell.left = edge_at(box.x, box.width, i, columns);
        cell.right = cell_end(cell.left, edge_at(box.x, box.width, i + 1, columns));
        if (cell.right <= raster->clip.left || cell.left >= raster->clip.right) {
            continue;
        }
        double value = heat_block(heat, row * heat->rows / rows, (row + 1) * heat->rows / rows,
                                  i * heat->columns / columns, (i + 1) * heat->columns / columns);
        if (!isnan(value)) {
            double level = heat->most > 0 ? fmax(fmin(value / heat->most, 1), -1) : 0;
            raster_fill(raster, cell, raster_heat_color(heat, level));
        }
    }
}

void raster_heat(const struct raster *raster, const struct scene_item *heat) {
    struct round_box box;
    if (heat->rows == 0 || heat->columns == 0 || !round_box_begin(&box, heat->bounds, 0)) {
        return;
    }
    size_t rows = block_count(heat->rows, heat->bounds.height);
    for (size_t row = 0; row < rows; row++) {
        heat_row(raster, heat, row, rows);
    }
}

void raster_mask(const struct raster *raster, int x, int y, const uint8_t *mask, int width,
                 int height, int pitch, color_argb color) {
    struct raster_area area = {x, y, x + width, y + height};
    struct raster_area inside = raster_area_intersect(area, raster->clip);
    int opacity = color_opacity(color);
    for (int row = inside.top; row < inside.bottom; row++) {
        uint32_t *pixels = row_at(raster, row);
        const uint8_t *coverages = mask + (ptrdiff_t)(row - y) * pitch;
        for (int column = inside.left; column < inside.right; column++) {
            int coverage = coverages[column - x];
            if (coverage > 0) {
                int part = (coverage + (coverage >> 7)) * opacity >> 8;
                pixels[column] = blend(pixels[column], color, part);
            }
        }
    }
}
