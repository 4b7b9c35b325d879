/* What the notes themselves say: their tables of formulas, and their errata. */

#include "base/message.h"
#include "base/number.h"
#include "checks/errata.h"
#include "cli/commands.h"
#include "cli/notes/derivations_print.h"
#include "cli/notes/names_print.h"
#include "engine/program_names.h"
#include "export/reading_words.h"
#include "notation/letters.h"
#include "session/strings.h"

#include <stdio.h>
#include <string.h>

/* ---- which notations ---- */

typedef bool print_notation(const struct library *library, const struct notation *notation,
                            const struct options *options);

/* The one that the options name, or all of them; false when one failed. */
static enum exit_status print_notations(const struct library *library,
                                        const struct options *options, print_notation *print) {
    size_t from = 0, to = notation_shelf_count(library->notations);
    if (options->file_count > 0) {
        int named = library_find_notation(library, options->files[0]);
        if (named < 0) {
            return command_unknown_notation(library, options->files[0]);
        }
        from = (size_t)named;
        to = from + 1;
    }
    bool is_good = true;
    for (size_t i = from; i < to; i++) {
        const struct notation *notation = library_notation(library, i);
        printf("%s%s · %s\n", i > from ? "\n" : "", notation->id,
               notation->title.in[options->language]);
        is_good = print(library, notation, options) && is_good;
    }
    return command_finish(options, is_good ? EXIT_STATUS_DONE : EXIT_STATUS_WRONG_INPUT);
}

/* ---- when a formula holds ---- */

static void append_set(struct text_builder *text, const char *label, unsigned set,
                       const char *const *names, size_t count) {
    const char *separator = label;
    for (size_t i = 0; i < count; i++) {
        if (set >> i & 1) {
            text_append_format(text, "%s%s", separator, names[i]);
            separator = ", ";
        }
    }
    if (set != 0) {
        text_append_string(text, "; ");
    }
}

/* "units 2, 3; ": the numbers whose bits are set. */
static void append_counts(struct text_builder *text, const char *label, unsigned set) {
    const char *separator = label;
    for (unsigned i = 0; i <= CONDITION_MOST_COUNT; i++) {
        if (set >> i & 1) {
            text_append_format(text, "%s%u", separator, i);
            separator = ", ";
        }
    }
    if (set != 0) {
        text_append_string(text, "; ");
    }
}

#define NAME_COUNT(names) (sizeof(names) / sizeof *(names))

/* "loss square; samples one": the file's own words. */
static const char *condition_text(struct arena *arena, const struct condition *when) {
    static const char *const places[] = {"input", "first", "hidden", "last"};
    static const char *const counts[] = {"one", "many"};
    static const char *const flags[] = {"false", "true"};
    struct text_builder text;
    text_begin(&text, arena);
    append_set(&text, "loss ", when->losses, loss_names, LOSS_COUNT);
    append_set(&text, "activation ", when->activations, activation_names, ACTIVATION_COUNT);
    append_set(&text, "below ", when->below, activation_names, ACTIVATION_COUNT);
    append_set(&text, "layer ", when->positions, places, NAME_COUNT(places));
    append_set(&text, "samples ", when->sample_counts, counts, NAME_COUNT(counts));
    append_set(&text, "neurons ", when->neuron_counts, counts, NAME_COUNT(counts));
    append_set(&text, "one_hot ", when->one_hot, flags, NAME_COUNT(flags));
    append_set(&text, "bias ", when->biases, flags, NAME_COUNT(flags));
    append_set(&text, "trained_biases ", when->trained_biases, flags, NAME_COUNT(flags));
    append_set(&text, "bias_above ", when->biases_above, flags, NAME_COUNT(flags));
    append_counts(&text, "units ", when->units);
    append_counts(&text, "units_below ", when->units_below);
    append_counts(&text, "units_above ", when->units_above);
    append_counts(&text, "batch ", when->batch_sizes);
    return arena_copy_text(arena, text.bytes, text.length > 2 ? text.length - 2 : 0);
}

/* ---- formulas ---- */

static void print_statement_rows(struct arena *arena, const struct notation *notation,
                                 const struct notation_alternative *alternative,
                                 const struct statement *statement, const char *label) {
    size_t samples = alternative->when.sample_counts == 1 ? 1 : 2;
    printf("    %s%s\n", label, letters_print(arena, notation, samples, statement, PRINT_TEXT));
    printf("      %s\n", statement->source);
    printf("      %s\n", letters_print(arena, notation, samples, statement, PRINT_TEX));
}

