/* Every question of every shipped lesson as lines of text, in both languages: with its options,
 * what a wrong answer is, its hints, and what is said when it is settled. Nothing is left that only
 * a picture can show, and what is asked for is not to be read before. */
#include "ask_fixture.h"

#include "export/ask_text.h"

enum { MOST_LESSONS = 128, MOST_FAULTS = 20, FAR = 100000 };

static const char *root;
static struct arena *shared;
static struct view_notations notations;
static const struct mistakes *mistakes;
static size_t asked_of[QUESTION_KIND_COUNT], lines_open;

typedef void append(struct text_builder *text, const struct session *session,
                    const struct reading_options *options);

struct reader {
    const char *path;
    struct session *session, *plain;
    enum language language;
};

static void fault(const struct reader *reader, const char *what, const char *text) {
    if (test_failures++ < MOST_FAULTS) {
        printf("# %s, step %ld: %s\n", reader->path, session_step(reader->session), what);
        test_print_text("text", text);
    }
}

/* What is said, which is something, whole lines, and no markup. */
static const char *say(const struct reader *reader, struct arena *arena, append *appended) {
    const struct reading_options options = {reader->language, reader->language == LANGUAGE_CHINESE};
    struct text_builder text;
    text_begin(&text, arena);
    appended(&text, reader->session, &options);
    if (text.length == 0 || text.bytes[text.length - 1] != '\n' ||
        strpbrk(text.bytes, "\\$") != NULL || strstr(text.bytes, "**") != NULL) {
        fault(reader, "it cannot be read", text.bytes);
    }
    return text.bytes;
}

/* A line of its own begins with the letter of each option. */
static void check_options(const struct reader *reader, struct arena *arena, const char *text) {
    const struct asked *asked = session_ask_now(reader->session);
    lines_open += asked->kind == QUESTION_LINE;
    for (size_t i = 0; i < asked->subject.option_count; i++) {
        if (strstr(text, text_format(arena, "\n%c  ", (char)('A' + i))) == NULL) {
            fault(reader, "an option has no line", text);
        }
    }
}

static void answer(const struct reader *reader, const char *text) {
    session_ask_type(reader->session, text);
    session_ask_check(reader->session);
}

/* The right order from behind. */
static const char *wrong_order(struct arena *arena, const struct asked *asked) {
    const char *right = ask_order_text(arena, asked);
    struct text_builder text;
    text_begin(&text, arena);
    for (size_t i = strlen(right); i > 0; i--) {
        text_append_format(&text, "%c", right[i - 1]);
    }
    return text.bytes;
}

static const char *wrong(const struct reader *reader, struct arena *arena) {
    const struct asked *asked = session_ask_now(reader->session);
    return asked->kind == QUESTION_ORDER ? wrong_order(arena, asked)
                                         : ask_wrong_text(arena, reader->session, reader->plain);
}

static void check_question(const struct reader *reader) {
    struct arena *arena = arena_create();
    asked_of[session_ask_now(reader->session)->kind]++;
    check_options(reader, arena, say(reader, arena, ask_text_append_question));
    const char *typed = wrong(reader, arena);
    if (typed != NULL) {
        answer(reader, typed);
        const char *told = say(reader, arena, ask_text_append_verdict);
        bool is_order = session_ask_now(reader->session)->kind == QUESTION_ORDER;
        if (!session_ask_is_open(reader->session) &&
            !is_order) { /* of updates any order is right */
            fault(reader, "a wrong answer is right", told);
        }
    }
    session_ask_hint(reader->session);
    const char *first = say(reader, arena, ask_text_append_hint);
    session_ask_hint(reader->session);
    if (session_ask_is_open(reader->session) &&
        strcmp(first, say(reader, arena, ask_text_append_hint)) == 0) {
        fault(reader, "two hints are the same", first);
    }
    if (reader->language == LANGUAGE_CHINESE) {
        session_ask_reveal(reader->session);
        say(reader, arena, ask_text_append_hint);
    } else {
        answer(reader, ask_right_text(arena, reader->session, reader->plain));
        say(reader, arena, ask_text_append_verdict);
    }
    if (session_ask_is_open(reader->session)) {
        fault(reader, "it is not settled", "");
    }
    arena_destroy(arena);
}

/* To the next stop, or the next line that asks; false behind the last. */
static bool go_on(struct session *session) {
    const struct proof *proof = session_proof(session);
    const struct derivation *derivation = proof != NULL ? proof->derivation : NULL;
    size_t written = proof != NULL ? proof->written : 0;
    long step = session_step(session);
    session_apply(session, ACTION_NEXT_STOP);
    while (session_work(session, FAR)) {
    }
    proof = session_proof(session);
    return session_step(session) != step || session_ask_is_open(session) ||
           (proof != NULL && (proof->derivation != derivation || proof->written != written));
}

static void read_lesson(const char *path, enum language language) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = fixture_lesson(arena, root, path);
    size_t notation = ask_notation(&notations, lesson->notation);
    struct reader reader = {path, ask_session(arena, lesson, &notations, notation, mistakes),
                            view_session(arena, lesson, &notations, notation), language};
    do {
        if (session_ask_is_open(reader.session)) {
            check_question(&reader);
        }
    } while (go_on(reader.session));
    const char *score = say(&reader, arena, ask_text_append_score);
    const struct ask_score counted = session_ask_score(reader.session, arena);
    EXPECT(strstr(score, text_format(arena, "%ld", counted.asked)) != NULL);
    EXPECT_INT(language == LANGUAGE_CHINESE ? counted.right_later : counted.revealed, 0);
    session_destroy(reader.session);
    session_destroy(reader.plain);
    arena_destroy(arena);
}

static void test_lessons(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    for (size_t i = 0; i < count; i++) {
        read_lesson(paths[i], (enum language)(i % LANGUAGE_COUNT));
    }
    for (enum question_kind kind = 0; kind < QUESTION_KIND_COUNT; kind++) {
        EXPECT(asked_of[kind] > 0);
    }
    EXPECT(lines_open > 5);
}

/* Less digits than are asked for, and a number that is right: both are said. */
static void test_digits(void) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = fixture_lesson(arena, root, "lessons/beyond/02-xor.json");
    size_t notation = ask_notation(&notations, lesson->notation);
    struct reader reader = {"digits", ask_session(arena, lesson, &notations, notation, mistakes),
                            view_session(arena, lesson, &notations, notation), LANGUAGE_ENGLISH};
    ask_go_to_kind(reader.session, QUESTION_VALUE);
    double right = ask_right_value(reader.session, reader.plain);
    answer(&reader, text_format(arena, "%.1f", right));
    EXPECT(strstr(say(&reader, arena, ask_text_append_verdict), "Please give 4 decimals") != NULL);
    answer(&reader, text_format(arena, "%.6f", right));
    EXPECT(!session_ask_is_open(reader.session));
    EXPECT(strstr(say(&reader, arena, ask_text_append_verdict), "Right") != NULL);
    session_destroy(reader.session);
    session_destroy(reader.plain);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = view_notations_read(shared, root);
    mistakes = fixture_mistakes(shared, root);
    static const struct test tests[] = {
        {"the questions of every lesson", test_lessons},
        {"a number with fewer digits", test_digits},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
