/* Going through a lesson as text, and what that shares with the window and the pictures. */

#include "cli/commands.h"
#include "cli/say.h"
#include "export/reading.h"
#include "session/strings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The lesson with another number of iterations, where the options ask for one. */
static const struct lesson *with_iterations(struct arena *arena, const struct lesson *lesson,
                                            long iterations) {
    if (iterations == 0) {
        return lesson;
    }
    struct lesson *changed = ARENA_NEW(arena, struct lesson);
    *changed = *lesson;
    changed->iterations = iterations;
    return changed;
}

struct session *command_open_session(const struct library *library, struct arena *arena,
                                     const struct options *options, enum exit_status *ret_status) {
    size_t notation = 0;
    const struct lesson *lesson =
        command_read_lesson(library, arena, options, &notation, ret_status);
    if (lesson == NULL) {
        return NULL;
    }
    lesson = with_iterations(arena, lesson, options->iterations);
    struct program_error error;
    if (library_notation(library, notation) == NULL) {
        fputs(notation_shelf_fault(library->notations), stderr);
        *ret_status = EXIT_STATUS_SYSTEM_FAILED;
        return NULL;
    }
    const struct session_notations notations = {notation_shelf_source(library->notations),
                                                notation_shelf_count(library->notations), notation};
    struct session *session = session_create(arena, lesson, notations, &error);
    if (session == NULL) {
        command_say_program_error(options->language, library_notation(library, notation),
                                  library_shown_name(arena, options->files[0]), &error);
        *ret_status = EXIT_STATUS_WRONG_INPUT;
        return NULL;
    }
    return session;
}

bool command_check_step(const struct session *session, const struct options *options) {
    long last = session_program(session)->step_count;
    if (options->step <= last) {
        return true;
    }
    say(options->language, "--step %ld: this lesson has the steps 0 to %ld", options->step, last);
    return false;
}

/* ---- reading ---- */

static void print_step(const struct session *session, const struct options *options) {
    struct arena *arena = arena_create();
    struct text_builder text;
    text_begin(&text, arena);
    const struct reading_options reading = {options->language, options->is_plain};
    reading_append(&text, session, &reading);
    fputs(text.bytes, stdout);
    putchar('\n');
    arena_destroy(arena);
}

static void print_all(struct session *session, const struct options *options) {
    long last = session_program(session)->step_count;
    for (long step = 0; step <= last && !ferror(stdout); step++) {
        session_go_to(session, step);
        if (session_step(session) != step) {
            return; /* the run stopped before, and the last step has said why */
        }
        print_step(session, options);
    }
}

enum { LINE_BYTES = 256 };

/* The step that a line asks for; -1: none, and what may be asked was printed. */
static long step_of_line(const struct session *session, const struct options *options,
                         const char *line) {
    long step = session_step(session);
    long last = session_program(session)->step_count;
    bool is_next = *line == '\0' || strcmp(line, "n") == 0;
    if (is_next || strcmp(line, "b") == 0) {
        step += is_next ? 1 : -1;
    } else if (strspn(line, "0123456789") == strlen(line) && strlen(line) < 10) {
        step = strtol(line, NULL, 10);
    } else {
        puts(string_get(options->language, STRING_READING_KEYS));
        return -1;
    }
    if (step < 0 || step > last) {
        struct arena *arena = arena_create();
        puts(STRING_FILL(arena, options->language, STRING_READING_NO_STEP,
                         text_format(arena, "%ld", last)));
        arena_destroy(arena);
        return -1;
    }
    return step;
}

/* Line by line: one key and Enter, which every terminal and screen reader can do. */
static void read_along(struct session *session, const struct options *options) {
    bool has_prompt = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    char line[LINE_BYTES];
    print_step(session, options);
    if (has_prompt) {
        puts(string_get(options->language, STRING_READING_KEYS));
    }
    while (!ferror(stdout)) {
        if (has_prompt) {
            fputs("> ", stdout);
        }
        fflush(stdout);
        if (fgets(line, sizeof line, stdin) == NULL) {
            return;
        }
        line[strcspn(line, "\r\n")] = '\0';
        if (strcmp(line, "q") == 0) {
            return;
        }
        long step = step_of_line(session, options, line);
        if (step >= 0) {
            session_go_to(session, step);
            print_step(session, options);
        }
    }
}

enum exit_status command_text(const struct library *library, const struct options *options) {
    struct arena *arena = arena_create();
    enum exit_status status = EXIT_STATUS_DONE;
    struct session *session = command_open_session(library, arena, options, &status);
    if (session != NULL && options->step == OPTIONS_ALL_STEPS) {
        print_all(session, options);
    } else if (session != NULL && !command_check_step(session, options)) {
        status = EXIT_STATUS_WRONG_USAGE;
    } else if (session != NULL && options->has_step) {
        session_go_to(session, options->step);
        print_step(session, options);
    } else if (session != NULL) {
        read_along(session, options);
    }
    session_destroy(session);
    arena_destroy(arena);
    return command_finish(options, status);
}
