/* Header, hints and the timeline: what has no room is left out, the rest stands apart, and nothing
 * is said twice. */
#include "view_fixture.h"

#include "tell/sample_told.h"
#include "view/draw/scene_button.h"

static const char *root;
static struct arena *shared;
static struct view_notations notations;

enum { EVERY = FIXTURE_IS_SANITIZED ? 31 : 3 }; /* pixels of width */

static bool is_text_in(const struct scene_item *item, struct rect rect) {
    return item->kind == SCENE_TEXT && view_is_within(item->bounds, rect);
}

/* Between the last hint and the place in the run is a gap that is seen. */
static void test_hints_end_before_the_step(void) {
    struct session *session =
        view_session(shared, fixture_lesson(shared, root, "tests/lessons/xor.json"), &notations, 0);
    session_go_to(session, 3);
    size_t checked = 0;
    for (int width = 480; width <= 1600; width += EVERY) {
        struct arena *arena = arena_create();
        const struct stage_size size = {width, 720};
        struct scene scene;
        stage_build(session, size, &view_fake_metrics, arena, &scene);
        const struct layout layout = stage_layout(session, size);
        float left = 0, right = HUGE_VALF;
        for (size_t i = 0; i < scene.count; i++) {
            const struct scene_item *item = &scene.items[i];
            bool is_step = is_text_in(item, layout.hints) && strncmp(item->text, "step ", 5) == 0;
            right = is_step ? item->bounds.x : right;
            left = is_text_in(item, layout.hints) && !is_step
                       ? fmaxf(left, item->bounds.x + item->bounds.width)
                       : left;
        }
        checked += left > 0 && right < HUGE_VALF;
        EXPECT(left <= right - 0.9F * LAYOUT_INDENT * layout.unit);
        arena_destroy(arena);
    }
    EXPECT(checked > 900 / EVERY);
    session_destroy(session);
}

/* In a hall the step stands in the header's row beside the sample, and what keys do nowhere: below
 * the timeline is nothing. An answer to a key is there too. */
static void test_hall_has_no_hints(void) {
    struct session *session =
        view_session(shared, fixture_lesson(shared, root, "tests/lessons/xor.json"), &notations, 0);
    session_set_text_scale(session, TEXT_SCALE_PROJECTOR);
    session_go_to(session, 3);
    for (int has_notice = 0; has_notice < 2; has_notice++) {
        if (has_notice) {
            session_apply(session, ACTION_MOTION);
        }
        struct arena *arena = arena_create();
        const struct stage_size size = {1920, 1080};
        struct scene scene;
        stage_build(session, size, &view_fake_metrics, arena, &scene);
        const struct layout layout = stage_layout(session, size);
        int in_hints = 0, below = 0;
        for (size_t i = 0; i < scene.count; i++) {
            const struct scene_item *item = &scene.items[i];
            in_hints += is_text_in(item, layout.hints);
            below += item->kind == SCENE_TEXT &&
                     item->bounds.y > layout.timeline.y + layout.timeline.height;
        }
        EXPECT(layout.hints.y + layout.hints.height <= layout.network.y);
        EXPECT((session_notice_text(session, arena, LANGUAGE_ENGLISH) != NULL) == has_notice);
        EXPECT_INT(in_hints, has_notice ? 3 : 2);
        EXPECT_INT(below, 0);
        arena_destroy(arena);
    }
    session_destroy(session);
}

static size_t count_buttons(const struct scene *scene, enum action action) {
    size_t count = 0;
    for (size_t i = 0; i < scene->button_count; i++) {
        count += scene->buttons[i].action == (int)action;
    }
    return count;
}

/* A key that the picture names elsewhere, on a button that does the same, is no hint as well; where
 * a narrow window takes the chips away they are hints again, as far as there is room. */
