#include "app/raster/raster_plane.h"

#include "view/draw/theme.h"

#include <math.h>

enum { SHADES = 512 }; /* even: 0 has one */

struct plane {
    const struct raster *raster;
    const struct scene_item *heat;
    struct raster_area area; /* of all of it */
    uint32_t shades[SHADES + 1];
    double across, down; /* grid cells a pixel */
};

static void prepare_shades(struct plane *plane) {
    const struct scene_item *heat = plane->heat;
    for (int i = 0; i <= SHADES; i++) {
        plane->shades[i] = raster_heat_color(heat, 2 * (double)i / SHADES - 1);
    }
}

/* The cell that a pixel's middle lies in, and where in it. */
static size_t cell_at(int pixel, double cells_a_pixel, size_t crossings, double *ret_part) {
    double place = ((double)pixel + 0.5) * cells_a_pixel;
    size_t cell = place > 0 ? (size_t)place : 0;
    cell = cell + 2 > crossings ? crossings - 2 : cell;
    *ret_part = place - (double)cell;
    return cell;
}

/* How much of a pixel the line takes where the value is 0: from the value, and from how fast it
 * changes there, follows how far away that is. */
static double line_coverage(const struct plane *plane, double value, double change_across,
                            double change_down) {
    if (!(plane->heat->stroke > 0)) {
        return 0;
    }
    double half = (double)plane->heat->stroke / 2;
    double most = (half + 1) * (fabs(change_across) + fabs(change_down));
    if (!(fabs(value) < most)) {
        return 0;
    }
    double distance = fabs(value) / hypot(change_across, change_down);
    return fmax(fmin(half + 0.5 - distance, 1), 0);
}

static void paint_pixel(const struct plane *plane, const double *above, const double *below,
                        double part_across, double part_down, uint32_t *pixel) {
    double left = above[0] + (below[0] - above[0]) * part_down;
    double right = above[1] + (below[1] - above[1]) * part_down;
    double value = left + (right - left) * part_across;
    if (!isfinite(value)) {
        return;
    }
    double left_change = below[0] - above[0];
    double change_down = left_change + (below[1] - above[1] - left_change) * part_across;
    double strength = fmax(fmin(value / plane->heat->most, 1), -1);
    uint32_t color = plane->shades[(int)((strength + 1) / 2 * SHADES + 0.5)];
    double coverage =
        line_coverage(plane, value, (right - left) * plane->across, change_down * plane->down);
    *pixel = coverage > 0 ? theme_mix(color, plane->heat->stroke_color, coverage) : color;
}

static void paint_row(const struct plane *plane, int y, int left, int right) {
    const struct scene_item *heat = plane->heat;
    double part_down, part_across;
    size_t row = cell_at(y - plane->area.top, plane->down, heat->rows, &part_down);
    uint32_t *pixels = plane->raster->pixels + (ptrdiff_t)y * plane->raster->stride;
    for (int x = left; x < right; x++) {
        size_t column = cell_at(x - plane->area.left, plane->across, heat->columns, &part_across);
        const double *above = heat->values + row * heat->columns + column;
        paint_pixel(plane, above, above + heat->columns, part_across, part_down, &pixels[x]);
    }
}

void raster_plane(const struct raster *raster, const struct scene_item *heat) {
    struct rect box = heat->bounds;
    bool is_near = fabsf(box.x) <= RASTER_FARTHEST && fabsf(box.y) <= RASTER_FARTHEST &&
                   fabsf(box.width) <= RASTER_FARTHEST && fabsf(box.height) <= RASTER_FARTHEST;
    if (!is_near || heat->rows < 2 || heat->columns < 2 || !(heat->most > 0)) {
        return;
    }
    struct plane plane = {.raster = raster, .heat = heat};
    plane.area = (struct raster_area){(int)floorf(box.x + 0.5F), (int)floorf(box.y + 0.5F),
                                      (int)floorf(box.x + box.width + 0.5F),
                                      (int)floorf(box.y + box.height + 0.5F)};
    struct raster_area inside = raster_area_intersect(plane.area, raster->clip);
    if (raster_area_is_empty(inside)) {
        return;
    }
    plane.across = (double)(heat->columns - 1) / (double)(plane.area.right - plane.area.left);
    plane.down = (double)(heat->rows - 1) / (double)(plane.area.bottom - plane.area.top);
    prepare_shades(&plane);
    for (int y = inside.top; y < inside.bottom; y++) {
        paint_row(&plane, y, inside.left, inside.right);
    }
}
