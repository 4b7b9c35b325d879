/* Where two scenes differ, on a grid of cells: what differs marks the cells that it may paint, and
 * the marked cells are put together to rectangles that do not overlap. */
#include "view/draw/scene.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* ---- items ---- */

static bool same_text(const char *a, const char *b) {
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool same_bytes(const void *a, const void *b, size_t size) {
    return size == 0 || a == b || memcmp(a, b, size) == 0;
}

static bool same_rect(struct rect a, struct rect b) {
    return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height;
}

static bool same_heat(const struct scene_item *a, const struct scene_item *b) {
    return a->rows == b->rows && a->columns == b->columns && a->most == b->most &&
           a->is_smooth == b->is_smooth && a->negative_color == b->negative_color &&
           a->middle_color == b->middle_color && a->positive_color == b->positive_color &&
           same_bytes(a->values, b->values, a->rows * a->columns * sizeof *a->values);
}

/* Whether two items look the same; what they stand for does not show. */
static bool same_item(const struct scene_item *a, const struct scene_item *b) {
    if (a->kind != b->kind || !same_rect(a->bounds, b->bounds) || a->color != b->color ||
        a->stroke_color != b->stroke_color || a->stroke != b->stroke || a->dash != b->dash ||
        a->radius != b->radius) {
        return false;
    }
    switch (a->kind) {
    case SCENE_TEXT:
        return a->size == b->size && a->face == b->face && same_text(a->text, b->text);
    case SCENE_CURVE:
        return a->point_count == b->point_count &&
               same_bytes(a->points, b->points, a->point_count * sizeof *a->points);
    case SCENE_HEAT:
        return same_heat(a, b);
    case SCENE_MATH:
        return a->glyph_count == b->glyph_count &&
               same_bytes(a->glyphs, b->glyphs, a->glyph_count * sizeof *a->glyphs);
    case SCENE_LINE:
    case SCENE_DISC:
    case SCENE_BOX:
    case SCENE_KIND_COUNT:
        break;
    }
    return true;
}

/* ---- the grid ---- */

enum { GRID_SIDE = 128, FINEST_CELL = 16 };

struct grid {
    float cell; /* pixels */
    size_t columns, rows;
    bool is_marked[GRID_SIDE][GRID_SIDE];
};

/* Cells of whole pixels, as fine as the grid allows. */
static void grid_begin(struct grid *grid, float width, float height) {
    memset(grid, 0, sizeof *grid);
    grid->cell = fmaxf(ceilf(fmaxf(width, height) / GRID_SIDE), FINEST_CELL);
    grid->columns = (size_t)ceilf(width / grid->cell);
    grid->rows = (size_t)ceilf(height / grid->cell);
}

static size_t within(float at, size_t count) {
    return (size_t)fmaxf(fminf(at, (float)count), 0);
}

static void mark(struct grid *grid, struct rect rect) {
    if (!(rect.width > 0 && rect.height > 0)) {
        return;
    }
    size_t left = within(floorf(rect.x / grid->cell), grid->columns);
    size_t right = within(ceilf((rect.x + rect.width) / grid->cell), grid->columns);
    size_t bottom = within(ceilf((rect.y + rect.height) / grid->cell), grid->rows);
    for (size_t row = within(floorf(rect.y / grid->cell), grid->rows); row < bottom; row++) {
        for (size_t column = left; column < right; column++) {
            grid->is_marked[row][column] = true;
        }
    }
}

static float unit(float value) {
    return fmaxf(fminf(value, 1), 0);
}

/* Only the cells along the segment, not all of the rectangle around it: row of cells by row. */
static void mark_segment(struct grid *grid, struct scene_point from, struct scene_point to,
                         float reach) {
    float across = to.x - from.x;
    float down = to.y - from.y;
    float top = floorf((fminf(from.y, to.y) - reach) / grid->cell);
    size_t bottom = within(ceilf((fmaxf(from.y, to.y) + reach) / grid->cell), grid->rows);
    for (size_t row = within(top, grid->rows); row < bottom; row++) {
        float low = (float)row * grid->cell;
        bool is_level = fabsf(down) < 1;
        float begin = is_level ? 0 : unit((low - reach - from.y) / down);
        float end = is_level ? 1 : unit((low + grid->cell + reach - from.y) / down);
        float left = from.x + across * begin;
        float right = from.x + across * end;
        mark(grid, (struct rect){fminf(left, right) - reach, low, fabsf(right - left) + 2 * reach,
                                 grid->cell});
    }
}

static void mark_item(struct grid *grid, const struct scene_item *item) {
    float reach = item->stroke / 2 + 1; /* as in scene_item_extent */
    if (item->kind == SCENE_LINE) {
        struct scene_point from = {item->bounds.x, item->bounds.y};
        struct scene_point to = {from.x + item->bounds.width, from.y + item->bounds.height};
        mark_segment(grid, from, to, reach);
    } else if (item->kind == SCENE_CURVE) {
        for (size_t i = 0; i + 1 < item->point_count; i++) {
            mark_segment(grid, item->points[i], item->points[i + 1], reach);
        }
    } else {
        mark(grid, scene_item_extent(item));
    }
}

/* Four cells become one. */
static void coarsen(struct grid *grid) {
    size_t columns = (grid->columns + 1) / 2;
    size_t rows = (grid->rows + 1) / 2;
    for (size_t row = 0; row < rows; row++) {
        for (size_t column = 0; column < columns; column++) {
            bool has_right = 2 * column + 1 < grid->columns;
            const bool *upper = &grid->is_marked[2 * row][2 * column];
            bool is_marked = upper[0] || (has_right && upper[1]);
            if (2 * row + 1 < grid->rows) {
                const bool *lower = &grid->is_marked[2 * row + 1][2 * column];
                is_marked = is_marked || lower[0] || (has_right && lower[1]);
            }
            grid->is_marked[row][column] = is_marked;
        }
    }
    grid->columns = columns;
    grid->rows = rows;
    grid->cell *= 2;
}

/* ---- rectangles ---- */

static bool is_all_marked(const bool *cells, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (!cells[i]) {
            return false;
        }
    }
    return true;
}

