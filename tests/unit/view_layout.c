/* The picture as it will be printed, with the real fonts: every shipped lesson in every notation
 * and both languages, at every step of its first iteration and the last steps of its run, inside
 * operations and in their other forms. Nothing overlaps, is cut, or leaves its panel.
 *
 *     view_layout SOURCE_ROOT [most messages a rule of a part]
 *
 * Sizes and text scales take turns: all of them at every step would be a quarter of a million
 * pictures. Each lesson in each notation meets each of them. */

#include "layout_rules.h"

static const struct stage_size sizes[] = {{1280, 720},  {1366, 768},  {1024, 768}, {1920, 1080},
                                          {2560, 1440}, {3840, 2160}, {960, 1080}, {900, 1400}};
static const int scales[] = {75, 100, 115, 150, 200, 300};

enum {
    COMBINATIONS = (int)(TEST_COUNT(sizes) * TEST_COUNT(scales)) * LANGUAGE_COUNT,
    STRIDE = 29, /* has no divisor in common with the combinations */
    PICTURES_A_STEP = FIXTURE_IS_SANITIZED ? 1 : 8,
    EVERY = FIXTURE_IS_SANITIZED ? 5 : 1, /* a lesson's notations: all, or another one */
    STEPS_ON = FIXTURE_IS_SANITIZED ? 3 : 1,
    LAST_STEPS = 2,
    MOST_LESSONS = 128
};

/* The next picture in turn. */
static void look_next(struct view *view, size_t *turn) {
    size_t at = *turn * STRIDE % COMBINATIONS;
    (*turn)++;
    view->size = sizes[at % TEST_COUNT(sizes)];
    at /= TEST_COUNT(sizes);
    session_set_text_scale(view->session, scales[at % TEST_COUNT(scales)]);
    at /= TEST_COUNT(scales);
    session_set_language(view->session, (enum language)at);
    look(*view);
}

static void look_at_step(struct view *view, long step, size_t *turn) {
    session_set_level(view->session, LEVEL_OPERATION);
    session_go_to(view->session, step);
    for (int i = 0; i < PICTURES_A_STEP; i++) {
        look_next(view, turn);
    }
    const struct operation *operation = session_shown_operation(view->session);
    size_t forms = operation != NULL ? operation->form_count : 0;
    for (size_t form = 0; form < forms; form++) {
        session_apply(view->session, ACTION_FORM);
        look_next(view, turn);
    }
    for (size_t form = 0; form < forms; form++) {
        session_apply(view->session, ACTION_FORM); /* and back to the formula */
    }
}

/* Inside the operation behind a step: two of its terms, two of its elements. */
static void look_inside(struct view *view, long step, size_t *turn) {
    static const enum step_level levels[] = {LEVEL_TERM, LEVEL_ELEMENT};
    for (size_t i = 0; i < TEST_COUNT(levels); i++) {
        session_go_to(view->session, step);
        session_set_level(view->session, levels[i]);
        session_apply(view->session, ACTION_NEXT);
        look_next(view, turn);
        for (size_t k = 0; k <= *turn % 5; k++) {
            session_apply(view->session, ACTION_NEXT);
        }
        look_next(view, turn);
    }
}

static void look_at_lesson(const char *path, size_t notation, size_t *turn) {
    struct arena *arena = arena_create();
    struct view view = {.lesson = path};
    view.session = view_session(arena, fixture_lesson(arena, root, path), &notations, notation);
    const struct program *program = session_program(view.session);
    while (session_look_ahead(view.session, loss_history_most_work)) {
    }
    for (long step = 0; step <= program->operation_count; step += STEPS_ON) {
        look_at_step(&view, step, turn);
        if (step < program->operation_count) {
            look_inside(&view, step, turn);
        }
    }
    for (long step = program->step_count - LAST_STEPS; step < program->step_count; step++) {
        look_at_step(&view, step + 1, turn);
    }
    session_destroy(view.session);
    arena_destroy(arena);
}

/* ---- all of them ---- */

static void test_every_lesson(void) {
    struct arena *arena = arena_create();
    const char *lessons[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(arena, root, lessons, MOST_LESSONS);
    size_t turn = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t k = i % EVERY; k < notations.count; k += EVERY) {
            look_at_lesson(lessons[i], k, &turn);
        }
    }
    EXPECT(count >= 25);
    EXPECT(turn >= (size_t)COMBINATIONS * (FIXTURE_IS_SANITIZED ? 10 : count));
    EXPECT(seen.texts > seen.pictures * 10);
    printf("# %zu lessons, %zu notations, %ld pictures, %ld texts\n", count, notations.count,
           seen.pictures, seen.texts);
    arena_destroy(arena);
}

static void test_help(void) {
    struct arena *arena = arena_create();
    struct view view = {.lesson = "tests/lessons/xor.json"};
    view.session = view_session(arena, fixture_lesson(arena, root, view.lesson), &notations, 0);
    session_apply(view.session, ACTION_HELP);
    size_t turn = 0;
    while (turn < COMBINATIONS) {
        look_next(&view, &turn);
    }
    session_destroy(view.session);
    arena_destroy(arena);
    for (enum rule rule = 0; rule < RULE_COUNT; rule++) {
        EXPECT_INT(seen.findings[PART_HELP][rule], 0);
    }
}

int main(int argc, char **argv) {
    static const struct test tests[] = {
        {"every lesson, notation, language and step", test_every_lesson},
        {"the help", test_help},
        {"no text leaves the window", test_window},
        {"no text leaves its panel", test_panels},
        {"no shape leaves its panel", test_shapes},
        {"no two texts overlap", test_overlap},
        {"no text stands across the edge of a neuron", test_discs},
        {"no text is cut", test_cut},
        {"no text is too small", test_sizes},
    };
    return layout_tests_run(argc, argv, tests, TEST_COUNT(tests));
}
