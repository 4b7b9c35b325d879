#include "view/draw/scene.h"
#include "view/draw/scene_button.h"

#include <assert.h>
#include <math.h>

void scene_begin(struct scene *scene, struct arena *arena, float width, float height,
                 color_argb background) {
    *scene =
        (struct scene){.arena = arena, .width = width, .height = height, .background = background};
}

void scene_empty(struct scene *scene) {
    scene->items = NULL;
    scene->count = 0;
    scene->capacity = 0;
}

struct scene_item *scene_add(struct scene *scene, struct scene_item item) {
    scene->items = arena_grow(scene->arena, scene->items, scene->count, sizeof *scene->items,
                              &scene->capacity);
    scene->items[scene->count] = item;
    return &scene->items[scene->count++];
}

/* Rectangles */

static struct rect rect_grow(struct rect rect, float by) {
    return (struct rect){rect.x - by, rect.y - by, rect.width + 2 * by, rect.height + 2 * by};
}

static struct rect rect_around(struct rect a, struct rect b) {
    float left = fminf(a.x, b.x);
    float top = fminf(a.y, b.y);
    float right = fmaxf(a.x + a.width, b.x + b.width);
    float bottom = fmaxf(a.y + a.height, b.y + b.height);
    return (struct rect){left, top, right - left, bottom - top};
}

static bool rect_holds(struct rect rect, float x, float y) {
    return x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height;
}

static struct rect points_bounds(const struct scene_point *points, size_t count) {
    assert(count > 0);
    struct rect bounds = {points[0].x, points[0].y, 0, 0};
    for (size_t i = 1; i < count; i++) {
        bounds = rect_around(bounds, (struct rect){points[i].x, points[i].y, 0, 0});
    }
    return bounds;
}

/* A line may run to the left or upwards: its bounds have a direction. */
static struct rect line_bounds(struct rect line) {
    struct rect from = {line.x, line.y, 0, 0};
    struct rect to = {line.x + line.width, line.y + line.height, 0, 0};
    return rect_around(from, to);
}

struct rect scene_item_extent(const struct scene_item *item) {
    switch (item->kind) {
    case SCENE_LINE:
        return rect_grow(line_bounds(item->bounds), item->stroke / 2 + 1);
    case SCENE_CURVE:
        return rect_grow(points_bounds(item->points, item->point_count), item->stroke / 2 + 1);
    case SCENE_TEXT:
        return rect_grow(item->bounds, item->size);
    case SCENE_DISC:
    case SCENE_BOX:
    case SCENE_HEAT:
    case SCENE_MATH:
    case SCENE_KIND_COUNT:
        break;
    }
    return rect_grow(item->bounds, 1);
}

/* Buttons */

static void add_button(struct scene *scene, struct scene_button button) {
    scene->buttons = arena_grow(scene->arena, scene->buttons, scene->button_count,
                                sizeof *scene->buttons, &scene->button_capacity);
    scene->buttons[scene->button_count++] = button;
}

void scene_button_add(struct scene *scene, struct rect rect, int action) {
    add_button(scene, (struct scene_button){rect, action, QUANTITY_NONE, NULL, 0, false});
}

void scene_button_add_quantity(struct scene *scene, struct rect rect, struct quantity quantity) {
    add_button(scene, (struct scene_button){rect, 0, quantity, NULL, 0, false});
}

void scene_button_add_typed(struct scene *scene, struct rect rect, const char *text) {
    add_button(scene, (struct scene_button){rect, 0, QUANTITY_NONE, text, 0, false});
}

void scene_button_add_line(struct scene *scene, struct rect rect, size_t line) {
    add_button(scene, (struct scene_button){rect, 0, QUANTITY_NONE, NULL, line, false});
}

void scene_button_add_cover(struct scene *scene, struct rect rect) {
    add_button(scene, (struct scene_button){rect, 0, QUANTITY_NONE, NULL, 0, true});
}

static const struct scene_button *button_at(const struct scene *scene, float x, float y) {
    for (size_t i = scene->button_count; i-- > 0;) {
        if (rect_holds(scene->buttons[i].rect, x, y)) {
            return &scene->buttons[i];
        }
    }
    return NULL;
}

struct quantity scene_button_quantity_at(const struct scene *scene, float x, float y) {
    const struct scene_button *button = button_at(scene, x, y);
    return button != NULL ? button->quantity : QUANTITY_NONE;
}

