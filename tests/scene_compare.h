#ifndef BACKSTEP_TESTS_SCENE_COMPARE_H
#define BACKSTEP_TESTS_SCENE_COMPARE_H

/* Whether two pictures are the same, shape by shape. */

#include "view/draw/scene.h"

#include <string.h>

static inline bool scene_same_text(const char *a, const char *b) {
    return (a == NULL) == (b == NULL) && (a == NULL || strcmp(a, b) == 0);
}

static inline bool scene_same_bytes(const void *a, const void *b, size_t count) {
    return count == 0 || memcmp(a, b, count) == 0;
}

static inline bool scene_same_glyphs(const struct scene_item *a, const struct scene_item *b) {
    bool is_same = a->glyph_count == b->glyph_count;
    for (size_t i = 0; is_same && i < a->glyph_count; i++) {
        is_same = a->glyphs[i].glyph == b->glyphs[i].glyph && a->glyphs[i].x == b->glyphs[i].x &&
                  a->glyphs[i].y == b->glyphs[i].y;
    }
    return is_same;
}

/* In what two items differ, NULL: in nothing. */
static inline const char *scene_item_difference(const struct scene_item *a,
                                                const struct scene_item *b) {
    size_t cells = a->kind == SCENE_HEAT ? a->rows * a->columns : 0;
    if (a->kind != b->kind) {
        return "kind";
    }
    if (!scene_same_text(a->text, b->text)) {
        return "text";
    }
    if (a->color != b->color || a->stroke_color != b->stroke_color) {
        return "color";
    }
    if (memcmp(&a->bounds, &b->bounds, sizeof a->bounds) != 0 || a->size != b->size) {
        return "place";
    }
    if (a->stroke != b->stroke || a->dash != b->dash) {
        return "stroke";
    }
    if (a->point_count != b->point_count ||
        !scene_same_bytes(a->points, b->points, a->point_count * sizeof *a->points)) {
        return "points";
    }
    if (!scene_same_glyphs(a, b)) {
        return "glyphs";
    }
    bool is_same_heat = a->rows == b->rows && a->columns == b->columns &&
                        scene_same_bytes(a->values, b->values, cells * sizeof *a->values);
    return is_same_heat ? NULL : "heat";
}

/* The first item that is not the same in both; in what, NULL: the pictures are the same. */
static inline const char *scene_first_difference(const struct scene *a, const struct scene *b,
                                                 size_t *ret) {
    for (*ret = 0; *ret < a->count && *ret < b->count; ++*ret) {
        const char *what = scene_item_difference(&a->items[*ret], &b->items[*ret]);
        if (what != NULL) {
            return what;
        }
    }
    return a->count == b->count ? NULL : "how many there are";
}

#endif