/* "layer 1: δ[1] 3×1 from w[2] 2×3, δ[2] 2×1, z[1] 3×1" */
static void print_shapes(struct arena *arena, const struct program *program,
                         const struct operation *operation) {
    const struct tensor *target = &program->tensors[operation->target];
    printf("      layer %d: %s %zu×%zu", operation->layer,
           program_tensor_name(arena, program, operation->target, PRINT_TEXT),
           target->storage.shape.rows, target->storage.shape.columns);
    const char *separator = " from ";
    for (int i = 0; i < program->tensor_count; i++) {
        const struct tensor *tensor = &program->tensors[i];
        for (size_t n = 0; n < operation->binding.node_count; n++) {
            if (program_node_tensor(program, &operation->binding, n) == i) {
                printf("%s%s %zu×%zu", separator,
                       program_tensor_name(arena, program, i, PRINT_TEXT),
                       tensor->storage.shape.rows, tensor->storage.shape.columns);
                separator = ", ";
                break;
            }
        }
    }
    printf("\n");
}

static void print_alternative(struct arena *arena, const struct notation *notation,
                              const struct notation_alternative *alternative,
                              const struct program *program, enum language language) {
    static const char *const beyond[LANGUAGE_COUNT] = {"beyond the note", "笔记之外"};
    static const char *const brackets[LANGUAGE_COUNT][2] = {{" (", ")"}, {"（", "）"}};
    const char *when = condition_text(arena, &alternative->when);
    const char *mark = alternative->is_of_lesson     ? string_get(language, STRING_OF_LESSON)
                       : alternative->is_beyond_note ? beyond[language]
                                                     : "";
    if (*when != '\0' || *mark != '\0') {
        const char *const *around = brackets[language];
        printf("   %s%s%s%s%s%s\n", *when != '\0' ? " [" : "", when, *when != '\0' ? "]" : "",
               *mark != '\0' ? around[0] : "", mark, *mark != '\0' ? around[1] : "");
    }
    print_statement_rows(arena, notation, alternative, alternative->statement, "");
    for (size_t i = 0; i < alternative->form_count; i++) {
        const struct notation_form *form = &alternative->forms[i];
        print_statement_rows(arena, notation, alternative, form->statement,
                             form->kind == FORM_LONG ? "long: " : "element: ");
    }
    for (long i = 0; program != NULL && i < program->operation_count; i++) {
        if (program->operations[i].alternative == alternative) {
            print_shapes(arena, program, &program->operations[i]);
        }
    }
}

/* The lesson whose shapes are shown: the one that is named, or the notation's first. */
static bool find_lesson(const struct library *library, struct arena *arena,
                        const struct notation *notation, const struct options *options,
                        const struct lesson **ret) {
    *ret = NULL;
    if (options->lesson != NULL) {
        const char *error;
        *ret = library_read_lesson(library, arena, options->lesson, &error);
        if (*ret == NULL) {
            fputs(error, stderr);
        }
        return *ret != NULL;
    }
    struct lesson_shelf shelf = library_lessons(library);
    for (size_t i = 0; i < shelf.count && *ret == NULL; i++) {
        if (strcmp(shelf.lessons[i].lesson->notation, notation->id) == 0) {
            *ret = shelf.lessons[i].lesson;
        }
    }
    fputs(shelf.complaints, stderr);
    return command_shelf_status(&shelf) == EXIT_STATUS_DONE;
}

static bool print_formulas(const struct library *library, const struct notation *notation,
                           const struct options *options) {
    struct arena *arena = arena_create();
    const struct lesson *lesson;
    bool is_good = find_lesson(library, arena, notation, options, &lesson);
    struct program_error error;
    const struct program *program =
        lesson != NULL ? program_create(arena, lesson, notation, 1, &error) : NULL;
    notation = program != NULL ? program->notation : notation;
    if (is_good) {
        names_print(notation, options->language);
    }
    for (size_t i = 0; is_good && i < notation->operation_count; i++) {
        const struct notation_operation *operation = &notation->operations[i];
        printf("\n%s · %s\n", operation->name, operation->title.in[options->language]);
        for (size_t a = 0; a < operation->alternative_count; a++) {
            if (operation->alternatives[a].statement != NULL) {
                print_alternative(arena, notation, &operation->alternatives[a], program,
                                  options->language);
            }
        }
    }
    if (is_good) {
        derivations_print(notation, program, options->language);
    }
    arena_destroy(arena);
    return is_good;
}

