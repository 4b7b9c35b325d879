/* Numbers that a text leaves to the run: what the screen shows at that step, in every notation. */
#include "view_fixture.h"

#include "base/number.h"
#include "engine/script_number.h"
#include "tell/script/narration.h"
#include "tell/script/prose_check.h"

static const char *root;
static struct view_notations notations;

/* One sample, so that sums and means are alike in all notations. */
static const char *lesson_text(struct arena *arena, const char *script) {
    return text_format(
        arena,
        "{\"format\": 1, \"title\": \"T\", \"notation\": \"four\", \"learning_rate\": 0.5,"
        " \"loss\": \"half_square\", \"iterations\": 3, \"network\": {\"inputs\": 2, \"layers\": "
        "[{\"units\": 2, \"activation\": \"linear\", \"weights\": [[1, 2], [3, -1]]},"
        " {\"units\": 1, \"activation\": \"linear\", \"weights\": [[2, -3]]}]},"
        " \"data\": {\"inputs\": [[1, 0.5]], \"targets\": [[0]]}, \"script\": [%s]}",
        script);
}

/* All that is said at a step, as plain words. */
static const char *said(struct arena *arena, const struct session *session) {
    struct moment moment = moment_create(session, arena);
    struct telling telling = telling_begin(arena, LANGUAGE_ENGLISH);
    narration_tell_stops(&telling, &moment, session_script(session));
    struct text_builder text;
    text_begin(&text, arena);
    for (size_t i = 0; i < telling.count; i++) {
        text_append_string(&text, telling.parts[i].text != NULL ? telling.parts[i].text : "|");
    }
    return text.bytes;
}

/* z1 = (2, 2.5), z2 = 4 - 7.5 = -3.5, dw2 = -3.5 (2, 2.5), w2 after the update 2 + 3.5. */
static void test_all_notations(void) {
    static const struct {
        const char *at, *say, *expected;
    } cases[] = {
        {"\"operation\": \"preactivation\", \"layer\": 1", "{{Z[1](2,1)}} and {{w[1](2,1)}}",
         "2.5 and 3"},
        {"\"operation\": \"preactivation\", \"layer\": 2", "{{Z[l](1,1)}}, ${{Z[2](1,1)}}$",
         "\xE2\x88\x92"
         "3.5, {-}3.5"},
        {"\"operation\": \"weight_gradient\", \"layer\": 2",
         "{{dw[2](1,2)}} = {{dZ[2](1,1) * A[1](2,1)}}",
         "\xE2\x88\x92"
         "8.75 = \xE2\x88\x92"
         "8.75"},
        {"\"operation\": \"weight_update\", \"layer\": 2", "**{{w[2](1,1)}}**, {{2 / 3}}",
         "5.500, 0.667"},
    };
    for (size_t c = 0; c < TEST_COUNT(cases) * notations.count; c++) {
        struct arena *arena = arena_create();
        size_t which = c / notations.count;
        const char *text = lesson_text(
            arena, text_format(arena, "{\"at\": {%s, \"iteration\": 1}, \"say\": \"%s\"}",
                               cases[which].at, cases[which].say));
        const struct lesson *lesson = fixture_lesson_of_text(arena, "t", text, strlen(text));
        const struct notation *own = fixture_notation(arena, root, "four");
        struct diagnostics diagnostics;
        diagnostics_begin(&diagnostics, arena);
        EXPECT(prose_check(arena, (struct file_content){text, strlen(text)}, lesson, own,
                           &diagnostics));
        struct session *session = view_session(arena, lesson, &notations, c % notations.count);
        session_go_to(session, script_next(session_script(session), 0));
        EXPECT_STRING(said(arena, session), cases[which].expected);
        session_destroy(session);
        arena_destroy(arena);
    }
}

/* The first message for a text that is said at an operation. */
static const char *fault(struct arena *arena, const char *at, const char *say) {
    const char *text =
        lesson_text(arena, text_format(arena, "{\"at\": {%s}, \"say\": \"%s\"}", at, say));
    const struct lesson *lesson = fixture_lesson_of_text(arena, "t", text, strlen(text));
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    prose_check(arena, (struct file_content){text, strlen(text)}, lesson,
                fixture_notation(arena, root, "four"), &diagnostics);
    const char *printed = diagnostics_print(&diagnostics, "t", text, strlen(text));
    const char *message = strstr(printed, "/script");
    return message != NULL ? arena_copy_text(arena, message, strcspn(message, "\n")) : "";
}

static void test_faults(void) {
    static const char layer1[] = "\"operation\": \"activation\", \"layer\": 1";
    struct arena *arena = arena_create();
    EXPECT_STRING(fault(arena, layer1, "{{A[1](1,1)}}"), "");
    EXPECT_STRING(fault(arena, "", "{{w[1](1,2)}} {{alpha}}"), "");
    EXPECT_STRING(fault(arena, "", "{{A[1](1,1)}}"),
                  "/script/0/say: a[1] is not known yet at this stop");
    EXPECT_STRING(fault(arena, layer1, "{{dZ[2](1,1)}}"),
                  "/script/0/say: δ[2] is not known yet at this stop");
    EXPECT_STRING(fault(arena, layer1, "a {{A[1](1,1)"),
                  "/script/0/say: expected '}}' behind the number that '{{' begins");
    EXPECT(strstr(fault(arena, layer1, "{{A[1]}}"),
                  "in the number {{A[1]}}: one number is needed here, but A[1] is ") != NULL);
    EXPECT(strstr(fault(arena, layer1, "{{A[1](3,1)}}"), "in the number") != NULL);
    EXPECT(strstr(fault(arena, layer1, "{{B[1](1,1)}}"), "in the number") != NULL);
    EXPECT(strstr(fault(arena, layer1, "{{}}"), "in the number") != NULL);
    arena_destroy(arena);
}

