/* Questions at lines of a derivation: the line that is asked for is not written before that is
 * settled, the reason of one that is asked about is not told; by stops, by keys and in predict
 * mode, in both languages. */
#include "ask_tests.h"

#include "session/strings.h"

static const char text[] =
    "{\"format\": 1, \"title\": \"T\", \"notation\": \"four\", \"network\": {\"inputs\": 2, "
    "\"layers\": [{\"units\": 2, \"activation\": \"sigmoid\"}, {\"units\": 1, "
    "\"activation\": \"sigmoid\"}]}, \"data\": {\"inputs\": [[0, 1]], \"targets\": [[1]]}, "
    "\"loss\": \"binary_cross_entropy\", \"iterations\": 2, \"script\": ["
    "{\"at\": {\"derivation\": \"hidden_error\", \"iteration\": 1, \"line\": 3}, "
    "\"ask\": {\"kind\": \"line\"}, \"say\": \"Tertio.\"},"
    "{\"at\": {\"derivation\": \"hidden_error\", \"iteration\": 1, \"line\": 4}, "
    "\"ask\": {\"kind\": \"choice\", \"text\": \"Cur?\", \"options\": [\"Ita.\", \"Non.\"], "
    "\"answer\": 0}, \"say\": \"Quarto.\"},"
    "{\"at\": {\"operation\": \"loss\", \"iteration\": 2}, \"say\": \"Porro.\"}]}";

enum { STEP = 8, ASKED_LINE = 3 };

static struct session *open_session(struct arena *arena) {
    const struct lesson *lesson = fixture_lesson_of_text(arena, "made", text, strlen(text));
    return ask_session(arena, lesson, &notations, ask_notation(&notations, "four"), mistakes);
}

static void go_to_next_stop(struct session *session) {
    session_apply(session, ACTION_NEXT_STOP);
    while (session_work(session, 1000)) {
    }
}

/* As many lines as are written, and a question that is open, or none is. */
static void expect_at(const struct session *session, size_t written, int kind) {
    const struct proof *proof = session_proof(session);
    const struct asked *asked = session_ask_now(session);
    EXPECT_INT(session_step(session), STEP);
    EXPECT_INT(proof == NULL ? 0 : proof->written, written);
    EXPECT_INT(session_ask_is_open(session) ? (int)asked->kind : -1, kind);
}

/* All words of a picture behind each other, its formulas left out. */
static const char *words_of(struct arena *arena, const struct session *session) {
    static const struct stage_size size = {1920, 1080};
    struct scene scene;
    struct text_builder words;
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    text_begin(&words, arena);
    for (size_t i = 0; i < scene.count; i++) {
        if (scene.items[i].kind == SCENE_TEXT) {
            text_append_format(&words, "%s ", scene.items[i].text);
        }
    }
    return words.bytes;
}

static bool says(const struct session *session, const char *words) {
    struct arena *arena = arena_create();
    bool is_said = strstr(words_of(arena, session), words) != NULL;
    arena_destroy(arena);
    return is_said;
}

static void answer(struct session *session, bool is_right) {
    const struct asked *asked = session_ask_now(session);
    for (size_t i = 0; i < asked->subject.option_count; i++) {
        if (asked->subject.options[i].is_right == is_right) {
            session_ask_choose(session, i);
            return;
        }
    }
    EXPECT(false);
}

static void test_stops(void) {
    struct arena *arena = arena_create();
    for (size_t language = 0; language < LANGUAGE_COUNT; language++) {
        static const char *const reasons[] = {"times slope", "乘以斜率"};
        struct session *session = open_session(arena);
        session_set_language(session, (enum language)language);
        go_to_next_stop(session);
        expect_at(session, ASKED_LINE - 1, QUESTION_LINE);
        EXPECT(!says(session, "Tertio."));
        answer(session, false);
        expect_at(session, ASKED_LINE - 1, QUESTION_LINE);
        answer(session, true);
        expect_at(session, ASKED_LINE - 1, -1);
        EXPECT(session_ask_now(session)->verdict == ASKED_RIGHT);
        go_to_next_stop(session);
        expect_at(session, ASKED_LINE, -1);
        EXPECT(says(session, "Tertio."));
        go_to_next_stop(session);
        expect_at(session, ASKED_LINE + 1, QUESTION_CHOICE);
        EXPECT(!says(session, "Quarto.") && !says(session, reasons[language]));
        answer(session, true);
        expect_at(session, ASKED_LINE + 1, -1);
        EXPECT(says(session, "Quarto.") || says(session, reasons[language]));
        go_to_next_stop(session);
        EXPECT(session_proof(session) == NULL && session_step(session) > STEP);
        session_destroy(session);
    }
    arena_destroy(arena);
}

