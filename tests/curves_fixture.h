#ifndef BACKSTEP_TESTS_CURVES_FIXTURE_H
#define BACKSTEP_TESTS_CURVES_FIXTURE_H

/* Plots and timeline of a lesson at 1280 x 720. */

#include "view_fixture.h"

static const char *root;
static struct arena *shared;
static struct view_notations notations;

static const struct stage_size size = {1280, 720};

static inline struct session *open_lesson(const char *path, size_t notation) {
    return view_session(shared, fixture_lesson(shared, root, path), &notations, notation);
}

static inline struct scene scene_of(const struct session *session) {
    struct scene scene;
    stage_build(session, size, &view_fake_metrics, shared, &scene);
    return scene;
}

static inline bool lies_in(const struct scene_item *item, struct rect rect) {
    float x = item->kind == SCENE_CURVE ? item->points[0].x : item->bounds.x;
    float y = item->kind == SCENE_CURVE ? item->points[0].y : item->bounds.y;
    return x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height;
}

/* The n-th item of a kind in a rectangle, or NULL. */
static inline const struct scene_item *find_item(const struct scene *scene, enum scene_kind kind,
                                                 struct rect rect, size_t n) {
    for (size_t i = 0; i < scene->count; i++) {
        if (scene->items[i].kind == kind && lies_in(&scene->items[i], rect) && n-- == 0) {
            return &scene->items[i];
        }
    }
    return NULL;
}

static inline bool has_text(const struct scene *scene, struct rect rect, const char *text) {
    const struct scene_item *item = NULL;
    for (size_t i = 0; (item = find_item(scene, SCENE_TEXT, rect, i)) != NULL; i++) {
        if (strcmp(item->text, text) == 0) {
            return true;
        }
    }
    return false;
}

#endif
