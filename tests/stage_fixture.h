#ifndef BACKSTEP_TESTS_STAGE_FIXTURE_H
#define BACKSTEP_TESTS_STAGE_FIXTURE_H

/* The texts of a picture: within their panels, and never on each other, at sizes and scales. */

#include "view_fixture.h"

#include "view/draw/layout.h"

static const char *root;
static struct arena *shared;
static struct view_notations notations;

static const struct stage_size sizes[] = {{1024, 768}, {1280, 720},  {1366, 768}, {1920, 1080},
                                          {960, 1080}, {3840, 2160}, {640, 480}};
static const int scales[] = {75, 100, 150, 300};

/* What is looked at now, for messages. */
struct view_case {
    const char *lesson;
    struct session *session;
    struct stage_size size;
};

static inline void complain(const struct view_case *at, const char *what,
                            const struct scene_item *a, const struct scene_item *b) {
    enum { MOST_MESSAGES = 12 };
    if (test_failures++ >= MOST_MESSAGES) {
        return;
    }
    const struct session_settings *settings = session_settings(at->session);
    printf("# %s, %s, step %ld, %d x %d, %d %%, %s: %s: \"%s\" (%.0f,%.0f %.0fx%.0f)", at->lesson,
           session_program(at->session)->notation->id, session_step(at->session), at->size.width,
           at->size.height, settings->text_scale, language_codes[settings->language], what, a->text,
           (double)a->bounds.x, (double)a->bounds.y, (double)a->bounds.width,
           (double)a->bounds.height);
    if (b != NULL) {
        printf(" and \"%s\" (%.0f,%.0f %.0fx%.0f)", b->text, (double)b->bounds.x,
               (double)b->bounds.y, (double)b->bounds.width, (double)b->bounds.height);
    }
    printf("\n");
}

static inline bool overlap(struct rect a, struct rect b) {
    const float slack = 1;
    return a.x + slack < b.x + b.width && b.x + slack < a.x + a.width &&
           a.y + slack < b.y + b.height && b.y + slack < a.y + a.height;
}

/* Of the line, what capitals and figures take. */
static inline struct rect ink_of(const struct scene_item *item) {
    struct rect ink = item->bounds;
    ink.y += (ink.height - 0.72F * item->size) / 2;
    ink.height = 0.72F * item->size;
    return ink;
}

static inline bool lies_within(struct rect inner, struct rect outer) {
    const float slack = 1;
    return inner.x >= outer.x - slack && inner.y >= outer.y - slack &&
           inner.x + inner.width <= outer.x + outer.width + slack &&
           inner.y + inner.height <= outer.y + outer.height + slack;
}

static inline bool lies_in_a_panel(const struct layout *layout, struct rect rect) {
    const struct rect panels[] = {layout->header,    layout->network,  layout->board,
                                  layout->narration, layout->timeline, layout->hints,
                                  layout->loss};
    for (size_t i = 0; i < TEST_COUNT(panels); i++) {
        if (lies_within(rect, panels[i])) {
            return true;
        }
    }
    return false;
}

static inline void check_text(const struct view_case *at, const struct layout *layout,
                              const struct scene *scene, size_t index) {
    const struct scene_item *item = &scene->items[index];
    bool is_help = session_settings(at->session)->is_help_open;
    struct rect window = {0, 0, scene->width, scene->height};
    if (!lies_within(item->bounds, window)) {
        complain(at, "outside of the window", item, NULL);
    } else if (!is_help && !lies_in_a_panel(layout, item->bounds)) {
        complain(at, "outside of its panel", item, NULL);
    }
    for (size_t k = index + 1; k < scene->count; k++) {
        const struct scene_item *other = &scene->items[k];
        if (other->kind == SCENE_TEXT && overlap(ink_of(item), ink_of(other))) {
            complain(at, "on each other", item, other);
        }
    }
}

static inline size_t check_scene(const struct view_case *at) {
    struct arena *arena = arena_create();
    struct scene scene;
    stage_build(at->session, at->size, &view_fake_metrics, arena, &scene);
    struct layout layout = stage_layout(at->session, at->size);
    size_t texts = 0;
    for (size_t i = 0; i < scene.count; i++) {
        if (scene.items[i].kind == SCENE_TEXT) {
            check_text(at, &layout, &scene, i);
            texts++;
        }
    }
    arena_destroy(arena);
    return texts;
}

/* Steps from..to by some, at a size, a scale and in a language: as a reader meets them, who keeps
 * what a lesson looks like. Under sanitizers they take turns. */
static inline void check_walk(const struct view_case *at, long from, long to, long by) {
    const long every = FIXTURE_IS_SANITIZED ? 3 : 1;
    static long turn;
    for (long step = from; step <= to; step += by) {
        if (turn++ % every == 0) {
            if (session_step(at->session) != step) {
                session_go_to(at->session, step);
            }
            EXPECT(check_scene(at) > 5);
        }
    }
}

/* The same at all sizes, scales and in both languages. */
static inline void check_walks(struct view_case at, long from, long to, long by) {
    for (size_t i = 0; i < TEST_COUNT(sizes); i++) {
        at.size = sizes[i];
        for (size_t k = 0; k < TEST_COUNT(scales); k++) {
            session_set_text_scale(at.session, scales[k]);
            for (enum language language = 0; language < LANGUAGE_COUNT; language++) {
                session_set_language(at.session, language);
                check_walk(&at, from, to, by);
            }
        }
    }
}

/* Where the session is. */
static inline void check_sizes(struct view_case at) {
    check_walks(at, session_step(at.session), session_step(at.session), 1);
}

static inline void check_steps(const char *name, const struct lesson *lesson, int iterations,
                               long by) {
    for (size_t i = 0; i < notations.count; i++) {
        struct arena *arena = arena_create();
        struct view_case at = {.lesson = name,
                               .session = view_session(arena, lesson, &notations, i)};
        long last = session_program(at.session)->operation_count * iterations;
        while (session_look_ahead(at.session, loss_history_most_work)) {
        }
        check_walks(at, 0, last, by);
        session_destroy(at.session);
        arena_destroy(arena);
    }
}

/* A unit at 1000 drives a sigmoid to exactly 0, and the loss takes its logarithm. */
static inline const struct lesson *stuck_lesson(void) {
    static const char text[] =
        "{\"format\": 1, \"title\": \"stuck\", \"notation\": \"four\", \"loss\": "
        "\"binary_cross_entropy\", \"network\": {\"inputs\": 2, \"layers\": [{\"units\": 2, "
        "\"activation\": \"linear\", \"weights\": [[1e3, 0], [0, 1]]}, {\"units\": 2, "
        "\"activation\": \"sigmoid\", \"weights\": [[-1, 0], [0.3, 0.2]]}]}, \"data\": "
        "{\"inputs\": [[1, 1], [0.5, 1], [3, 2]], \"targets\": [[1, 1], [1, 0], [1, 0]]}}";
    return fixture_lesson_of_text(shared, "stuck", text, strlen(text));
}

#endif
