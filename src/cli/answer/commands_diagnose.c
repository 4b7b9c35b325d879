/* What an answer is, from the command line. */

#include "base/message.h"
#include "base/utf8.h"
#include "checks/diagnosis/diagnosis.h"
#include "cli/commands.h"
#include "cli/say.h"
#include "export/diagnosis_text.h"

#include <stdio.h>
#include <string.h>

/* The answer with a mark under what could not be read. */
static void say_fault(const struct options *options, const struct answer_fault *fault) {
    const char *text = options->answer;
    say(options->language, "the answer \"%s\" cannot be read: %s", text, fault->message);
    size_t marked = utf8_count(text + fault->begin, fault->end - fault->begin);
    fprintf(stderr, "    %s\n    %*s", text, (int)utf8_count(text, fault->begin), "");
    for (size_t i = 0; i < (marked > 0 ? marked : 1); i++) {
        fputc('^', stderr);
    }
    fputc('\n', stderr);
}

/* The cell that is meant: of a value of one row or one column one number will do, of one element
 * none. */
static bool find_cell(const struct options *options, struct matrix value, size_t ret[2]) {
    size_t row = options->cell[0], column = options->cell[1];
    if (row > 0 && column == 0 && value.columns == 1) {
        column = 1;
    } else if (row > 0 && column == 0 && value.rows == 1) {
        column = row;
        row = 1;
    } else if (row == 0 && value.rows * value.columns == 1) {
        row = column = 1;
    }
    if (row == 0 || column == 0) {
        say(options->language, "--cell I,J is needed: the value is %zu×%zu", value.rows,
            value.columns);
        return false;
    }
    if (row > value.rows || column > value.columns) {
        say(options->language, "--cell %zu,%zu: the value is %zu×%zu", row, column, value.rows,
            value.columns);
        return false;
    }
    ret[0] = row;
    ret[1] = column;
    return true;
}

static void print_diagnosis(struct arena *arena, const struct options *options,
                            const struct diagnosis_question *question,
                            const struct answer_number *answer) {
    const struct diagnosis diagnosis = diagnosis_of_number(arena, question, answer);
    struct text_builder text;
    text_begin(&text, arena);
    diagnosis_text_append(&text, options->language, question, &diagnosis);
    fputs(text.bytes, stdout);
}

static enum exit_status diagnose(struct arena *arena, const struct options *options,
                                 const struct recording *recording,
                                 const struct mistakes *mistakes) {
    struct diagnosis_question question = {.recording = recording, .mistakes = mistakes};
    struct answer_number answer;
    struct answer_fault fault;
    if (!find_cell(options, recording->right, question.cell)) {
        return EXIT_STATUS_WRONG_USAGE;
    }
    if (!answer_number_read(arena, options->answer, &answer, &fault)) {
        say_fault(options, &fault);
        return EXIT_STATUS_WRONG_INPUT;
    }
    print_diagnosis(arena, options, &question, &answer);
    return EXIT_STATUS_DONE;
}

static bool record(struct arena *arena, const struct options *options,
                   const struct program *program, struct recording *ret) {
    if (recording_of_step(arena, program, options->step, ret)) {
        return true;
    }
    if (program->state_count > RECORDING_MOST_STATE) {
        say(options->language, "the network is too large to be diagnosed (more than %d numbers)",
            RECORDING_MOST_STATE);
    } else {
        say(options->language, "the run stops before step %ld", options->step);
    }
    return false;
}

enum exit_status command_diagnose(const struct library *library, const struct options *options) {
    if (!options->has_step || options->step < 1 || options->answer == NULL) {
        say(options->language, "diagnose needs --step N, from 1, and --answer X");
        return EXIT_STATUS_WRONG_USAGE;
    }
    struct arena *arena = arena_create();
    enum exit_status status = EXIT_STATUS_DONE;
    const char *error;
    const struct mistakes *mistakes = library_mistakes(library, arena, &error);
    struct session *session =
        mistakes != NULL ? command_open_session(library, arena, options, &status) : NULL;
    struct recording recording;
    if (mistakes == NULL) {
        fputs(error, stderr);
        status = EXIT_STATUS_SYSTEM_FAILED;
    } else if (session != NULL && !command_check_step(session, options)) {
        status = EXIT_STATUS_WRONG_USAGE;
    } else if (session != NULL && !record(arena, options, session_program(session), &recording)) {
        status = EXIT_STATUS_WRONG_INPUT;
    } else if (session != NULL) {
        status = diagnose(arena, options, &recording, mistakes);
    }
    session_destroy(session);
    arena_destroy(arena);
    return command_finish(options, status);
}