/* The last word is said at the last step, behind what a stop says there, and is a stop of its own.
 */
static void test_closing(void) {
    for (size_t i = 0; i < notations.count; i++) {
        struct arena *arena = arena_create();
        const char *text = lesson_text(
            arena, "{\"at\": {\"operation\": \"loss\", \"iteration\": 1}, \"say\": \"first\"}], "
                   "\"closing\": \"at last {{w[2](1,1)}}\", \"x-rest\": [0");
        struct session *session = view_session(
            arena, fixture_lesson_of_text(arena, "t", text, strlen(text)), &notations, i);
        const struct script *script = session_script(session);
        long last = session_program(session)->step_count;
        long stop = script_next(script, 0);
        EXPECT_INT(script_next(script, stop), last);
        EXPECT_INT(script_next(script, last), -1);
        EXPECT_INT(script_previous(script, last), stop);
        session_go_to(session, last - 1);
        EXPECT_STRING(said(arena, session), "");
        session_go_to(session, last);
        EXPECT(strncmp(said(arena, session), "at last ", 8) == 0);
        EXPECT(strchr(said(arena, session), '?') == NULL);
        session_destroy(session);
        arena_destroy(arena);
    }
}

/* ---- the shipped lessons ---- */

enum { MOST_LESSONS = 128 };

static int question_marks(const char *text) {
    int count = 0;
    for (; *text != '\0'; text++) {
        count += *text == '?';
    }
    return count;
}

/* Those that the author wrote. */
static int written_marks(const struct session *session) {
    enum { MOST_STOPS = 16 };
    const struct script *script = session_script(session);
    struct script_stop stops[MOST_STOPS];
    size_t count = script_stops_at(script, session_program_place(session), stops, MOST_STOPS);
    int marks = 0;
    for (size_t i = 0; i < count; i++) {
        marks += question_marks(stops[i].stop->say.in[LANGUAGE_ENGLISH]);
    }
    return marks;
}

/* Every number that a shipped lesson leaves to the run is known where it is said. */
static int check_numbers(const char *path, size_t notation) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = fixture_lesson(arena, root, path);
    struct session *session = view_session(arena, lesson, &notations, notation);
    const struct script *script = session_script(session);
    int stops = 0;
    for (long step = 0; script != NULL && step >= 0; step = script_next(script, step)) {
        session_go_to(session, step);
        const char *text = said(arena, session);
        stops += *text != '\0';
        if (question_marks(text) != written_marks(session) || strstr(text, "{{") != NULL) {
            test_failures++;
            printf("# %s, %s, step %ld: %s\n", path, notations.items[notation]->id, step, text);
        }
    }
    session_destroy(session);
    arena_destroy(arena);
    return stops;
}

static void test_shipped_numbers(void) {
    struct arena *arena = arena_create();
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(arena, root, paths, MOST_LESSONS);
    int stops = 0;
    for (size_t i = 0; i < count * notations.count; i++) {
        stops += check_numbers(paths[i / notations.count], i % notations.count);
    }
    printf("# %d stops\n", stops);
    EXPECT(stops > 500);
    arena_destroy(arena);
}

static bool is_said(struct localized_text text) {
    return *text.in[LANGUAGE_ENGLISH] != '\0' && *text.in[LANGUAGE_CHINESE] != '\0' &&
           strcmp(text.in[LANGUAGE_ENGLISH], text.in[LANGUAGE_CHINESE]) != 0;
}

/* A lesson of a course says what it is for, stops 6 times or more, asks 4 questions of 3 kinds, and
 * has a last word. */
static void test_courses(void) {
    struct arena *arena = arena_create();
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(arena, root, paths, MOST_LESSONS);
    EXPECT(count >= 36);
    for (size_t i = 0; i < count; i++) {
        const struct lesson *lesson = fixture_lesson(arena, root, paths[i]);
        bool is_asked[QUESTION_KIND_COUNT] = {false};
        int questions = 0, kinds = 0;
        bool is_complete = is_said(lesson->goal) && lesson->minutes > 0;
        for (size_t s = 0; s < lesson->stop_count; s++) {
            const struct question *question = lesson->stops[s].question;
            is_complete = is_complete && is_said(lesson->stops[s].say);
            questions += question != NULL;
            kinds += question != NULL && !is_asked[question->kind];
            is_asked[question != NULL ? question->kind : 0] |= question != NULL;
        }
        bool is_whole = lesson->stop_count >= 6 && questions >= 4 && kinds >= 3 &&
                        is_said(lesson->closing) && is_said(lesson->summary);
        if (!is_complete || !is_whole) {
            test_failures++;
            printf("# %s: %zu stops, %d questions of %d kinds\n", paths[i], lesson->stop_count,
                   questions, kinds);
        }
    }
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    struct arena *arena = arena_create();
    notations = view_notations_read(arena, root);
    static const struct test tests[] = {
        {"the same number in every notation, with the screen's decimals", test_all_notations},
        {"what is no number, and what is not known yet", test_faults},
        {"the last word", test_closing},
        {"every number of the shipped lessons is known where it is said", test_shipped_numbers},
        {"every lesson of the courses has what a lesson needs", test_courses},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(arena);
    return status;
}
