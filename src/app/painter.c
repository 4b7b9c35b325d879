#include "app/painter.h"

#include "app/raster_plane.h"

#include <assert.h>

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

static void paint_curve(struct font_set *fonts, const struct raster *raster,
                        const struct scene_item *item) {
    (void)fonts;
    raster_polyline(raster, item->points, item->point_count, item->stroke, item->color);
}

static void paint_text(struct font_set *fonts, const struct raster *raster,
                       const struct scene_item *item) {
    if (item->text == NULL) {
        return;
    }
    float baseline = font_baseline(item->bounds.y, item->bounds.height, item->size);
    font_draw(fonts, raster, item->bounds.x, baseline, item->face, item->size, item->text,
              item->color);
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
            font_draw_glyph(fonts, raster, glyph->x, glyph->y, glyph->size, glyph->glyph,
                            item->color);
        }
    }
}

static paint_item *const painters[] = {
    [SCENE_LINE] = paint_line,   [SCENE_DISC] = paint_disc, [SCENE_BOX] = paint_box,
    [SCENE_CURVE] = paint_curve, [SCENE_TEXT] = paint_text, [SCENE_HEAT] = paint_heat,
    [SCENE_MATH] = paint_math,
};
static_assert(sizeof painters / sizeof *painters == SCENE_KIND_COUNT, "a painter for each kind");

void painter_paint(struct font_set *fonts, const struct raster *target, const struct scene *scene,
                   struct raster_area area) {
    struct raster raster = *target;
    raster_set_clip(&raster, raster_area_intersect(area, target->clip));
    struct raster_area part = raster.clip;
    raster_fill(&raster, part, scene->background | 0xFF000000U);
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        struct raster_area extent = raster_area_around(scene_item_extent(item));
        raster.clip = raster_area_intersect(extent, part);
        if (!raster_area_is_empty(raster.clip)) {
            painters[item->kind](fonts, &raster, item);
        }
    }
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
    for (size_t i = 0; i < count; i++) {
        ret_areas[i] = raster_area_intersect(raster_area_around(rects[i]), target->clip);
        painter_paint(fonts, target, after, ret_areas[i]);
    }
    return count;
}
