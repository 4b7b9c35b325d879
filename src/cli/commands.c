#include "cli/commands.h"
#include "base/utf8.h"
#include "cli/gradcheck_print.h"

#include "base/file.h"
#include "base/number.h"
#include "checks/gradcheck.h"
#include "cli/say.h"
#include "cli/terminal.h"
#include "engine/program_names.h"
#include "engine/program_state.h"
#include "export/trace.h"
#include "library/refusal.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

/* ---- what the commands share ---- */

const char *command_choices(struct arena *arena, const char *word, const char *const *names,
                            size_t count) {
    const char *near = text_nearest(word, names, count);
    if (near != NULL) {
        return text_format(arena, "did you mean \"%s\"?", near);
    }
    struct text_builder text;
    text_begin(&text, arena);
    for (size_t i = 0; i < count; i++) {
        text_append_format(&text, "%s%s", i == 0 ? "there are " : ", ", names[i]);
    }
    return text.bytes;
}

enum exit_status command_unknown_notation(const struct library *library, const char *id) {
    const struct notation_shelf *shelf = library->notations;
    say(library->language, "unknown notation \"%s\"; %s", id,
        command_choices(library->arena, id, notation_shelf_ids(shelf),
                        notation_shelf_count(shelf)));
    return EXIT_STATUS_WRONG_USAGE;
}

const struct lesson *command_read_lesson(const struct library *library, struct arena *arena,
                                         const struct options *options, size_t *ret_notation,
                                         enum exit_status *ret_status) {
    const char *error;
    const struct lesson *lesson = library_read_lesson(library, arena, options->files[0], &error);
    if (lesson == NULL) {
        fputs(error, stderr);
        const char *near = options_nearest_command(options->files[0]);
        if (options->command == COMMAND_WINDOW && near != NULL) {
            say_more(options->language, "If a command is meant: did you mean \"%s\"?", near);
        }
        bool is_ours = notation_shelf_fault(library->notations) != NULL ||
                       notation_shelf_is_incomplete(library->notations);
        *ret_status = is_ours ? EXIT_STATUS_SYSTEM_FAILED : EXIT_STATUS_WRONG_INPUT;
        return NULL;
    }
    const char *id = options->notation != NULL ? options->notation : lesson->notation;
    int notation = library_find_notation(library, id);
    if (notation < 0) {
        *ret_status = command_unknown_notation(library, id);
        return NULL;
    }
    *ret_notation = (size_t)notation;
    return lesson;
}

enum exit_status command_finish(const struct options *options, enum exit_status status) {
    if (fflush(stdout) != 0 || ferror(stdout)) {
        say(options->language, "cannot write the output: %s", strerror(errno));
        return EXIT_STATUS_SYSTEM_FAILED;
    }
    return status;
}

void command_say_program_error(enum language language, const struct notation *notation,
                               const char *shown, const struct program_error *error) {
    struct arena *arena = arena_create();
    fputs(refusal_text(arena, language, notation, shown, error), stderr);
    arena_destroy(arena);
}

static const struct notation_operation *find_operation(const struct library *library,
                                                       const struct notation *notation,
                                                       struct arena *arena, const char *name) {
    const char **names = ARENA_ARRAY(arena, const char *, notation->operation_count);
    for (size_t i = 0; i < notation->operation_count; i++) {
        names[i] = notation->operations[i].name;
        if (strcmp(names[i], name) == 0) {
            return &notation->operations[i];
        }
    }
    say(library->language, "--set: %s has no operation \"%s\"; %s", notation->id, name,
        command_choices(arena, name, names, notation->operation_count));
    return NULL;
}

