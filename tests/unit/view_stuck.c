/* A run that is stuck shows where and why, and keeps to its places; another notation changes only
 * signs. */
#include "stage_fixture.h"

#include "view/draw/layout.h"

enum { EVERY = FIXTURE_IS_SANITIZED ? 6 : 1 }; /* pairs of notations */

/* ---- a run that is stuck ---- */

static size_t count_frames(const struct session *session, const char *text) {
    struct arena *arena = arena_create();
    struct scene scene;
    stage_build(session, (struct stage_size){1280, 720}, &view_fake_metrics, arena, &scene);
    color_argb bad = theme_get(THEME_DARK)->colors[COLOR_BAD];
    size_t count = 0;
    for (size_t i = 0; i < scene.count; i++) {
        for (size_t k = 0; scene.items[i].kind == SCENE_BOX && scene.items[i].stroke_color == bad &&
                           scene.items[i].stroke > 0 && k < scene.count;
             k++) {
            count += scene.items[k].kind == SCENE_TEXT && strcmp(scene.items[k].text, text) == 0 &&
                     overlap(scene.items[k].bounds, scene.items[i].bounds);
        }
    }
    arena_destroy(arena);
    return count;
}

/* The numbers that made it and what came of them are framed, and no others; going back they are
 * not. */
static void test_a_stuck_run_shows_where(void) {
    for (size_t i = 0; i < notations.count; i++) {
        struct session *session = view_session(shared, stuck_lesson(), &notations, i);
        session_apply(session, ACTION_LAST);
        while (session_work(session, 1000)) {
        }
        EXPECT(session_is_stuck(session));
        EXPECT_INT(count_frames(session, "∞"), 1);
        EXPECT_INT(count_frames(session, "0"), 2);
        EXPECT_INT(count_frames(session, "1"), 0);
        session_apply(session, ACTION_PREVIOUS);
        EXPECT_INT(count_frames(session, "∞"), 0);
        EXPECT_INT(count_frames(session, "0"), 0);
        session_destroy(session);
    }
}

/* Of a sum's products only the one that overflowed is to blame. */
static void test_an_overflow_shows_the_product(void) {
    static const char text[] =
        "{\"format\": 1, \"title\": \"sum\", \"notation\": \"four\", \"loss\": \"square\", "
        "\"network\": {\"inputs\": 2, \"layers\": [{\"units\": 2, \"activation\": \"linear\", "
        "\"weights\": [[1e100, 0], [0, 1]]}, {\"units\": 2, \"activation\": \"linear\", "
        "\"weights\": [[1e100, 0], [0, 1]]}, {\"units\": 1, \"activation\": \"linear\", "
        "\"weights\": [[1e100, 3]]}]}, \"data\": {\"inputs\": [[1e100, 2]], \"targets\": [[1]]}}";
    const struct lesson *lesson = fixture_lesson_of_text(shared, "sum", text, strlen(text));
    struct session *session = view_session(shared, lesson, &notations, 0);
    session_go_to(session, session_program(session)->step_count);
    EXPECT(session_is_stuck(session));
    EXPECT_INT(count_frames(session, "∞"), 1);
    EXPECT_INT(count_frames(session, "1.0e+100"), 1);
    EXPECT_INT(count_frames(session, "1.0e+300"), 1);
    EXPECT_INT(count_frames(session, "3.000"), 0);
    EXPECT_INT(count_frames(session, "2.000"), 0);
    session_destroy(session);
}