/* Who goes line by line is asked too; going on passes a question by, and it stays settled. */
static void test_line_by_line(void) {
    struct arena *arena = arena_create();
    struct session *session = open_session(arena);
    session_go_to(session, STEP);
    session_apply(session, ACTION_DERIVE);
    for (size_t line = 0; line + 1 < ASKED_LINE; line++) {
        expect_at(session, line, -1);
        session_apply(session, ACTION_NEXT);
    }
    expect_at(session, ASKED_LINE - 1, QUESTION_LINE);
    session_apply(session, ACTION_NEXT);
    expect_at(session, ASKED_LINE, -1);
    session_apply(session, ACTION_NEXT);
    expect_at(session, ASKED_LINE + 1, QUESTION_CHOICE);
    session_apply(session, ACTION_NEXT);
    expect_at(session, ASKED_LINE + 2, -1);
    session_apply(session, ACTION_PREVIOUS);
    expect_at(session, ASKED_LINE + 1, -1);
    session_apply(session, ACTION_PREVIOUS);
    session_apply(session, ACTION_PREVIOUS);
    expect_at(session, ASKED_LINE - 1, -1);
    EXPECT(session_ask_now(session)->is_skipped);
    session_apply(session, ACTION_ASK_AGAIN);
    expect_at(session, ASKED_LINE - 1, QUESTION_LINE);
    session_destroy(session);
    arena_destroy(arena);
}

/* Predict mode asks for every line, of every proof of the lesson in every notation, and each has
 * one right option. */
static void test_predict(void) {
    size_t lines = 0;
    for (size_t n = 0; n < notations.count; n++) {
        struct arena *arena = arena_create();
        const struct lesson *lesson =
            fixture_lesson(arena, root, "tests/lessons/four-equations.json");
        struct session *session = ask_session(arena, lesson, &notations, n, mistakes);
        for (long step = 1; step <= session_program(session)->operation_count; step++) {
            session_ask_set_mode(session, ASK_LESSON);
            session_go_to(session, step);
            session_apply(session, ACTION_DERIVE);
            session_ask_set_mode(session, ASK_EVERY_STEP);
            const struct proof *proof = session_proof(session);
            while (proof != NULL && proof->written < proof_line_count(proof)) {
                const struct asked *asked = session_ask_now(session);
                size_t written = proof->written;
                bool is_asked = session_ask_is_open(session) && asked->kind == QUESTION_LINE;
                EXPECT(asked != NULL && asked->kind == QUESTION_LINE); /* or of another layer */
                EXPECT(asked != NULL && asked->subject.option_count > 2);
                if (is_asked) {
                    answer(session, true);
                    EXPECT(asked->verdict == ASKED_RIGHT);
                    lines++;
                }
                session_apply(session, ACTION_NEXT);
                EXPECT_INT(proof->written, written + 1);
            }
        }
        session_destroy(session);
        arena_destroy(arena);
    }
    printf("# %zu lines predicted\n", lines);
    EXPECT(lines > 100);
}

/* The line is one of this notation's proof: the question is to be answered first. */
static void test_another_notation(void) {
    struct arena *arena = arena_create();
    struct session *session = open_session(arena);
    go_to_next_stop(session);
    expect_at(session, ASKED_LINE - 1, QUESTION_LINE);
    const struct asked *asked = session_ask_now(session);
    const struct notation *own = session_program(session)->notation;
    session_apply(session, ACTION_NEXT_NOTATION);
    EXPECT(session_program(session)->notation == own && session_ask_now(session) == asked);
    EXPECT(session_notice(session) != NULL &&
           session_notice(session)->words == STRING_NOTICE_ASKED);
    expect_at(session, ASKED_LINE - 1, QUESTION_LINE);
    session_destroy(session);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    static const struct test tests[] = {
        {"a lesson asks at stops in a derivation", test_stops},
        {"line by line, passed by and asked again", test_line_by_line},
        {"predict mode asks for every line", test_predict},
        {"no other notation before the answer", test_another_notation},
    };
    return ask_tests_run(argc, argv, tests, TEST_COUNT(tests));
}