/* One --set; false after printing what is wrong with it. */
static bool read_replacement(const struct library *library, const struct notation *notation,
                             struct arena *arena, const struct option_set *set,
                             struct program_replacement *ret, enum exit_status *ret_status) {
    *ret_status = EXIT_STATUS_WRONG_USAGE;
    ret->operation = find_operation(library, notation, arena, set->operation);
    if (ret->operation == NULL) {
        return false;
    }
    *ret_status = EXIT_STATUS_WRONG_INPUT;
    struct formula_error error;
    ret->statement =
        statement_parse(arena, set->formula, strlen(set->formula), &notation->table, &error);
    if (ret->statement == NULL) {
        const char *shown = library_shown_name(arena, set->formula);
        say(library->language, "--set %s: column %zu: %s", set->operation,
            1 + utf8_count(set->formula, error.begin), error.message);
        struct text_builder formula;
        text_begin(&formula, arena);
        refusal_append_formula(&formula, shown, &error);
        fputs(formula.bytes, stderr);
        return false;
    }
    return true;
}

/* The lesson as a program with the options' formulas; NULL after printing why there is none. */
static const struct program *make_program(const struct library *library, struct arena *arena,
                                          const struct lesson *lesson, size_t index,
                                          const struct options *options,
                                          enum exit_status *ret_status) {
    const struct notation *shown = library_notation(library, index);
    const struct notation *own = lesson_notation(lesson, shown);
    const struct notation *notation = own != NULL ? own : shown;
    struct program_replacement replacements[OPTIONS_MOST_SETS];
    for (size_t i = 0; i < options->set_count; i++) {
        if (!read_replacement(library, notation, arena, &options->sets[i], &replacements[i],
                              ret_status)) {
            return NULL;
        }
    }
    const struct program_options program_options = {.iterations = options->iterations,
                                                    .replacements = replacements,
                                                    .replacement_count = options->set_count};
    struct program_error error;
    const struct program *program =
        program_create_with(arena, lesson, notation, &program_options, &error);
    if (program == NULL) {
        *ret_status = EXIT_STATUS_WRONG_INPUT;
        command_say_program_error(options->language, notation,
                                  library_shown_name(arena, options->files[0]), &error);
    }
    return program;
}

typedef enum exit_status program_command(struct arena *arena, const struct program *program,
                                         const struct options *options);

/* Makes the program that the options name and hands it to the command. */
static enum exit_status run_on_program(const struct library *library, const struct options *options,
                                       program_command *command) {
    struct arena *arena = arena_create();
    enum exit_status status = EXIT_STATUS_WRONG_INPUT;
    size_t notation;
    const struct lesson *lesson = command_read_lesson(library, arena, options, &notation, &status);
    const struct program *program =
        lesson != NULL ? make_program(library, arena, lesson, notation, options, &status) : NULL;
    if (program != NULL) {
        status = command(arena, program, options);
    }
    arena_destroy(arena);
    return status;
}

/* ---- trace ---- */

static bool write_to_stdout(void *context, const char *bytes, size_t length) {
    (void)context;
    return fwrite(bytes, 1, length, stdout) == length;
}

/* Which step stopped the run, and what the formula without a division gives there. */
static void report_trouble(struct arena *arena, const char *lesson,
                           const struct trace_trouble *trouble, enum language language) {
    enum { FUSED_DIGITS = 6 };
    say_of(language, lesson, "step %ld, the last one written, has a value that is not finite: %s",
           trouble->step, trouble->text);
    if (trouble->fused[0] != '\0') {
        say_more(language,
                 "  activation and loss derived together give %s, which divides by nothing: row "
                 "%zu, column %zu = %s",
                 trouble->fused, trouble->fused_row + 1, trouble->fused_column + 1,
                 number_plain_text(arena, trouble->fused_value, FUSED_DIGITS));
    }
}