/* On the way back too, where the weights stand transposed: the row of the product is framed. */
static void test_an_overflow_on_the_way_back(void) {
    static const char text[] =
        "{\"format\": 1, \"title\": \"back\", \"notation\": \"four\", \"loss\": \"half_square\", "
        "\"network\": {\"inputs\": 1, \"layers\": [{\"units\": 2, \"activation\": \"linear\", "
        "\"weights\": [[1e-100], [0]]}, {\"units\": 2, \"activation\": \"linear\", \"weights\": "
        "[[1e99, 3], [0, 1]]}, {\"units\": 1, \"activation\": \"linear\", \"weights\": [[1e100, "
        "5]]}]}, "
        "\"data\": {\"inputs\": [[1e50]], \"targets\": [[1]]}}";
    const struct lesson *lesson = fixture_lesson_of_text(shared, "back", text, strlen(text));
    for (size_t i = 0; i < notations.count; i++) {
        struct session *session = view_session(shared, lesson, &notations, i);
        session_go_to(session, session_program(session)->step_count);
        EXPECT(session_is_stuck(session));
        EXPECT_INT(count_frames(session, "1.0e+99"), 1);
        EXPECT_INT(count_frames(session, "3.000"), 0);
        session_destroy(session);
    }
}

/* Whether the texts of a scene, one behind the other, say this. */
static bool says(const struct session *session, const char *words) {
    struct arena *arena = arena_create();
    struct scene scene;
    stage_build(session, (struct stage_size){1280, 720}, &view_fake_metrics, arena, &scene);
    struct text_builder all;
    text_begin(&all, arena);
    for (size_t i = 0; i < scene.count; i++) {
        text_append_string(&all, scene.items[i].kind == SCENE_TEXT ? scene.items[i].text : "");
    }
    bool is_said = strstr(all.bytes, words) != NULL;
    arena_destroy(arena);
    return is_said;
}

/* In a sum over the samples the turn that overflowed is looked into; the others are innocent. */
static void test_an_overflow_in_a_sum(void) {
    static const char text[] =
        "{\"format\": 1, \"title\": \"turns\", \"notation\": \"four\", \"loss\": \"square\", "
        "\"network\": {\"inputs\": 2, \"layers\": [{\"units\": 2, \"activation\": \"linear\", "
        "\"weights\": [[1e100, 0], [0, 1]]}, {\"units\": 2, \"activation\": \"linear\", "
        "\"weights\": [[1e100, 0], [0, 1]]}, {\"units\": 1, \"activation\": \"linear\", "
        "\"weights\": [[1e100, 3]]}]}, \"data\": {\"inputs\": [[1e100, 5], [2, 7]], \"targets\": "
        "[[1], [1]]}}";
    const struct lesson *lesson = fixture_lesson_of_text(shared, "turns", text, strlen(text));
    size_t four = 0;
    while (strcmp(notations.items[four]->id, "four") != 0) {
        four++;
    }
    struct session *session = view_session(shared, lesson, &notations, four);
    session_go_to(session, session_program(session)->step_count);
    EXPECT(session_is_stuck(session));
    session_apply(session, ACTION_FORM);
    EXPECT_INT(session_shown_form(session), 1);
    EXPECT_INT(count_frames(session, "∞"), 1);
    EXPECT_INT(count_frames(session, "2.0e+300"), 0);
    EXPECT(says(session, "1.0e+300"));
    /* what makes NaN is no 0 in the line: ∞ · 0 */
    EXPECT(says(session, "1.0e+300+3·5+0)·0+1.0e+100·2.0e+200"));
    session_destroy(session);
}

/* Where 0 log 0 or 0/0 counts as 0, and nowhere else, the picture says so: in every notation, form
 * and language. What is wrong and sure is told of a - y. */
