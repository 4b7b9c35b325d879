#include "app/painter.h"

#include "app/raster/raster_plane.h"
#include "base/arena.h"

#include <assert.h>
#include <math.h>

typedef void paint_item(struct font_set *fonts, const struct raster *raster,
                        const struct scene_item *item);

static void paint_line(struct font_set *fonts, const struct raster *raster,
                       const struct scene_item *item) {
    (void)fonts;
    struct scene_point from = {item->bounds.x, item->bounds.y};
    struct scene_point to = {from.x + item->bounds.width, from.y + item->bounds.height};
    raster_line(raster, from, to, item->stroke, item->dash, item->color);
}

static void paint_disc(struct font_set *fonts, const struct raster *raster,
                       const struct scene_item *item) {
    (void)fonts;
    raster_box(raster, item->bounds, item->bounds.width / 2, item->color, item->stroke,
               item->stroke_color);
}

static void paint_box(struct font_set *fonts, const struct raster *raster,
                      const struct scene_item *item) {
    (void)fonts;
    raster_box(raster, item->bounds, item->radius, item->color, item->stroke, item->stroke_color);
}

/* A curve is cut into pieces, every other of which is painted. Each has the points of the curve
 * that are in it, and its ends. */
struct dashing {
    const struct raster *raster;
    const struct scene_item *item;
    struct scene_point *piece;
    size_t count;
    float left; /* of the length of the piece that is under way */
    bool is_gap;
};

static void end_piece(struct dashing *dashing, struct scene_point at) {
    dashing->piece[dashing->count++] = at;
    if (!dashing->is_gap && dashing->count > 1) {
        raster_polyline(dashing->raster, dashing->piece, dashing->count, dashing->item->stroke,
                        dashing->item->color);
    }
    dashing->piece[0] = at;
    dashing->count = 1;
    dashing->is_gap = !dashing->is_gap;
    dashing->left = dashing->item->dash;
}

/* On to a point of the curve. */
static void dash_to(struct dashing *dashing, struct scene_point to) {
    struct scene_point from = dashing->piece[dashing->count - 1];
    float across = to.x - from.x, down = to.y - from.y;
    /* the same bits with every C library, which hypot has not */
    float length = sqrtf(across * across + down * down);
    float done = 0;
    while (length - done > dashing->left) {
        done += dashing->left;
        end_piece(dashing, (struct scene_point){from.x + (to.x - from.x) * done / length,
                                                from.y + (to.y - from.y) * done / length});
    }
    dashing->left -= length - done;
    dashing->piece[dashing->count++] = to;
}

static void paint_dashes(const struct raster *raster, const struct scene_item *item) {
    struct arena *arena = arena_create();
    struct dashing dashing = {
        raster, item,       ARENA_ARRAY(arena, struct scene_point, item->point_count + 2),
        1,      item->dash, false};
    dashing.piece[0] = item->points[0];
    for (size_t i = 1; i < item->point_count; i++) {
        dash_to(&dashing, item->points[i]);
    }
    end_piece(&dashing, item->points[item->point_count - 1]);
    arena_destroy(arena);
}

static void paint_curve(struct font_set *fonts, const struct raster *raster,
                        const struct scene_item *item) {
    (void)fonts;
    if (item->dash > 0 && item->point_count > 1) {
        paint_dashes(raster, item);
        return;
    }
    raster_polyline(raster, item->points, item->point_count, item->stroke, item->color);
}

static void paint_text(struct font_set *fonts, const struct raster *raster,
                       const struct scene_item *item) {
    float baseline = font_baseline(item->bounds.y, item->bounds.height, item->size);
    font_draw(fonts, raster, &(struct glyph_pen){item->bounds.x, baseline, item->size, item->color},
              item->face, item->text);
}

static void paint_heat(struct font_set *fonts, const struct raster *raster,
                       const struct scene_item *item) {
    (void)fonts;
    item->is_smooth ? raster_plane(raster, item) : raster_heat(raster, item);
}