/* Takes the marks of the widest run that begins at the cell, and of the same run in as many rows
 * below as have it. */
static struct rect take_rect(struct grid *grid, size_t row, size_t column) {
    size_t width = 1;
    while (column + width < grid->columns && grid->is_marked[row][column + width]) {
        width++;
    }
    size_t bottom = row;
    while (bottom < grid->rows && is_all_marked(&grid->is_marked[bottom][column], width)) {
        memset(&grid->is_marked[bottom][column], 0, width * sizeof(bool));
        bottom++;
    }
    return (struct rect){(float)column * grid->cell, (float)row * grid->cell,
                         (float)width * grid->cell, (float)(bottom - row) * grid->cell};
}

/* All marks as rectangles; false when those would be more than most. */
static bool take_rects(const struct grid *marked, struct rect *ret, size_t most,
                       size_t *ret_count) {
    struct grid grid = *marked;
    *ret_count = 0;
    for (size_t row = 0; row < grid.rows; row++) {
        for (size_t column = 0; column < grid.columns; column++) {
            if (grid.is_marked[row][column]) {
                if (*ret_count == most) {
                    return false;
                }
                ret[(*ret_count)++] = take_rect(&grid, row, column);
            }
        }
    }
    return true;
}

/* ---- differences ---- */

/* An item's place and look as one number: items that look the same have the same. */
static uint32_t key_of(const struct scene_item *item) {
    const struct rect bounds = item->bounds;
    const float parts[] = {bounds.x, bounds.y, bounds.width, bounds.height};
    uint32_t key = (uint32_t)item->kind ^ item->color;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        uint32_t bits;
        float part = parts[i] + 0.0F; /* -0 is 0 */
        memcpy(&bits, &part, sizeof bits);
        key = (key ^ bits) * 0x9E3779B1U;
        key ^= key >> 15;
    }
    return key;
}

/* A scene's items with their keys. */
struct keyed {
    const struct scene *scene;
    uint32_t *keys;
};

static struct keyed keyed_items(struct arena *arena, const struct scene *scene) {
    struct keyed keyed = {scene, ARENA_ARRAY(arena, uint32_t, scene->count + 1)};
    for (size_t i = 0; i < scene->count; i++) {
        keyed.keys[i] = key_of(&scene->items[i]);
    }
    return keyed;
}

