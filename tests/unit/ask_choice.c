/* What is chosen, at every question of every shipped lesson: why a wrong option is wrong is said,
 * not only that it is; what was tried stays known, and a hint takes away another one. And in a hall
 * whatever is typed elsewhere is chosen, and Enter reveals it. */
#include "ask_tests.h"

#include "step/moment.h"
#include "tell/answer/question_told.h"

enum { MOST_LESSONS = 128, MOST_FAULTS = 20 };
static size_t chosen, revealed, hinted;

static const char *text_of(struct arena *arena, const struct telling *telling) {
    struct text_builder text;
    text_begin(&text, arena);
    for (size_t i = 0; i < telling->count; i++) {
        text_append_string(&text, telling->parts[i].text != NULL ? telling->parts[i].text : "");
    }
    return text.bytes;
}

static void fault(struct session *session, const char *path, const char *what) {
    if (test_failures++ < MOST_FAULTS) {
        printf("# %s, step %ld, %s: %s\n", path, session_step(session),
               question_kind_names[session_ask_now(session)->kind], what);
    }
}

/* ---- wrong options ---- */

static void check_why(struct session *session, const char *path) {
    struct arena *arena = arena_create();
    for (enum language language = 0; language < LANGUAGE_COUNT; language++) {
        const struct moment moment = moment_create(session, arena);
        struct telling telling = telling_begin(arena, language);
        question_told_add_verdict(&telling, &moment, session_script(session),
                                  session_ask_now(session));
        const char *said = text_of(arena, &telling);
        if (strcmp(said, string_get(language, STRING_ANSWER_SHAPE_WRONG)) == 0) {
            fault(session, path, "says only that it is not right");
        }
    }
    arena_destroy(arena);
}

/* Each wrong option but the last two is tried; then a hint names one that was not. */
static void check_choice(struct session *session, const char *path) {
    const struct asked *asked = session_ask_now(session);
    const size_t count = asked->subject.option_count;
    for (size_t last = 0; last < count; last++) {
        for (size_t i = 0; i < count; i++) {
            if (!asked->subject.options[i].is_right && (i == last || count - i > 2)) {
                session_ask_choose(session, i);
                chosen++;
                check_why(session, path);
                EXPECT(asked_is_known_wrong(asked, i));
            }
        }
        size_t free = asked_option_to_exclude(asked);
        session_ask_hint(session);
        session_ask_hint(session);
        bool is_other = asked->excluded == (free < count ? free + 1 : 0) &&
                        (free == count || !asked->subject.options[free].is_right);
        hinted += free < count;
        if (!is_other || (free < count && (asked->tried >> free & 1U) != 0)) {
            fault(session, path, "the hint names what was tried");
        }
        session_ask_reveal(session);
        session_ask_enter(session);
        EXPECT(asked->tried == 0 && asked->excluded == 0);
    }
}

/* ---- in a hall ---- */

static void check_hall(struct session *session, const char *path) {
    const struct asked *asked = session_ask_now(session);
    size_t right = 0;
    session_ask_set_hall(session, true);
    asked = session_ask_now(session);
    for (size_t i = 0; i < asked->subject.option_count; i++) {
        right += asked->subject.options[i].is_right;
    }
    bool is_typed = asked->kind == QUESTION_CELL || asked->kind == QUESTION_FORMULA ||
                    (asked->kind == QUESTION_VALUE && asked->subject.option_count == 0);
    bool is_one = right == (asked->kind != QUESTION_ORDER) && asked->subject.option_count > 1;
    if (!is_typed && (!session_ask_is_for_hall(session) || !is_one)) {
        fault(session, path, "is not chosen in a hall");
    }
    if (!is_typed) {
        revealed++;
        session_ask_check(session);
        EXPECT(asked->is_settled && asked->is_revealed);
        session_ask_enter(session);
    }
    session_ask_set_hall(session, false);
}

/* ---- all of them ---- */

static void walk(struct session *session, const char *path) {
    enum { MOST_STOPS = 200 };
    long before = -1;
    for (int i = 0; i < MOST_STOPS && session_step(session) != before; i++) {
        for (int k = 0; k < 4 && session_ask_is_open(session); k++) {
            check_hall(session, path);
            if (asked_is_choice(session_ask_now(session))) {
                check_choice(session, path);
            }
            session_ask_skip(session);
        }
        before = session_step(session);
        session_apply(session, ACTION_NEXT_STOP);
        while (session_work(session, 100000)) {
        }
    }
}

static void test_choices(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    const size_t every = FIXTURE_IS_SANITIZED ? 5 : 1;
    for (size_t i = 0; i < count; i += every) {
        struct arena *arena = arena_create();
        const struct lesson *lesson = fixture_lesson(arena, root, paths[i]);
        struct session *session = ask_session(arena, lesson, &notations,
                                              ask_notation(&notations, lesson->notation), mistakes);
        walk(session, paths[i]);
        session_destroy(session);
        arena_destroy(arena);
    }
    printf("# %zu chosen, %zu hints, %zu revealed\n", chosen, hinted, revealed);
    EXPECT(chosen > 150 / every && hinted > 30 / every && revealed > 150 / every);
}

int main(int argc, char **argv) {
    static const struct test tests[] = {
        {"a wrong option is told why, and stays known", test_choices},
    };
    return ask_tests_run(argc, argv, tests, TEST_COUNT(tests));
}