static enum exit_status trace_program(struct arena *arena, const struct program *program,
                                      const struct options *options) {
    const char *shown = library_shown_name(arena, options->files[0]);
    const struct trace_options trace_options = {
        .lesson = file_name(shown),
        .format = options->format,
        .language = options->language,
        .with_elements = options->with_elements,
        .with_operands = options->with_operands,
        .with_forms = options->with_forms,
        .with_derivations = options->with_derivations,
    };
    const struct trace_sink sink = {.write = write_to_stdout};
    struct trace_trouble trouble;
    switch (trace_run(program, &trace_options, &sink, &trouble)) {
    case TRACE_DONE:
        return command_finish(options, EXIT_STATUS_DONE);
    case TRACE_NOT_FINITE:
        report_trouble(arena, shown, &trouble, options->language);
        return command_finish(options, EXIT_STATUS_WRONG_INPUT);
    case TRACE_SINK_FAILED:
        break;
    }
    return command_finish(options, EXIT_STATUS_SYSTEM_FAILED);
}

enum exit_status command_trace(const struct library *library, const struct options *options) {
    return run_on_program(library, options, trace_program);
}

/* ---- gradcheck ---- */

static enum exit_status check_gradients(struct arena *arena, const struct program *program,
                                        const struct options *options) {
    double *state = ARENA_ARRAY(arena, double, program->state_count);
    program_initial_state(program, state);
    struct gradcheck check = gradcheck_run(arena, program, state);
    if (!check.is_finite) {
        say_of(options->language, library_shown_name(arena, options->files[0]),
               "the loss or a gradient is not finite; nothing to compare");
        return EXIT_STATUS_WRONG_INPUT;
    }
    gradcheck_print_all(arena, program, &check, options);
    bool has_failed = check.verdicts[GRADCHECK_DIFFERS] > 0;
    return command_finish(options, has_failed ? EXIT_STATUS_WRONG_INPUT : EXIT_STATUS_DONE);
}

enum exit_status command_gradcheck(const struct library *library, const struct options *options) {
    return run_on_program(library, options, check_gradients);
}

/* ---- list ---- */

static const char *network_sizes(struct arena *arena, const struct network *network) {
    struct text_builder text;
    text_begin(&text, arena);
    for (size_t l = 0; l <= network->layer_count; l++) {
        text_append_format(&text, l > 0 ? "-%zu" : "%zu", network_units(network, l));
    }
    return text.bytes;
}

/* Titles stand last: their columns depend on the terminal's font. */
static void print_lessons(struct arena *arena, const struct shipped_lesson *lessons, size_t count,
                          enum language language) {
    int name_columns = 0, notation_columns = 0, size_columns = 0;
    for (size_t i = 0; i < count; i++) {
        int name = terminal_width(lessons[i].name);
        int notation = terminal_width(lessons[i].lesson->notation);
        int sizes = terminal_width(network_sizes(arena, &lessons[i].lesson->network));
        name_columns = name > name_columns ? name : name_columns;
        notation_columns = notation > notation_columns ? notation : notation_columns;
        size_columns = sizes > size_columns ? sizes : size_columns;
    }
    for (size_t i = 0; i < count; i++) {
        const struct lesson *lesson = lessons[i].lesson;
        const char *sizes = network_sizes(arena, &lesson->network);
        printf("%s%*s  %s%*s  %s%*s  %s\n", lessons[i].name,
               terminal_padding(lessons[i].name, name_columns), "", lesson->notation,
               terminal_padding(lesson->notation, notation_columns), "", sizes,
               terminal_padding(sizes, size_columns), "", lesson->title.in[language]);
    }
}

enum exit_status command_shelf_status(const struct lesson_shelf *shelf) {
    if (shelf->is_unread) {
        return EXIT_STATUS_SYSTEM_FAILED;
    }
    return *shelf->complaints != '\0' ? EXIT_STATUS_WRONG_INPUT : EXIT_STATUS_DONE;
}

enum exit_status command_list(const struct library *library, const struct options *options) {
    struct lesson_shelf shelf = library_lessons(library);
    fputs(shelf.complaints, stderr);
    if (*shelf.complaints == '\0' && shelf.count == 0) {
        say(options->language, "there are no lessons in %s/lessons", library->folder);
        return EXIT_STATUS_SYSTEM_FAILED;
    }
    print_lessons(library->arena, shelf.lessons, shelf.count, options->language);
    return command_finish(options, command_shelf_status(&shelf));
}
