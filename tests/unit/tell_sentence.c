/* The program's sentence of a step: of every operation of every lesson, in all notations and both
 * languages, it names what is computed and from what; and of one that reads nothing, as ∂L/∂a = 1
 * of a loss that is the output, it does not go on "from" nothing. */
#include "view_fixture.h"

#include "tell/sentence.h"

enum { MOST_LESSONS = 64, MOST_FAULTS = 12 };

static const char *root;
static struct arena *shared;
static struct view_notations notations;
static size_t sentences, alone;

static const char *words_of(struct arena *arena, const struct session *session,
                            enum language language) {
    const struct moment moment = moment_create(session, arena);
    struct telling telling = telling_begin(arena, language);
    sentence_tell(&telling, &moment);
    struct text_builder text;
    text_begin(&text, arena);
    for (size_t i = 0; i < telling.count; i++) {
        bool is_name = telling.parts[i].kind == TELLING_SYMBOL;
        text_append_string(&text, is_name ? "@" : telling.parts[i].text);
    }
    return text.bytes;
}

static bool begins(const char *text, const char *with) {
    return strncmp(text, with, strlen(with)) == 0;
}

static bool ends(const char *text, const char *with) {
    size_t length = strlen(text), own = strlen(with);
    return length >= own && strcmp(text + length - own, with) == 0;
}

/* What was left out leaves its mark in one of these. */
static bool has_gap(const char *text) {
    static const char *const gaps[] = {"  ", " .", " ,", "from.", "and.", "由，", "、，", "，。"};
    for (size_t i = 0; i < TEST_COUNT(gaps); i++) {
        if (strstr(text, gaps[i]) != NULL) {
            return true;
        }
    }
    return false;
}

static bool is_whole(const char *text, bool has_operands, enum language language) {
    if (language == LANGUAGE_ENGLISH) {
        return ends(text, ".") && has_operands == (strstr(text, " from the ") != NULL) &&
               begins(text, has_operands ? "Computes the " : "Sets the ");
    }
    return ends(text, "。") && has_operands == (strstr(text, "，算出") != NULL) &&
           begins(text, has_operands ? "由" : "取");
}

static void check(const char *path, struct session *session) {
    enum { MOST_OPERANDS = 16 };
    struct arena *arena = arena_create();
    const struct operation *operation = session_program_place(session).operation;
    int operands[MOST_OPERANDS];
    bool has_operands = sentence_operands(session_program(session), &operation->binding, operands,
                                          MOST_OPERANDS) > 0;
    alone += !has_operands;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        const char *text = words_of(arena, session, (enum language)language);
        sentences++;
        if (has_gap(text) || !is_whole(text, has_operands, (enum language)language)) {
            test_failures++;
            printf("# %s, %s, step %ld: \"%s\"\n", path, session_program(session)->notation->id,
                   session_step(session), text);
        }
    }
    arena_destroy(arena);
}

static void test_sentences(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    for (size_t i = 0; i < count; i++) {
        const struct lesson *lesson = fixture_lesson(shared, root, paths[i]);
        for (size_t n = 0; n < notations.count && test_failures < MOST_FAULTS; n++) {
            bool is_own = strcmp(notations.items[n]->id, lesson->notation) == 0;
            if (lesson->has_formulas && !is_own) {
                continue; /* its formulas are in its own notation */
            }
            struct arena *arena = arena_create();
            struct session *session = view_session(arena, lesson, &notations, n);
            for (long step = 1; step <= session_program(session)->operation_count; step++) {
                session_go_to(session, step);
                check(paths[i], session);
            }
            session_destroy(session);
            arena_destroy(arena);
        }
    }
    printf("# %zu sentences, %zu of what reads nothing\n", sentences, alone);
    EXPECT(sentences > 4000 && alone > 0);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"every sentence is whole, also of what reads nothing", test_sentences},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
