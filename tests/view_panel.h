#ifndef BACKSTEP_TESTS_VIEW_PANEL_H
#define BACKSTEP_TESTS_VIEW_PANEL_H

/* The network's panel by itself, for tests of what stands in it. */

#include "view_fixture.h"

#include "view/draw/layout.h"
#include "view/network/network_edges.h"
#include "view/network/network_view.h"

static const char *root;
static struct arena *shared;
static struct view_notations notations;
static const struct text_metrics *panel_metrics = &view_fake_metrics;

/* A drawing without its pictures: what the parts of the panel are drawn from. */
struct panel {
    struct arena *arena;
    struct scene scene;
    struct layout layout;
    struct moment moment;
    struct canvas canvas;
    struct touch touch;
    struct flow flow;
    struct network_drawing drawing;
};

static inline void panel_open(struct panel *panel, const struct session *session,
                              struct stage_size size) {
    const struct session_settings *settings = session_settings(session);
    panel->arena = arena_create();
    panel->layout = stage_layout(session, size);
    scene_begin(&panel->scene, panel->arena, panel->layout.width, panel->layout.height, 0);
    panel->moment = moment_create(session, panel->arena);
    panel->canvas = (struct canvas){.scene = &panel->scene,
                                    .arena = panel->arena,
                                    .metrics = panel_metrics,
                                    .layout = &panel->layout,
                                    .moment = &panel->moment,
                                    .theme = theme_get(THEME_DARK),
                                    .language = settings->language};
    panel->touch = touch_create(&panel->moment);
    panel->flow = flow_create(&panel->moment, &panel->touch);
    panel->drawing = (struct network_drawing){
        .canvas = &panel->canvas,
        .layout = network_layout_create(&panel->canvas, panel->layout.network),
        .touch = &panel->touch,
        .flow = &panel->flow,
    };
    const struct network_plots plots = {session_map(session), session_fit(session)};
    network_view_draw(&panel->canvas, &plots, panel->layout.network);
}

static inline void panel_close(struct panel *panel) {
    arena_destroy(panel->arena);
}

static inline size_t notation_of(const struct lesson *lesson) {
    size_t index = 0;
    while (strcmp(notations.items[index]->id, lesson->notation) != 0) {
        index++;
    }
    return index;
}

/* In the lesson's own notation. */
static inline struct session *open_lesson(struct arena *arena, const char *path) {
    const struct lesson *lesson = fixture_lesson(arena, root, path);
    return view_session(arena, lesson, &notations, notation_of(lesson));
}

typedef void lesson_test(const char *path, struct session *session);

static inline void for_each_lesson(lesson_test *run) {
    static const char *const folders[] = {"", "/delta", "/four", "/ladder", "/layer", "/mlbook"};
    size_t found = 0;
    for (size_t i = 0; i < TEST_COUNT(folders); i++) {
        struct arena *arena = arena_create();
        const char *names[64];
        size_t count = fixture_json_files(
            arena, text_format(arena, "%s/lessons%s", root, folders[i]), names, TEST_COUNT(names));
        for (size_t k = 0; k < count; k++) {
            if (strstr(names[k], "schema") == NULL) {
                const char *path = text_format(arena, "lessons%s/%s", folders[i], names[k]);
                struct session *session = open_lesson(arena, path);
                run(path, session);
                session_destroy(session);
                found++;
            }
        }
        arena_destroy(arena);
    }
    EXPECT(found > 20);
}

/* The step that writes a role at a layer in the first iteration. */
static inline long step_of(const struct program *program, enum role role, int layer) {
    for (long i = 0; i < program->operation_count; i++) {
        const struct tensor *target = &program->tensors[program->operations[i].target];
        if (target->role == role && target->layer == layer) {
            return i + 1;
        }
    }
    fixture_bail_out("step", "no such operation");
    return 0;
}

/* Everything that such a test program does: its first argument is the source's root. */
static inline int panel_tests_run(int count, char **arguments, const struct test tests[],
                                  size_t test_count) {
    if (count < 2) {
        return 2;
    }
    root = arguments[1];
    shared = arena_create();
    view_open_font(root);
    notations = view_notations_read(shared, root);
    int status = test_run(tests, test_count);
    arena_destroy(shared);
    return status;
}

#endif