static void test_hints_are_no_button_elsewhere(void) {
    static const enum action actions[] = {ACTION_LANGUAGE, ACTION_NEXT_NOTATION, ACTION_MISPRINT};
    const struct lesson *lesson =
        fixture_lesson(shared, root, "lessons/four/06-four-equations.json");
    size_t own = 0, misprints = 0;
    while (strcmp(notations.items[own]->id, lesson->notation) != 0) {
        own++;
    }
    struct session *session = view_session(shared, lesson, &notations, own);
    for (long step = 1; step <= session_program(session)->operation_count; step++) {
        struct arena *arena = arena_create();
        struct scene scene;
        session_go_to(session, step);
        stage_build(session, (struct stage_size){1280, 720}, &view_fake_metrics, arena, &scene);
        for (size_t k = 0; k < TEST_COUNT(actions); k++) {
            size_t count = count_buttons(&scene, actions[k]);
            bool is_misprint = actions[k] == ACTION_MISPRINT;
            EXPECT(count == 1 || (is_misprint && count == 0));
            misprints += is_misprint && count == 1;
        }
        arena_destroy(arena);
    }
    EXPECT(misprints > 5);
    session_set_text_scale(session, 200);
    struct arena *arena = arena_create();
    struct scene scene;
    const struct stage_size tall = {2000, 2400}; /* its header has no chips at 200 % */
    stage_build(session, tall, &view_fake_metrics, arena, &scene);
    EXPECT_INT((long)count_buttons(&scene, ACTION_HELP), 1);
    EXPECT(count_buttons(&scene, ACTION_LANGUAGE) <= 1);
    arena_destroy(arena);
    session_destroy(session);
}

/* Labels that have no room are left out, not made too small to be read. */
static void test_labels_are_legible(void) {
    static const int deep[] = {2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2};
    static const int few[] = {2, 2};
    size_t with = 0, without = 0;
    for (int width = 480; width <= 1600; width += 80) {
        for (int which = 0; which < 2; which++) {
            struct arena *arena = arena_create();
            const struct lesson *lesson = which == 0
                                              ? view_made_lesson(arena, deep, TEST_COUNT(deep), 1)
                                              : view_made_lesson(arena, few, TEST_COUNT(few), 1);
            struct session *session = view_session(arena, lesson, &notations, 0);
            const struct stage_size size = {width, 720};
            struct scene scene;
            stage_build(session, size, &view_fake_metrics, arena, &scene);
            const struct layout layout = stage_layout(session, size);
            size_t count = 0;
            for (size_t i = 0; i < scene.count; i++) {
                bool is_label = is_text_in(&scene.items[i], layout.timeline);
                count += is_label;
                EXPECT(!is_label || scene.items[i].size >= 0.9F * layout.legible);
            }
            with += count > 0;
            without += count == 0;
            session_destroy(session);
            arena_destroy(arena);
        }
    }
    printf("# with labels %zu, without %zu\n", with, without);
    EXPECT(with > 5 && without > 2);
}

/* How many texts in a frame say something. */
static size_t count_saying(const struct scene *scene, struct rect frame, const char *what) {
    size_t count = 0;
    for (size_t i = 0; i < scene->count; i++) {
        count += is_text_in(&scene->items[i], frame) && strstr(scene->items[i].text, what) != NULL;
    }
    return count;
}

/* The header has the sample, which every number of the network is of, and not the operation, which
 * the board has. For a hall it is at the header's right end. */
static void test_said_once(void) {
    struct session *session =
        view_session(shared, fixture_lesson(shared, root, "tests/lessons/xor.json"), &notations, 0);
    static const int scales[] = {75, 100, 125, TEXT_SCALE_PROJECTOR};
    for (long step = 1; step <= session_program(session)->operation_count; step++) {
        for (size_t i = 0; i < TEST_COUNT(scales) * LANGUAGE_COUNT; i++) {
            struct arena *arena = arena_create();
            const enum language language = (enum language)(i % LANGUAGE_COUNT);
            const struct stage_size size = {1920, 1080};
            struct scene scene;
            session_go_to(session, step);
            session_set_language(session, language);
            session_set_text_scale(session, scales[i / LANGUAGE_COUNT]);
            stage_build(session, size, &view_fake_metrics, arena, &scene);
            const struct layout layout = stage_layout(session, size);
            const char *sample = STRING_FILL(arena, language, STRING_SAMPLE_PLACE, "1", "4");
            const char *title = session_shown_operation(session)->title->in[language];
            EXPECT_INT((long)count_saying(&scene, layout.header, title), 0);
            EXPECT_INT((long)count_saying(&scene, layout.header, sample), !layout.is_for_hall);
            EXPECT_INT((long)count_saying(&scene, layout.hints, sample), layout.is_for_hall);
            EXPECT_INT((long)count_saying(&scene, layout.network, sample), 0);
            arena_destroy(arena);
        }
    }
    session_destroy(session);
}