static void test_a_convention_is_named(void) {
    static const char text[] =
        "{\"format\": 1, \"title\": \"sure\", \"notation\": \"four\", \"loss\": "
        "\"binary_cross_entropy\", \"network\": {\"inputs\": 1, \"layers\": [{\"units\": 1, "
        "\"activation\": \"sigmoid\", \"weights\": [[40]]}]}, \"data\": {\"inputs\": [[1]], "
        "\"targets\": [[1]]}}";
    static const char *const words[LANGUAGE_COUNT] = {"convention", "惯例"};
    static const char *const fused[LANGUAGE_COUNT] = {"divides", "没有除法"};
    const struct lesson *lesson = fixture_lesson_of_text(shared, "sure", text, strlen(text));
    for (size_t i = 0; i < 2 * notations.count; i++) {
        enum language language = i % 2 == 0 ? LANGUAGE_ENGLISH : LANGUAGE_CHINESE;
        struct session *session = view_session(shared, lesson, &notations, i / 2);
        session_set_language(session, language);
        const struct program *program = session_program(session);
        for (long step = 0; step <= program->operation_count; step++) {
            session_go_to(session, step);
            const struct tensor *target =
                step > 0 ? &program->tensors[program->operations[step - 1].target] : NULL;
            bool is_of_loss =
                target != NULL && target->layer != 0 &&
                (target->role == ROLE_LOSS || target->role == ROLE_ACTIVATION_GRADIENT);
            EXPECT_INT(says(session, words[language]), is_of_loss);
        }
        session_destroy(session);
        session = view_session(shared, stuck_lesson(), &notations, i / 2);
        session_set_language(session, language);
        session_go_to(session, session_program(session)->step_count);
        EXPECT(session_is_stuck(session) && says(session, fused[language]));
        session_destroy(session);
    }
}

static void test_a_stuck_run_keeps_to_its_places(void) {
    check_steps("stuck", stuck_lesson(), 1, FIXTURE_IS_SANITIZED ? 15 : 1);
}

/* ---- another notation ---- */

/* The narration is not cut at the common sizes, and at all sizes everything keeps to its place. */
static void check_switch(const struct view_case *at, int scale) {
    session_set_text_scale(at->session, scale);
    struct scene scene;
    struct arena *arena = arena_create();
    stage_build(at->session, at->size, &view_fake_metrics, arena, &scene);
    struct layout layout = stage_layout(at->session, at->size);
    for (size_t i = 0; i < scene.count; i++) {
        const struct scene_item *item = &scene.items[i];
        bool is_cut = item->kind == SCENE_TEXT && lies_within(item->bounds, layout.narration) &&
                      strstr(item->text, "…") != NULL;
        if (is_cut) {
            complain(at, "cut", item, NULL);
        }
    }
    arena_destroy(arena);
}

static void test_switching(void) {
    for (size_t lesson = 1; lesson < VIEW_LESSONS; lesson++) {
        for (size_t i = lesson % EVERY; i < notations.count * notations.count; i += EVERY) {
            size_t from = i / notations.count, to = i % notations.count;
            struct arena *arena = arena_create();
            struct view_case at = {
                .lesson = view_lesson_paths[lesson],
                .size = {1280, 720},
                .session =
                    view_session(arena, fixture_lesson(arena, root, view_lesson_paths[lesson]),
                                 &notations, from),
            };
            session_go_to(at.session, 8);
            session_apply(at.session,
                          (enum action)(ACTION_NOTATION_1 + notations.items[to]->number - 1));
            EXPECT((session_notation_switch(at.session) != NULL) == (from != to));
            check_sizes(at);
            for (enum language language = 0; language < LANGUAGE_COUNT; language++) {
                session_set_language(at.session, language);
                check_switch(&at, 100);
                check_switch(&at, 150);
            }
            session_destroy(at.session);
            arena_destroy(arena);
        }
    }
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    view_open_font(root);
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"a stuck run: what made it is framed", test_a_stuck_run_shows_where},
        {"a stuck run: the product that overflowed", test_an_overflow_shows_the_product},
        {"a stuck run: the weights of the way back", test_an_overflow_on_the_way_back},
        {"a stuck run: a sum is looked into", test_an_overflow_in_a_sum},
        {"a convention is named where it is used", test_a_convention_is_named},
        {"a stuck run: texts keep to their places", test_a_stuck_run_keeps_to_its_places},
        {"after switching: texts keep to their places", test_switching},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