enum exit_status command_formulas(const struct library *library, const struct options *options) {
    return print_notations(library, options, print_formulas);
}

/* ---- errata ---- */

static const char *statement_at(struct arena *arena, const struct erratum_result *result,
                                const struct statement *statement) {
    struct printer printer = program_printer(result->program, PRINT_TEXT, result->layer);
    struct text_builder text;
    text_begin(&text, arena);
    print_statement(&printer, statement, &text, NULL);
    return text.bytes;
}

enum { FACTOR_DIGITS = 6, ERROR_DECIMALS = 1 };

struct erratum_words {
    const char *printed, *right, *shape, *factor, *wrong, *not_finite, *nothing, *unsound;
};

static const struct erratum_words erratum_words[LANGUAGE_COUNT] = {
    {"printed", "right", "it cannot be computed", "the gradient check finds a factor of",
     "the gradient check fails, by no constant factor", "a value is not finite",
     "the printed formula passes: this is no erratum", "the correction does not hold"},
    {"原文", "正确", "无法计算", "梯度检验发现差一个因子", "梯度检验未通过，且不是常数因子",
     "出现非有限的值", "原文公式通过了检验：这不是错误", "更正本身不成立"},
};

static void print_outcome(struct arena *arena, const struct erratum_result *result,
                          enum language language) {
    const struct erratum_words *words = &erratum_words[language];
    switch (result->outcome) {
    case ERRATUM_DOES_NOT_FIT:
        printf("    → %s: %s\n", words->shape, message_in(arena, language, result->message));
        return;
    case ERRATUM_WRONG_FACTOR:
        printf("    → %s %s\n", words->factor,
               number_plain_text(arena, result->factor, FACTOR_DIGITS));
        return;
    case ERRATUM_WRONG:
        printf("    → %s (%s)\n", words->wrong,
               number_error_text(arena, result->worst_error, ERROR_DECIMALS));
        return;
    case ERRATUM_NOT_FINITE:
        printf("    → %s\n", words->not_finite);
        return;
    case ERRATUM_WRONG_SHAPE:
        printf("    → %s: %zu×%zu, %s: %zu×%zu\n", words->printed, result->printed_shape.rows,
               result->printed_shape.columns, words->right, result->shape.rows,
               result->shape.columns);
        return;
    case ERRATUM_SHOWS_NOTHING:
        printf("    → %s\n", words->nothing);
        return;
    case ERRATUM_UNSOUND:
        printf("    → %s: %s\n", words->unsound, message_in(arena, language, result->message));
        return;
    case ERRATUM_OUTCOME_COUNT:
        return;
    }
}

static bool print_erratum(struct arena *arena, const struct notation *notation,
                          const struct notation_erratum *erratum, enum language language) {
    const struct erratum_words *words = &erratum_words[language];
    struct erratum_result result = errata_run(arena, notation, erratum);
    printf("\n%s · %s\n    %s\n", erratum->name,
           reading_words_of(arena, language, erratum->place.in[language]),
           reading_words_of(arena, language, erratum->why.in[language]));
    if (result.printed != NULL && result.program != NULL) {
        const char *called = erratum->has_called
                                 ? reading_words_of(arena, language, erratum->called.in[language])
                                 : words->printed;
        printf("    %s: %s\n", called, statement_at(arena, &result, result.printed));
        printf("    %s: %s\n", words->right, statement_at(arena, &result, result.corrected));
    }
    print_outcome(arena, &result, language);
    return result.outcome != ERRATUM_SHOWS_NOTHING && result.outcome != ERRATUM_UNSOUND;
}

static bool print_errata(const struct library *library, const struct notation *notation,
                         const struct options *options) {
    (void)library;
    struct arena *arena = arena_create();
    bool is_good = true;
    for (size_t i = 0; i < notation->erratum_count; i++) {
        is_good =
            print_erratum(arena, notation, &notation->errata[i], options->language) && is_good;
    }
    arena_destroy(arena);
    return is_good;
}

enum exit_status command_errata(const struct library *library, const struct options *options) {
    return print_notations(library, options, print_errata);
}