size_t scene_button_line_at(const struct scene *scene, float x, float y) {
    const struct scene_button *button = button_at(scene, x, y);
    return button != NULL ? button->line : 0;
}

int scene_button_at(const struct scene *scene, float x, float y) {
    const struct scene_button *button = button_at(scene, x, y);
    return button != NULL ? button->action : 0;
}

bool scene_button_covers(const struct scene *scene, float x, float y) {
    const struct scene_button *button = button_at(scene, x, y);
    return button != NULL && button->is_cover;
}

const char *scene_button_typed_at(const struct scene *scene, float x, float y) {
    const struct scene_button *button = button_at(scene, x, y);
    return button != NULL ? button->typed : NULL;
}

const char *scene_button_typed(const struct scene *scene, size_t which) {
    for (size_t i = 0; i < scene->button_count; i++) {
        const char *typed = scene->buttons[i].typed;
        if (typed != NULL && which-- == 0) {
            return typed;
        }
    }
    return NULL;
}

/* Hits */

static float distance_to_segment(struct scene_point from, struct scene_point to, float x, float y) {
    float along_x = to.x - from.x;
    float along_y = to.y - from.y;
    float square = along_x * along_x + along_y * along_y;
    float at = square > 0 ? ((x - from.x) * along_x + (y - from.y) * along_y) / square : 0;
    at = fmaxf(fminf(at, 1), 0);
    return hypotf(x - from.x - at * along_x, y - from.y - at * along_y);
}

static float distance_to_line(const struct scene_item *item, float x, float y) {
    struct scene_point from = {item->bounds.x, item->bounds.y};
    struct scene_point to = {from.x + item->bounds.width, from.y + item->bounds.height};
    return distance_to_segment(from, to, x, y);
}

static float distance_to_curve(const struct scene_item *item, float x, float y) {
    float least = INFINITY;
    for (size_t i = 0; i + 1 < item->point_count; i++) {
        least = fminf(least, distance_to_segment(item->points[i], item->points[i + 1], x, y));
    }
    return least;
}

/* How far the point is from the item's edge: 0 on it or inside; infinite outside of what has to be
 * hit itself. */
static float distance_to(const struct scene_item *item, float x, float y) {
    bool is_hit = false;
    switch (item->kind) {
    case SCENE_LINE:
        return fmaxf(distance_to_line(item, x, y) - item->stroke / 2, 0);
    case SCENE_CURVE:
        return fmaxf(distance_to_curve(item, x, y) - item->stroke / 2, 0);
    case SCENE_DISC: {
        float radius = item->bounds.width / 2;
        is_hit = hypotf(x - item->bounds.x - radius, y - item->bounds.y - radius) <= radius;
        break;
    }
    case SCENE_BOX:
    case SCENE_TEXT:
    case SCENE_HEAT:
    case SCENE_MATH:
    case SCENE_KIND_COUNT:
        is_hit = rect_holds(item->bounds, x, y);
        break;
    }
    return is_hit ? 0 : INFINITY;
}

static long cell_at(float offset, float length, size_t count) {
    double at = floor((double)offset / (double)length * (double)count);
    return (long)fmax(fmin(at, (double)count - 1), 0);
}

static struct quantity quantity_at(const struct scene_item *item, float x, float y) {
    struct quantity quantity = item->quantity;
    bool is_whole = quantity.row < 0 && quantity.column < 0;
    if (item->kind == SCENE_HEAT && is_whole && item->rows > 0 && item->columns > 0) {
        quantity.row = cell_at(y - item->bounds.y, item->bounds.height, item->rows);
        quantity.column = cell_at(x - item->bounds.x, item->bounds.width, item->columns);
    }
    return quantity;
}

struct quantity scene_hit(const struct scene *scene, float x, float y, float reach) {
    const struct scene_item *nearest = NULL;
    float least = INFINITY;
    if (scene_button_covers(scene, x, y)) {
        return QUANTITY_NONE;
    }
    for (size_t i = scene->count; i-- > 0 && least > 0;) {
        const struct scene_item *item = &scene->items[i];
        float distance = item->quantity.tensor >= 0 ? distance_to(item, x, y) : INFINITY;
        if (distance < least && distance <= reach) {
            nearest = item;
            least = distance;
        }
    }
    return nearest != NULL ? quantity_at(nearest, x, y) : QUANTITY_NONE;
}
