/* Whoever knows nothing of the program meets every question that a lesson has: nothing invites to
 * pass it by, one that was passed by says how to answer it, and a lesson opened in another notation
 * says how many it asks in its own alone. */
#include "ask_tests.h"
#include "scene_compare.h"

#include "session/action.h"
#include "session/session_parts.h"
#include "session/strings.h"
#include "view/draw/scene_button.h"

enum { MOST_LESSONS = 128 };

static const struct stage_size size = {1920, 1080};

/* The button is there whose words say so. */
static bool has_button(const struct session *session, enum action action) {
    struct arena *arena = arena_create();
    struct scene scene;
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    bool is_there = false;
    for (size_t i = 0; i < scene.button_count; i++) {
        is_there = is_there || scene.buttons[i].action == (int)action;
    }
    arena_destroy(arena);
    return is_there;
}

static bool says(const struct session *session, const char *words) {
    struct arena *arena = arena_create();
    struct scene scene;
    struct text_builder text;
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    text_begin(&text, arena);
    for (size_t i = 0; i < scene.count; i++) {
        if (scene.items[i].kind == SCENE_TEXT) {
            text_append_string(&text, scene.items[i].text);
        }
    }
    bool is_said = strstr(text.bytes, words) != NULL;
    arena_destroy(arena);
    return is_said;
}

static struct session *open_session(struct arena *arena, const char *path, const char *notation) {
    return ask_session(arena, fixture_lesson(arena, root, path), &notations,
                       ask_notation(&notations, notation), mistakes);
}

static void test_beginning(void) {
    struct arena *arena = arena_create();
    struct session *session = open_session(arena, "lessons/layer/01-forward.json", "layer");
    const char *begin = string_get(LANGUAGE_ENGLISH, STRING_PRESS_TO_BEGIN);
    EXPECT(session_ask_is_open(session));
    EXPECT(!says(session, begin) && !has_button(session, ACTION_NEXT));
    session_ask_type(session, "2x3");
    session_ask_check(session);
    EXPECT(!session_ask_is_open(session));
    EXPECT(says(session, begin) && has_button(session, ACTION_NEXT));
    session_destroy(session);
    arena_destroy(arena);
}

static void test_passed_by(void) {
    struct arena *arena = arena_create();
    struct session *session = open_session(arena, "lessons/layer/01-forward.json", "layer");
    session_apply(session, ACTION_NEXT);
    EXPECT(session_notice(session) != NULL &&
           session_notice(session)->words == STRING_NOTICE_PASSED);
    session_apply(session, ACTION_PREVIOUS);
    EXPECT(!session_ask_is_open(session) && has_button(session, ACTION_ASK_AGAIN));
    session_apply(session, ACTION_ASK_AGAIN);
    EXPECT(session_ask_is_open(session));
    session_ask_type(session, "2x3");
    session_ask_check(session);
    EXPECT(!session_ask_is_open(session) && !has_button(session, ACTION_ASK_AGAIN));
    session_destroy(session);
    arena_destroy(arena);
}

/* The places of a lesson's board are found when it is first seen, and kept: they are the same when
 * that is at a question of a shape, where names are shorter. */
static void test_places(void) {
    static const char *const paths[] = {"lessons/layer/01-forward.json",
                                        "lessons/layer/05-exercise.json"};
    static const struct stage_size sizes[] = {{1280, 720}, {700, 900},  {640, 360},
                                              {1000, 560}, {1100, 620}, {800, 450}};
    size_t shapes = 0;
    for (size_t i = 0; i < TEST_COUNT(paths) * TEST_COUNT(sizes); i++) {
        struct arena *arena = arena_create();
        const char *path = paths[i % TEST_COUNT(paths)];
        const struct stage_size own = sizes[i / TEST_COUNT(paths)];
        struct session *walk = open_session(arena, path, "layer");
        for (long step = 0; step >= 0; step = script_next(session_script(walk), step)) {
            session_go_to(walk, step);
            if (!session_ask_is_open(walk) || session_ask_now(walk)->kind != QUESTION_SHAPE) {
                continue;
            }
            struct scene scenes[2];
            struct session *sessions[2];
            for (size_t k = 0; k < 2; k++) {
                sessions[k] = open_session(arena, path, "layer");
                session_go_to(sessions[k], step);
                if (k == 0) {
                    stage_build(sessions[k], own, &view_fake_metrics, arena, &scenes[k]);
                }
                session_ask_reveal(sessions[k]);
                session_go_to(sessions[k], step + 1);
                stage_build(sessions[k], own, &view_fake_metrics, arena, &scenes[k]);
            }
            size_t at;
            EXPECT(scene_first_difference(&scenes[0], &scenes[1], &at) == NULL);
            session_destroy(sessions[0]);
            session_destroy(sessions[1]);
            shapes++;
        }
        session_destroy(walk);
        arena_destroy(arena);
    }
    EXPECT(shapes > 5);
}

static size_t questions_of(const struct lesson *lesson) {
    size_t count = 0;
    for (size_t i = 0; i < lesson->stop_count; i++) {
        count += lesson->stops[i].question != NULL;
    }
    return count;
}

/* "7 questions" where it asks 7 less, and no word where it asks all of them. */
static void test_other_notations(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS), missing = 0;
    for (size_t i = 0; i < count; i++) {
        struct arena *arena = arena_create();
        const struct lesson *lesson = fixture_lesson(arena, root, paths[i]);
        size_t own = ask_notation(&notations, lesson->notation);
        for (size_t n = 0; n < 2; n++) {
            struct session *session = ask_session(
                arena, lesson, &notations, (own + n * (1 + i % 4)) % notations.count, mistakes);
            if (session == NULL) {
                continue;
            }
            size_t missed = script_questions_missed(session_script(session));
            session_ask_set_mode(session, ASK_NOTHING);
            EXPECT(missed <= (n == 0 ? 0 : questions_of(lesson)));
            EXPECT(says(session, "asksonlyinitsownnotation") == (missed > 0));
            missing += missed;
            session_destroy(session);
        }
        arena_destroy(arena);
    }
    printf("# %zu questions in the own notation alone\n", missing);
    EXPECT(missing > 100);
}

/* What is open in the lesson's own notation is hidden and asked in the others too. */
static void test_carried(void) {
    for (size_t n = 0; n < notations.count; n++) {
        struct arena *arena = arena_create();
        struct session *session =
            open_session(arena, "lessons/four/06-four-equations.json", "four");
        ask_go_to_kind(session, QUESTION_VALUE);
        const struct asked *asked = session_ask_now(session);
        session_change_notation(session, n);
        int target = session_program(session)->operations[asked->subject.operation].target;
        EXPECT(session_ask_now(session) == asked && session_ask_is_open(session));
        EXPECT(session_ask_hides(session, target));
        session_ask_type(session, "0.75");
        session_ask_check(session);
        EXPECT(!session_ask_is_open(session) && !session_ask_hides(session, target));
        session_destroy(session);
        arena_destroy(arena);
    }
}

int main(int argc, char **argv) {
    static const struct test tests[] = {
        {"nothing invites to pass the first question by", test_beginning},
        {"one that was passed by says how to answer it", test_passed_by},
        {"a question of a shape moves no place", test_places},
        {"another notation says what it does not ask", test_other_notations},
        {"what is open is asked in another notation", test_carried},
    };
    return ask_tests_run(argc, argv, tests, TEST_COUNT(tests));
}
