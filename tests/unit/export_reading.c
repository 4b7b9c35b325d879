/* Steps as text: every lesson, notation and language, plain and drawn. The numbers are the state's,
 * and nothing is left that only a picture can show. */
#include "view_fixture.h"

#include "base/number.h"
#include "engine/program_state.h"
#include "export/reading.h"

enum { MOST_LESSONS = 64 };

static const char *root;
static struct arena *shared;
static struct view_notations notations;

static const char *read_step(struct arena *arena, const struct session *session,
                             const struct reading_options *options) {
    struct text_builder text;
    text_begin(&text, arena);
    reading_append(&text, session, options);
    return text.bytes;
}

/* A formula's own text has braces around a script of several letters. */
static bool has_tex(const char *text) {
    return strpbrk(text, "\\$") != NULL || strstr(text, "**") != NULL;
}

/* The last number of what the operation gave is among the text's. */
static bool has_value(struct arena *arena, const struct session *session, const char *text) {
    const struct moment moment = moment_create(session, arena);
    struct matrix value =
        program_tensor_value(moment.program, moment.operation->target, moment.state);
    const char *number = number_text(arena, value.values[value.rows * value.columns - 1],
                                     moment_decimals(&moment, value));
    return strstr(text, number) != NULL;
}

static void check_step(const char *path, const struct session *session) {
    for (int i = 0; i < 2 * LANGUAGE_COUNT; i++) {
        struct arena *arena = arena_create();
        const struct reading_options options = {(enum language)(i % LANGUAGE_COUNT),
                                                i >= LANGUAGE_COUNT};
        const char *text = read_step(arena, session, &options);
        bool is_good = !has_tex(text) && text[strlen(text) - 1] == '\n' &&
                       (session_step(session) == 0 || has_value(arena, session, text));
        if (!is_good || (options.is_plain && strpbrk(text, "[") == text)) {
            test_failures++;
            printf("# %s, %s, step %ld:\n", path, session_program(session)->notation->id,
                   session_step(session));
            test_print_text("text", text);
        }
        arena_destroy(arena);
    }
}

static void every_step_can_be_read(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    long seen = 0;
    for (size_t i = 0; i < count * notations.count; i++) {
        struct arena *arena = arena_create();
        const char *path = paths[i / notations.count];
        struct session *session =
            view_session(arena, fixture_lesson(arena, root, path), &notations, i % notations.count);
        for (long step = 0; step <= session_program(session)->operation_count; step++) {
            session_go_to(session, step);
            if (session_step(session) == step) {
                check_step(path, session);
                seen++;
            }
        }
        session_destroy(session);
        arena_destroy(arena);
    }
    EXPECT(seen > 1000);
}

/* An update shows what it read as what it read. */
static void old_and_new(void) {
    struct arena *arena = arena_create();
    struct session *session = view_session(
        arena, fixture_lesson(arena, root, "tests/lessons/four-equations.json"), &notations, 1);
    EXPECT_STRING(session_program(session)->notation->id, "four");
    session_go_to(session, 18);
    const struct reading_options options = {LANGUAGE_ENGLISH, true};
    const char *text = read_step(arena, session, &options);
    EXPECT(strstr(text, "new b[1], 3 by 1: row 1: 0.110; row 2: −0.207; row 3: 0.053.\n") != NULL);
    EXPECT(strstr(text, "old b[1], 3 by 1: row 1: 0.10; row 2: −0.20; row 3: 0.05.\n") != NULL);
    session_destroy(session);
    arena_destroy(arena);
}

/* Before the first step: what the lesson is for. */
static void goal(void) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = fixture_lesson(arena, root, "lessons/delta/03-down.json");
    struct session *session = view_session(arena, lesson, &notations, 1);
    const struct reading_options options = {LANGUAGE_CHINESE, true};
    const char *text = read_step(arena, session, &options);
    EXPECT(strstr(text, lesson->goal.in[LANGUAGE_CHINESE]) != NULL);
    EXPECT(strstr(text, text_format(arena, "%d 分钟\n", lesson->minutes)) != NULL);
    session_go_to(session, 1);
    EXPECT(strstr(read_step(arena, session, &options), "15 分钟") == NULL);
    session_destroy(session);
    arena_destroy(arena);
}

/* Of large matrices the first rows and columns and the last. */
static void large_matrices(void) {
    struct arena *arena = arena_create();
    static const int units[] = {40, 30, 2};
    const struct lesson *lesson = view_made_lesson(arena, units, TEST_COUNT(units), 20);
    struct session *session = view_session(arena, lesson, &notations, 1);
    session_go_to(session, 1);
    for (int plain = 0; plain < 2; plain++) {
        const struct reading_options options = {LANGUAGE_ENGLISH, plain == 1};
        const char *text = read_step(arena, session, &options);
        EXPECT(strlen(text) < 8000);
        EXPECT(strstr(text, plain ? "row 30: " : "⋮") != NULL);
        EXPECT(strstr(text, plain ? "and so on to column 40: " : "⋯") != NULL);
    }
    session_destroy(session);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"every step of every lesson can be read", every_step_can_be_read},
        {"an update has old and new values", old_and_new},
        {"the goal stands before the first step", goal},
        {"large matrices", large_matrices},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
