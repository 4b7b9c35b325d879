#ifndef BACKSTEP_TESTS_WALKED_LESSONS_H
#define BACKSTEP_TESTS_WALKED_LESSONS_H

/* Every shipped lesson in its own notation, step by step through its first iteration, in windows of
 * several sizes: what is to hold of each picture. */

#include "font_set_fixture.h"
#include "view_fixture.h"

enum { WALKED_MOST_LESSONS = 128, WALKED_MOST_MESSAGES = 40 };
enum { WALKED_EVERY = FIXTURE_IS_SANITIZED ? 7 : 1 }; /* of the lessons in the windows */

static struct {
    const char *root;
    struct text_metrics metrics;
    struct view_notations notations;
    const char *paths[WALKED_MOST_LESSONS];
    size_t path_count;
    const struct stage_size *windows;
    size_t window_count;
} walked;

/* A picture; its arena is the caller's to destroy. */
struct seen {
    struct scene scene;
    struct layout layout;
    struct rect strip;
    struct arena *arena;
};

static inline struct seen walked_look(struct session *session, struct stage_size size, int scale) {
    struct seen seen = {.arena = arena_create()};
    session_set_text_scale(session, scale);
    stage_build(session, size, &walked.metrics, seen.arena, &seen.scene);
    seen.layout = stage_layout(session, size);
    seen.strip = view_strip(&seen.scene, seen.layout.board);
    return seen;
}

static inline struct session *walked_open(struct arena *arena, const char *path) {
    const struct lesson *lesson = fixture_lesson(arena, walked.root, path);
    size_t own = 0;
    while (strcmp(walked.notations.items[own]->id, lesson->notation) != 0) {
        own++;
    }
    return view_session(arena, lesson, &walked.notations, own);
}

/* The first of what was found is printed. */
static inline void walked_say(size_t found, const char *path, const struct session *session,
                              struct stage_size size, const char *what) {
    if (found <= WALKED_MOST_MESSAGES) {
        printf("# %s, step %ld, %d x %d: %s\n", path, session_step(session), size.width,
               size.height, what);
    }
}

/* Whether what it looks at holds at the step where the session is. */
typedef bool walked_judge(const char *path, struct session *session, struct stage_size size);

/* In how many pictures it does not. */
static inline size_t walked_count_failing(walked_judge *passes, size_t *ret_pictures) {
    size_t failing = 0;
    *ret_pictures = 0;
    for (size_t i = 0; i < walked.path_count * walked.window_count; i += WALKED_EVERY) {
        struct arena *arena = arena_create();
        const char *path = walked.paths[i % walked.path_count];
        struct session *session = walked_open(arena, path);
        for (long step = 1; step <= session_program(session)->operation_count; step++) {
            session_go_to(session, step);
            failing += !passes(path, session, walked.windows[i / walked.path_count]);
            ++*ret_pictures;
        }
        session_destroy(session);
        arena_destroy(arena);
    }
    return failing;
}

/* Runs tests with the shipped fonts, notations and lessons. */
static inline int walked_tests_run(int argc, char **argv, const struct test *tests, size_t count) {
    if (argc < 2) {
        return 2;
    }
    struct arena *arena = arena_create();
    walked.root = argv[1];
    struct font_set *fonts = fixture_font_set(walked.root);
    walked.metrics = font_metrics(fonts);
    walked.notations = view_notations_read(arena, walked.root);
    walked.path_count =
        fixture_shipped_lessons(arena, walked.root, walked.paths, WALKED_MOST_LESSONS);
    int failed = test_run(tests, count);
    font_close(fonts);
    arena_destroy(arena);
    return failed;
}

#endif
