/* A lesson's questions in a terminal, line by line: for screen readers, and for whoever has no
 * window. */

#include "cli/commands.h"
#include "cli/say.h"
#include "export/ask_text.h"
#include "session/ask/session_ask.h"
#include "session/strings.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LINE_BYTES = 1024, OPERATIONS_AT_ONCE = 4096 };

/* What a line can be beside an answer. */
enum line_kind { LINE_ANSWER, LINE_HINT, LINE_SOLUTION, LINE_SKIP, LINE_QUIT, LINE_HELP };

static enum line_kind kind_of(const char *line) {
    static const struct {
        const char *word;
        enum line_kind kind;
    } words[] = {
        {"", LINE_SKIP},         {"skip", LINE_SKIP},
        {"跳过", LINE_SKIP},     {"hint", LINE_HINT},
        {"?", LINE_HINT},        {"提示", LINE_HINT},
        {"？", LINE_HINT},       {"solution", LINE_SOLUTION},
        {"解答", LINE_SOLUTION}, {"quit", LINE_QUIT},
        {"退出", LINE_QUIT},     {"help", LINE_HELP},
        {"帮助", LINE_HELP},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(line, words[i].word) == 0) {
            return words[i].kind;
        }
    }
    return LINE_ANSWER;
}

/* Going through the questions. */
struct going {
    struct session *session;
    const struct options *options;
    bool has_prompt;
    bool has_ended; /* the input, or the reader wants no more */
};

typedef void append(struct text_builder *text, const struct session *session,
                    const struct reading_options *options);

static void print(const struct going *going, append *what) {
    struct arena *arena = arena_create();
    struct text_builder text;
    text_begin(&text, arena);
    what(&text, going->session,
         &(struct reading_options){going->options->language, going->options->is_plain});
    fputs(text.bytes, stdout);
    arena_destroy(arena);
}

static void print_words(const struct going *going, enum string_id words) {
    puts(string_get(going->options->language, words));
}

static void print_number(const struct going *going, int number) {
    struct arena *arena = arena_create();
    puts(STRING_FILL(arena, going->options->language, STRING_ASK_NUMBER,
                     text_format(arena, "%d", number),
                     text_format(arena, "%ld", session_step(going->session))));
    arena_destroy(arena);
}

/* The rest of a line that is too long belongs to it. */
static bool read_line(char *line) {
    if (fgets(line, LINE_BYTES, stdin) == NULL) {
        return false;
    }
    size_t length = strcspn(line, "\r\n");
    for (int c = line[length]; c == '\0';) {
        c = fgetc(stdin);
        c = c == '\n' || c == EOF ? '\n' : '\0';
    }
    line[length] = '\0';
    return true;
}

static void take_answer(struct going *going, const char *line) {
    const struct asked *asked = session_ask_now(going->session);
    session_ask_type(going->session, line);
    session_ask_check(going->session);
    print(going, ask_text_append_verdict);
    if (asked_offers_solution(asked)) {
        print_words(going, STRING_ASK_SOLUTION);
    }
}

static void take_line(struct going *going, const char *line) {
    switch (kind_of(line)) {
    case LINE_ANSWER:
        take_answer(going, line);
        break;
    case LINE_HINT:
        session_ask_hint(going->session);
        print(going, ask_text_append_hint);
        break;
    case LINE_SOLUTION:
        session_ask_reveal(going->session);
        print(going, ask_text_append_hint);
        break;
    case LINE_SKIP:
        break;
    case LINE_HELP:
        print_words(going, STRING_ASK_WORDS);
        break;
    case LINE_QUIT:
        going->has_ended = true;
        break;
    }
}

static void ask(struct going *going, int number) {
    char line[LINE_BYTES];
    bool is_passed = false;
    print_number(going, number);
    print(going, ask_text_append_question);
    while (session_ask_is_open(going->session) && !is_passed && !going->has_ended &&
           !ferror(stdout)) {
        if (going->has_prompt) {
            fputs("> ", stdout);
            fflush(stdout);
        }
        if (!read_line(line)) {
            going->has_ended = true;
            return;
        }
        is_passed = kind_of(line) == LINE_SKIP;
        take_line(going, line);
    }
    putchar('\n');
}

/* To the next question of the place, or to the next stop, which may be at a line. False behind the
 * last. */
static bool go_to_stop(struct session *session) {
    const struct proof *proof = session_proof(session);
    const struct derivation *derivation = proof != NULL ? proof->derivation : NULL;
    const size_t written = proof != NULL ? proof->written : 0;
    const long step = session_step(session);
    session_apply(session, ACTION_NEXT_STOP);
    while (session_work(session, OPERATIONS_AT_ONCE)) {
    }
    proof = session_proof(session);
    return session_step(session) != step || session_ask_is_open(session) ||
           (proof != NULL && (proof->derivation != derivation || proof->written != written));
}

/* Behind a question that is settled or passed by: the next one of this step, or the next step that
 * may ask. False behind the last. */
static bool go_on(struct going *going) {
    struct session *session = going->session;
    if (session_ask_mode(session) != ASK_EVERY_STEP) {
        return go_to_stop(session);
    }
    long step = session_step(session);
    session_apply(session, ACTION_NEXT);
    if (session_step(session) == step && session_ask_is_open(session)) {
        return true;
    }
    session_go_to(session, step + 1);
    return session_step(session) == step + 1;
}

static enum exit_status ask_all(struct going *going) {
    int number = 0;
    if (going->has_prompt) {
        print_words(going, STRING_ASK_WORDS);
    }
    do {
        if (session_ask_is_open(going->session)) {
            ask(going, ++number);
        }
    } while (!going->has_ended && !ferror(stdout) && go_on(going));
    print(going, ask_text_append_score);
    struct arena *arena = arena_create();
    const struct ask_score score = session_ask_score(going->session, arena);
    bool are_right = score.right_at_once + score.right_later == number && !going->has_ended;
    arena_destroy(arena);
    return are_right ? EXIT_STATUS_DONE : EXIT_STATUS_WRONG_INPUT;
}

enum exit_status command_ask(const struct library *library, const struct options *options) {
    struct arena *arena = arena_create();
    enum exit_status status = EXIT_STATUS_DONE;
    const char *error;
    const struct mistakes *mistakes = library_mistakes(library, arena, &error);
    struct session *session =
        mistakes != NULL ? command_open_session(library, arena, options, &status) : NULL;
    if (mistakes == NULL) {
        fputs(error, stderr);
        status = EXIT_STATUS_SYSTEM_FAILED;
    } else if (session != NULL) {
        session_set_language(session, options->language);
        session_ask_set_mistakes(session, mistakes);
        session_ask_set_mode(session, options->is_predicting ? ASK_EVERY_STEP : ASK_LESSON);
        struct going going = {session, options, isatty(STDIN_FILENO) && isatty(STDOUT_FILENO),
                              false};
        status = ask_all(&going);
    }
    session_destroy(session);
    arena_destroy(arena);
    return command_finish(options, status);
}