/* In batches of three of four samples the second one begins with the last sample, and goes on with
 * the first; in batches of one there is no other in the batch. */
static void test_sample_of_batch(void) {
    static const struct {
        size_t batch, sample;
        long iteration;
        const char *said[LANGUAGE_COUNT];
    } cases[] = {
        {3, 0, 1, {"sample 1 of 4, 1 of 3 in the batch", "样本 1 / 4，本批 1 / 3"}},
        {3, 0, 2, {"sample 4 of 4, 1 of 3 in the batch", "样本 4 / 4，本批 1 / 3"}},
        {3, 1, 2, {"sample 1 of 4, 2 of 3 in the batch", "样本 1 / 4，本批 2 / 3"}},
        {1, 0, 3, {"sample 3 of 4", "样本 3 / 4"}},
        {4, 1, 3, {"sample 2 of 4", "样本 2 / 4"}},
    };
    struct lesson lesson = *fixture_lesson(shared, root, "tests/lessons/xor.json");
    for (size_t i = 0; i < TEST_COUNT(cases) * LANGUAGE_COUNT; i++) {
        const enum language language = (enum language)(i % LANGUAGE_COUNT);
        const size_t at = i / LANGUAGE_COUNT;
        lesson.batch_size = cases[at].batch;
        struct session *session = view_session(shared, &lesson, &notations, 0);
        const struct program *program = session_program(session);
        EXPECT_STRING(sample_told_text(shared, language, program, cases[at].iteration,
                                       cases[at].sample, false),
                      cases[at].said[language]);
        session_go_to(session, (cases[at].iteration - 1) * program->operation_count + 1);
        session_set_language(session, language);
        const struct stage_size size = {1920, 1080};
        struct arena *arena = arena_create();
        struct scene scene;
        stage_build(session, size, &view_fake_metrics, arena, &scene);
        const char *shown =
            sample_told_text(arena, language, program, cases[at].iteration, 0, false);
        EXPECT_INT((long)count_saying(&scene, stage_layout(session, size).header, shown), 1);
        arena_destroy(arena);
        session_destroy(session);
    }
}

/* Who has only a mouse opens the list of keys by a click, and closes it by one, wherever. */
static void test_help_closes(void) {
    struct session *session =
        view_session(shared, fixture_lesson(shared, root, "tests/lessons/xor.json"), &notations, 0);
    session_apply(session, ACTION_HELP);
    struct arena *arena = arena_create();
    const struct stage_size size = {1280, 720};
    struct scene scene;
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    EXPECT_INT(scene_button_at(&scene, 640, 40), ACTION_CLOSE);
    EXPECT_INT(scene_button_at(&scene, 640, 360), ACTION_CLOSE);
    EXPECT_INT(scene_button_at(&scene, 1200, 690), ACTION_CLOSE);
    arena_destroy(arena);
    session_destroy(session);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    view_open_font(root);
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"hints end before the step", test_hints_end_before_the_step},
        {"a hall has no hints", test_hall_has_no_hints},
        {"hints are no button elsewhere", test_hints_are_no_button_elsewhere},
        {"header, network and board say a thing once", test_said_once},
        {"which sample of the data a batch shows", test_sample_of_batch},
        {"a click anywhere closes the list of keys", test_help_closes},
        {"labels of the timeline can be read", test_labels_are_legible},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
