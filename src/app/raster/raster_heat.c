#include "app/raster/raster.h"
#include "view/draw/theme.h"

#include <math.h>

color_argb raster_heat_color(const struct scene_item *heat, double strength) {
    color_argb end = strength < 0 ? heat->negative_color : heat->positive_color;
    return theme_mix(heat->middle_color, end, fabs(strength));
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
            double strength = heat->most > 0 ? fmax(fmin(value / heat->most, 1), -1) : 0;
            raster_fill(raster, cell, raster_heat_color(heat, strength));
        }
    }
}

void raster_heat(const struct raster *raster, const struct scene_item *heat) {
    if (heat->rows == 0 || heat->columns == 0 ||
        raster_area_is_empty(raster_area_around(heat->bounds))) {
        return;
    }
    size_t rows = block_count(heat->rows, heat->bounds.height);
    for (size_t row = 0; row < rows; row++) {
        heat_row(raster, heat, row, rows);
    }
}