static void paint_rule(const struct raster *raster, const struct scene_glyph *rule,
                       color_argb color) {
    struct rect box = {rule->x, rule->y, rule->width, rule->height};
    raster_box(raster, box, 0, color, 0, 0);
}

static void paint_math(struct font_set *fonts, const struct raster *raster,
                       const struct scene_item *item) {
    for (size_t i = 0; i < item->glyph_count; i++) {
        const struct scene_glyph *glyph = &item->glyphs[i];
        if (glyph->glyph == 0) {
            paint_rule(raster, glyph, item->color);
        } else {
            font_draw_glyph(fonts, raster,
                            &(struct glyph_pen){glyph->x, glyph->y, glyph->size, item->color},
                            glyph->glyph);
        }
    }
}

static paint_item *const painters[] = {
    [SCENE_LINE] = paint_line,   [SCENE_DISC] = paint_disc, [SCENE_BOX] = paint_box,
    [SCENE_CURVE] = paint_curve, [SCENE_TEXT] = paint_text, [SCENE_HEAT] = paint_heat,
    [SCENE_MATH] = paint_math,
};
static_assert(sizeof painters / sizeof *painters == SCENE_KIND_COUNT, "a painter for each kind");

/* Whether nothing shows of what lies below the item in the area: an opaque box covers it, and by
 * more than its smooth edge and its rounded corners. */
static bool hides(const struct scene_item *item, struct raster_area area) {
    const struct rect box = item->bounds;
    float edge = item->radius + item->stroke + 1;
    return item->kind == SCENE_BOX && item->color >> 24 == 0xFF &&
           (float)area.left >= box.x + edge && (float)area.top >= box.y + edge &&
           (float)area.right <= box.x + box.width - edge &&
           (float)area.bottom <= box.y + box.height - edge;
}

/* What an item paints, in whole pixels, of each item of a scene. */
static struct raster_area *extents_of(struct arena *arena, const struct scene *scene) {
    struct raster_area *extents = ARENA_ARRAY(arena, struct raster_area, scene->count);
    for (size_t i = 0; i < scene->count; i++) {
        extents[i] = raster_area_around(scene_item_extent(&scene->items[i]));
    }
    return extents;
}

static void paint_area(struct font_set *fonts, const struct raster *target,
                       const struct scene *scene, const struct raster_area *extents,
                       struct raster_area area) {
    struct raster raster = *target;
    raster_set_clip(&raster, raster_area_intersect(area, target->clip));
    struct raster_area part = raster.clip;
    size_t first = scene->count;
    while (first > 0 && !hides(&scene->items[first - 1], part)) {
        first--;
    }
    if (first == 0) {
        raster_fill(&raster, part, scene->background | 0xFF000000U);
    }
    for (size_t i = first > 0 ? first - 1 : 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        raster.clip = raster_area_intersect(extents[i], part);
        if (!raster_area_is_empty(raster.clip)) {
            painters[item->kind](fonts, &raster, item);
        }
    }
}

void painter_paint(struct font_set *fonts, const struct raster *target, const struct scene *scene,
                   struct raster_area area) {
    struct arena *arena = arena_create();
    paint_area(fonts, target, scene, extents_of(arena, scene), area);
    arena_destroy(arena);
}

void painter_paint_all(struct font_set *fonts, const struct raster *target,
                       const struct scene *scene) {
    painter_paint(fonts, target, scene, target->clip);
}

size_t painter_repaint(struct font_set *fonts, const struct raster *target,
                       const struct scene *before, const struct scene *after,
                       struct raster_area ret_areas[PAINTER_AREAS]) {
    struct rect rects[PAINTER_AREAS];
    size_t count = scene_difference(before, after, rects, PAINTER_AREAS);
    struct arena *arena = arena_create();
    const struct raster_area *extents = extents_of(arena, after);
    for (size_t i = 0; i < count; i++) {
        ret_areas[i] = raster_area_intersect(raster_area_around(rects[i]), target->clip);
        paint_area(fonts, target, after, extents, ret_areas[i]);
    }
    arena_destroy(arena);
    return count;
}
