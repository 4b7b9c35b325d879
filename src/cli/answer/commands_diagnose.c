/* What an answer is, from the command line. */

#include "base/message.h"
#include "base/utf8.h"
#include "checks/answer/answer_shape.h"
#include "cli/commands.h"
#include "cli/say.h"
#include "export/diagnosis_text.h"
#include "tell/answer/formula_told.h"

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

/* Who may have meant another number is asked back, and not told what is wrong. */
static enum exit_status print_number(struct arena *arena, const struct options *options,
                                     const struct diagnosis_question *question,
                                     const struct answer_number *answer) {
    const struct diagnosis diagnosis = diagnosis_of_number(arena, question, answer);
    bool is_right = diagnosis.verdict == DIAGNOSIS_RIGHT ||
                    diagnosis.verdict == DIAGNOSIS_FEWER_DIGITS ||
                    diagnosis.verdict == DIAGNOSIS_ROUNDED;
    if (!is_right && answer->doubt.message != NULL) {
        say_fault(options, &answer->doubt);
        return EXIT_STATUS_WRONG_INPUT;
    }
    struct text_builder text;
    text_begin(&text, arena);
    diagnosis_text_append(&text, options->language, question, &diagnosis);
    fputs(text.bytes, stdout);
    return EXIT_STATUS_DONE;
}

static enum exit_status print_formula(struct arena *arena, const struct options *options,
                                      const struct diagnosis_question *question,
                                      const struct answer_formula *answer) {
    const struct formula_diagnosis diagnosis = formula_diagnosis_of(arena, question, answer);
    struct text_builder text;
    if (diagnosis.is_ahead) {
        const struct answer_fault fault = {0, strlen(options->answer),
                                           "this is computed only here or later"};
        say_fault(options, &fault);
        return EXIT_STATUS_WRONG_INPUT;
    }
    text_begin(&text, arena);
    diagnosis_text_append_formula(&text, options->language, question, &diagnosis);
    fputs(text.bytes, stdout);
    return EXIT_STATUS_DONE;
}

static void print_shape(struct arena *arena, const struct options *options, struct shape typed,
                        struct shape right) {
    struct telling telling = telling_begin(arena, options->language);
    struct text_builder text;
    text_begin(&text, arena);
    text_append_string(&text, shape_equal(typed, right) ? "right\n" : "wrong\n");
    formula_told_add_shape(&telling, typed, right);
    diagnosis_text_append_telling(&text, &telling);
    fputs(text.bytes, stdout);
}

/* "3 1/2" is no product of numbers, but a number that cannot be read. */
static bool has_name(const struct tree *tree) {
    bool has = tree->kind == EXPRESSION_TENSOR;
    for (size_t i = 0; i < tree->operand_count && !has; i++) {
        has = has_name(tree->operands[i]);
    }
    return has;
}

/* What reads as a number, a shape or a formula is one; of what is none of them the fault is that of
 * a formula where it has letters, and else of a number. */
static enum exit_status diagnose(struct arena *arena, const struct options *options,
                                 const struct recording *recording,
                                 const struct mistakes *mistakes) {
    struct diagnosis_question question = {
        .recording = recording, .mistakes = mistakes, .cell = {1, 1}};
    struct answer_number number;
    struct answer_formula formula;
    struct answer_fault fault, other;
    struct shape shape;
    bool is_of_all = options->cell[0] == 0; /* "1×2" is a shape, and no product, then */
    if (is_of_all && answer_shape_read(arena, options->answer, &shape, &other)) {
        print_shape(arena, options, shape, matrix_shape(recording->right));
        return EXIT_STATUS_DONE;
    }
    if (answer_number_read(arena, options->answer, &number, &fault)) {
        if (!find_cell(options, recording->right, question.cell)) {
            return EXIT_STATUS_WRONG_USAGE;
        }
        return print_number(arena, options, &question, &number);
    }
    if (!is_of_all && !find_cell(options, recording->right, question.cell)) {
        return EXIT_STATUS_WRONG_USAGE;
    }
    bool is_read =
        answer_formula_read(arena, recording, question.cell, options->answer, &formula, &other);
    if (is_read && has_name(formula.readings[0])) {
        return print_formula(arena, options, &question, &formula);
    }
    bool is_formula = !is_read && other.begin > fault.begin;
    say_fault(options, is_formula ? &other : &fault);
    return EXIT_STATUS_WRONG_INPUT;
}

static bool record(struct arena *arena, const struct options *options, struct session *session,
                   struct recording *ret) {
    const struct program *program = session_program(session);
    session_go_to(session, options->step);
    if (session_step(session) == options->step &&
        recording_of_step(arena, program, options->step, ret)) {
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
    } else if (session != NULL && !record(arena, options, session, &recording)) {
        status = EXIT_STATUS_WRONG_INPUT;
    } else if (session != NULL) {
        status = diagnose(arena, options, &recording, mistakes);
    }
    session_destroy(session);
    arena_destroy(arena);
    return command_finish(options, status);
}