/* Items by their keys: lists of those that may have the same, in their order. */
struct item_index {
    struct keyed items;
    uint32_t *first, *next; /* an item's number, from 1; 0: no more */
    size_t slots;           /* a power of two */
};

static struct item_index index_items(struct arena *arena, struct keyed items) {
    size_t count = items.scene->count;
    struct item_index index = {.items = items, .slots = 64};
    while (index.slots < count) {
        index.slots *= 2;
    }
    index.first = ARENA_ARRAY(arena, uint32_t, index.slots);
    index.next = ARENA_ARRAY(arena, uint32_t, count + 1);
    for (size_t i = count; i-- > 0;) {
        uint32_t *first = &index.first[items.keys[i] & (index.slots - 1)];
        index.next[i] = *first;
        *first = (uint32_t)i + 1;
    }
    return index;
}

/* The first item from `from` on, and before `end`, that looks like this one; `end` when there is
 * none. What is before `from` is not asked for again. */
static size_t find_alike(struct item_index *index, const struct scene_item *item, uint32_t key,
                         size_t from, size_t end) {
    uint32_t *first = &index->first[key & (index->slots - 1)];
    while (*first != 0 && *first - 1 < from) {
        *first = index->next[*first - 1];
    }
    for (size_t number = *first; number != 0 && number - 1 < end;
         number = index->next[number - 1]) {
        size_t at = number - 1;
        if (index->items.keys[at] == key && same_item(item, &index->items.scene->items[at])) {
            return at;
        }
    }
    return end;
}

/* How many items to pass over, in one scene and then in the other, to come to two that look the
 * same; one of each when there are none near. */
static void next_match(struct keyed before, size_t i, struct item_index *after, size_t j,
                       size_t ret_skips[2]) {
    enum { FARTHEST = 48 };
    size_t nearest = FARTHEST + 1;
    size_t count = after->items.scene->count;
    ret_skips[0] = i < before.scene->count;
    ret_skips[1] = j < count;
    for (size_t skip = 0; skip < nearest && i + skip < before.scene->count; skip++) {
        size_t reach = j + nearest - skip;
        size_t end = reach < count ? reach : count;
        const struct scene_item *item = &before.scene->items[i + skip];
        size_t found = find_alike(after, item, before.keys[i + skip], j, end);
        if (found < end) {
            nearest = skip + found - j;
            ret_skips[0] = skip;
            ret_skips[1] = found - j;
        }
    }
}

/* Items that look the same are matched in the order of painting, so between two matches only
 * those passed over can have changed a pixel. */
static void mark_differences(struct grid *grid, struct keyed before, struct item_index *after) {
    const struct scene_item *old = before.scene->items;
    const struct scene_item *new = after->items.scene->items;
    size_t i = 0;
    size_t j = 0;
    while (i < before.scene->count || j < after->items.scene->count) {
        size_t skips[2];
        next_match(before, i, after, j, skips);
        for (; skips[0] > 0; skips[0]--) {
            mark_item(grid, &old[i++]);
        }
        for (; skips[1] > 0; skips[1]--) {
            mark_item(grid, &new[j++]);
        }
        while (i < before.scene->count && j < after->items.scene->count &&
               before.keys[i] == after->items.keys[j] && same_item(&old[i], &new[j])) {
            i++;
            j++;
        }
    }
}

size_t scene_difference(const struct scene *before, const struct scene *after,
                        struct rect *ret_rects, size_t most) {
    assert(most > 0);
    if (before->width != after->width || before->height != after->height ||
        before->background != after->background) {
        ret_rects[0] = (struct rect){0, 0, after->width, after->height};
        return 1;
    }
    struct grid grid;
    size_t count;
    struct arena *arena = arena_create();
    struct item_index index = index_items(arena, keyed_items(arena, after));
    grid_begin(&grid, after->width, after->height);
    mark_differences(&grid, keyed_items(arena, before), &index);
    arena_destroy(arena);
    while (!take_rects(&grid, ret_rects, most, &count)) {
        coarsen(&grid);
    }
    return count;
}
