#ifndef BACKSTEP_TESTS_VIEW_LINK_H
#define BACKSTEP_TESTS_VIEW_LINK_H

/* Pictures in which a quantity is lit, for tests of the light and of what chooses it. */

#include "view_fixture.h"

#include "view/stage/pointing.h"

static const char *root;
static struct arena *shared;
static struct view_notations notations;
static const struct stage_size usual = {1280, 720};

/* For main: the folder of the lessons is the first argument. */
static inline void open_notations(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    view_open_font(root);
    notations = view_notations_read(shared, root);
}

static inline size_t index_of(const char *id) {
    for (size_t i = 0; i < notations.count; i++) {
        if (strcmp(notations.items[i]->id, id) == 0) {
            return i;
        }
    }
    return 0;
}

static inline struct session *session_on(const char *lesson, const char *notation) {
    return view_session(shared, fixture_lesson(shared, root, lesson), &notations,
                        index_of(notation));
}

static inline struct scene picture_of(const struct session *session, struct stage_size size,
                                      struct arena *arena) {
    struct scene scene;
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    return scene;
}

static inline bool has_link_color(const struct session *session, color_argb color) {
    color_argb link = theme_get(session_settings(session)->theme)->colors[COLOR_LINK];
    return color != 0 && (color & 0xFFFFFF) == (link & 0xFFFFFF);
}

/* The card is the last box of the picture, and the only opaque one with an outline of the light. */
static inline size_t card_of(const struct session *session, const struct scene *scene) {
    color_argb ground = theme_get(session_settings(session)->theme)->colors[COLOR_BACKGROUND];
    for (size_t i = scene->count; i-- > 0;) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind == SCENE_BOX && item->color == ground &&
            has_link_color(session, item->stroke_color)) {
            return i;
        }
    }
    return scene->count;
}

/* The distinct quantities of a picture, by walking; the number of items bounds their number. */
static inline size_t walk(const struct session *session, const struct scene *scene, bool is_forward,
                          struct quantity *ret) {
    size_t count = 0;
    struct quantity at = QUANTITY_NONE;
    do {
        at = pointing_next(scene, session_program(session), at, is_forward);
        ret[count++] = at;
    } while (count <= scene->count && !quantity_equal(at, QUANTITY_NONE) &&
             (count == 1 || !quantity_equal(at, ret[0])));
    return count - 1;
}

#endif
