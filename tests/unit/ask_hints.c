/* No key is answered with silence while a question is asked: both hints of every question of every
 * lesson say something, the second something else than the first; and Enter on nothing says what
 * is missing. */
#include "ask_tests.h"

#include "session/answering/answer_line.h"
#include "step/moment.h"
#include "tell/answer/question_told.h"

enum { MOST_LESSONS = 128, MOST_FAULTS = 20 };

static const char *hint(struct arena *arena, struct session *session, enum language language,
                        int which) {
    const struct moment moment = moment_create(session, arena);
    struct telling telling = telling_begin(arena, language);
    question_told_add_hint(&telling, &moment, session_script(session), session_ask_now(session),
                           which);
    struct text_builder text;
    text_begin(&text, arena);
    for (size_t i = 0; i < telling.count; i++) {
        text_append_string(&text, telling.parts[i].text != NULL ? telling.parts[i].text : "");
    }
    return text.bytes;
}

/* Returns whether the notation asks anything here. */
static void check(struct session *session, const char *path, size_t kinds[]) {
    struct arena *arena = arena_create();
    const struct asked *asked = session_ask_now(session);
    kinds[asked->kind]++;
    session_ask_hint(session);
    session_ask_hint(session);
    for (enum language language = 0; language < LANGUAGE_COUNT; language++) {
        const char *first = hint(arena, session, language, 1);
        const char *second = hint(arena, session, language, 2);
        bool is_said = *first != '\0' && *second != '\0' && strcmp(first, second) != 0;
        if (!is_said && test_failures++ < MOST_FAULTS) {
            printf("# %s, %s, step %ld, %s: \"%s\", \"%s\"\n", path,
                   session_program(session)->notation->id, session_step(session),
                   question_kind_names[asked->kind], first, second);
        }
    }
    long taken;
    session_end_notice(session);
    session_select(session, QUANTITY_NONE);
    answer_line_do(session, (struct answer_key){.kind = ANSWER_KEY_CHECK}, 0, &taken);
    EXPECT(session_notice(session) != NULL && session_ask_is_open(session));
    arena_destroy(arena);
}

static void walk(struct session *session, const char *path, size_t kinds[]) {
    enum { MOST_STOPS = 200 };
    long before = -1;
    for (int i = 0; i < MOST_STOPS && session_step(session) != before; i++) {
        for (int k = 0; k < 4 && session_ask_is_open(session); k++) {
            check(session, path, kinds);
            session_ask_skip(session);
        }
        before = session_step(session);
        session_apply(session, ACTION_NEXT_STOP);
        while (session_work(session, 100000)) {
        }
    }
}

static void test_hints(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    size_t kinds[QUESTION_KIND_COUNT] = {0}, all = 0;
    const size_t every = FIXTURE_IS_SANITIZED ? 7 : 1;
    for (size_t i = 0; i < count * notations.count; i += every) {
        struct arena *arena = arena_create();
        const char *path = paths[i / notations.count];
        const struct lesson *lesson = fixture_lesson(arena, root, path);
        struct session *session =
            ask_session(arena, lesson, &notations, i % notations.count, mistakes);
        if (session != NULL) {
            walk(session, path, kinds);
        }
        session_destroy(session);
        arena_destroy(arena);
    }
    for (int kind = 0; kind < QUESTION_KIND_COUNT; kind++) {
        printf("# %s: %zu\n", question_kind_names[kind], kinds[kind]);
        all += kinds[kind];
    }
    EXPECT(all > 500 / every);
}

int main(int argc, char **argv) {
    static const struct test tests[] = {
        {"every question has two hints", test_hints},
    };
    return ask_tests_run(argc, argv, tests, TEST_COUNT(tests));
}
