/* Questions that leave nothing to answer are warned of, each at its line, in both languages; those
 * of the shipped lessons are none. */
#include "ask_tests.h"

#include "library/warning/doubt.h"

enum { MOST_LESSONS = 128 };

static const char head[] =
    "{\"format\": 1, \"title\": \"T\", \"notation\": \"four\", \"network\": {\"inputs\": 2, "
    "\"layers\": [{\"units\": 2, \"activation\": \"sigmoid\"}, {\"units\": 1, "
    "\"activation\": \"sigmoid\"}]}, \"data\": {\"inputs\": [[0, 1]], \"targets\": [[1]]}, "
    "\"loss\": \"binary_cross_entropy\", \"iterations\": 2, \"script\": [\n";

/* How often a session's lesson is warned of, and in what words the first time. */
static size_t doubts_of(struct session *session, struct diagnostics *diagnostics) {
    session_ask_set_mode(session, ASK_LESSON);
    for (long step = 0; step >= 0; step = script_next(session_script(session), step)) {
        session_go_to(session, step);
        if (session_ask_now(session) != NULL) {
            doubt_warn(diagnostics, session_program(session), session_ask_now(session));
        }
    }
    return diagnostics_total(diagnostics);
}

static const char *warned(struct arena *arena, const char *stop, enum language language) {
    const char *text = text_format(arena, "%s%s]}", head, stop);
    const struct lesson *lesson = fixture_lesson_of_text(arena, "made", text, strlen(text));
    struct session *session =
        ask_session(arena, lesson, &notations, ask_notation(&notations, "four"), mistakes);
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    diagnostics.are_warnings = true;
    diagnostics.language = language;
    size_t count = doubts_of(session, &diagnostics);
    const char *printed =
        count == 0 ? "" : diagnostics_print(&diagnostics, "made.json", text, strlen(text));
    session_destroy(session);
    return printed;
}

static void test_doubts(void) {
    static const struct {
        const char *stop, *words[LANGUAGE_COUNT]; /* NULL: there is no doubt */
    } cases[] = {
        {"{\"at\": {\"operation\": \"weight_update\", \"layer\": 1, \"iteration\": 1}, \"ask\": "
         "{\"kind\": \"order\"}}",
         {"any order is right here", "任何顺序都对"}},
        {"{\"at\": {\"operation\": \"loss\", \"iteration\": 1}, \"ask\": {\"kind\": \"order\"}}",
         {"nothing is to be put in order here", "没有可排序的运算"}},
        {"{\"at\": {\"operation\": \"activation\", \"layer\": 1, \"iteration\": 1}, \"ask\": "
         "{\"kind\": \"order\"}}",
         {NULL, NULL}},
        {"{\"at\": {}, \"ask\": {\"kind\": \"shape\", \"of\": \"w[1]\", \"text\": \"Is it $2 "
         "\\\\times 2$?\"}}",
         {"says its own answer: \"2 \\times 2\"", "题目自己说出了答案"}},
        {"{\"at\": {}, \"ask\": {\"kind\": \"shape\", \"of\": \"w[1]\", \"text\": \"Not 12×23?\"}}",
         {NULL, NULL}},
        {"{\"at\": {}, \"ask\": {\"kind\": \"choice\", \"text\": \"What of the slope?\", "
         "\"options\": [\"the slope\", \"the rate\"], \"answer\": 0}}",
         {"says its own answer: \"the slope\"", "题目自己说出了答案"}},
        {"{\"at\": {}, \"ask\": {\"kind\": \"choice\", \"text\": \"the slope or the rate?\", "
         "\"options\": [\"the slope\", \"the rate\"], \"answer\": 0}}",
         {NULL, NULL}},
    };
    struct arena *arena = arena_create();
    for (size_t i = 0; i < 2 * TEST_COUNT(cases); i++) {
        const enum language language = (enum language)(i % 2);
        const char *expected = cases[i / 2].words[language];
        const char *printed = warned(arena, cases[i / 2].stop, language);
        bool is_expected = expected == NULL ? *printed == '\0'
                                            : strstr(printed, expected) != NULL &&
                                                  strncmp(printed, "made.json:2:1: ", 15) == 0;
        if (!is_expected) {
            test_failures++;
            printf("# %s: %s\n", cases[i / 2].stop, printed);
        }
    }
    arena_destroy(arena);
}

static void test_shipped(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    for (size_t i = 0; i < count; i++) {
        struct arena *arena = arena_create();
        const struct lesson *lesson = fixture_lesson(arena, root, paths[i]);
        struct session *session = ask_session(arena, lesson, &notations,
                                              ask_notation(&notations, lesson->notation), mistakes);
        struct diagnostics diagnostics;
        diagnostics_begin(&diagnostics, arena);
        if (doubts_of(session, &diagnostics) > 0) {
            test_failures++;
            printf("# %s\n", paths[i]);
        }
        session_destroy(session);
        arena_destroy(arena);
    }
    EXPECT(count > 40);
}

int main(int argc, char **argv) {
    static const struct test tests[] = {
        {"what leaves nothing to answer is said", test_doubts},
        {"the shipped lessons ask for something", test_shipped},
    };
    return ask_tests_run(argc, argv, tests, TEST_COUNT(tests));
}
