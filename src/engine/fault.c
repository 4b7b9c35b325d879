#include "engine/fault.h"

#include "base/text.h"
#include "engine/derivation/derivation.h"
#include "engine/program_state.h"

#include <float.h>
#include <math.h>
#include <string.h>

bool fault_find(const struct notation *notation, const struct program_error *error,
                size_t *ret_offset) {
    for (size_t i = 0; error->operation != NULL && i < notation->operation_count; i++) {
        const struct notation_operation *operation = &notation->operations[i];
        if (strcmp(operation->name, error->operation) != 0) {
            continue;
        }
        *ret_offset = operation->offset;
        for (size_t a = 0; error->source != NULL && a < operation->alternative_count; a++) {
            const struct notation_alternative *alternative = &operation->alternatives[a];
            const struct statement *statement = alternative->statement;
            if (statement != NULL && statement->source == error->source) {
                *ret_offset = alternative->offset + error->formula.begin;
                return true;
            }
            for (size_t f = 0; f < alternative->form_count; f++) {
                if (alternative->forms[f].statement->source == error->source) {
                    *ret_offset = alternative->forms[f].offset + error->formula.begin;
                    return true;
                }
            }
        }
        return error->source == NULL;
    }
    return false;
}

const char *fault_location(struct arena *arena, const struct notation *notation,
                           const struct program_error *error) {
    const struct notation_file *file = &notation->file;
    size_t offset;
    if (file->path == NULL || !fault_find(notation, error, &offset)) {
        return notation->id;
    }
    const char *slash = strrchr(file->path, '/');
    const char *name = text_visible(arena, slash != NULL ? slash + 1 : file->path);
    struct text_position position = text_position_at(file->bytes, file->length, offset);
    return text_format(arena, "%s:%d:%d", name, position.line, position.column);
}

/* Whether one lies in the formula that begins at an offset: of another layer, another fault. */
static bool was_added(const struct diagnostics *diagnostics, size_t offset, const char *source) {
    for (size_t i = 0; i < diagnostics->count; i++) {
        size_t at = diagnostics->items[i].offset;
        if (at >= offset && at <= offset + strlen(source)) {
            return true;
        }
    }
    return false;
}

static void report_forms(struct diagnostics *diagnostics, const struct program *program,
                         const char *shown) {
    for (size_t i = 0; i < program->left_out_count; i++) {
        const struct program_error *error = &program->left_out[i];
        size_t offset;
        if (fault_find(program->notation, error, &offset) &&
            !was_added(diagnostics, offset - error->formula.begin, error->source)) {
            diagnostics_add(diagnostics, offset,
                            text_format(diagnostics->arena, "/operations/%s", error->operation),
                            "%s (for %s, layer %d)", error->formula.message, shown, error->layer);
        }
    }
}

/* ---- other values ---- */

/* Of the largest number in the result, or of 1 where that is more. */
static const double form_tolerance = 1e-7;

/* What a form gives beside its formula. */
enum form_value { FORM_AGREES, FORM_DIFFERS, FORM_BREAKS_DOWN };

/* Whether a form gives what the formula gave; the target holds what was there before. A form that
 * leaves an element out does not keep an old value. */
static enum form_value form_value(const struct program *program, long operation, size_t form,
                                  struct matrix expected, double *state, double *scratch) {
    const struct operation *at = &program->operations[operation];
    struct matrix target = program_tensor_value(program, at->target, state);
    size_t count = target.rows * target.columns;
    double largest = 1;
    for (size_t i = 0; i < count; i++) {
        target.values[i] = at->reads_target ? target.values[i] : DBL_MAX;
        largest = fmax(largest, fabs(expected.values[i]));
    }
    program_run_form(program, operation, form, state, scratch);
    for (size_t i = 0; i < count; i++) {
        double difference = fabs(target.values[i] - expected.values[i]);
        if (difference > form_tolerance * largest && isfinite(difference)) {
            return FORM_DIFFERS;
        }
    }
    return matrix_is_finite(target) ? FORM_AGREES : FORM_BREAKS_DOWN;
}

static void report_form(struct diagnostics *diagnostics, const struct operation *operation,
                        size_t form, const char *what, const char *shown) {
    const struct statement *statement = operation->forms[form].binding.statement;
    const struct notation_alternative *alternative = operation->alternative;
    for (size_t i = 0; i < alternative->form_count; i++) {
        size_t offset = alternative->forms[i].offset;
        if (alternative->forms[i].statement == statement &&
            !was_added(diagnostics, offset, statement->source)) {
            diagnostics_add(
                diagnostics, offset,
                text_format(diagnostics->arena, "/operations/%s", operation->definition->name),
                "%s (for %s, layer %d)", what, shown, operation->layer);
        }
    }
}

static const char *const value_messages[] = {
    [FORM_DIFFERS] = "this form gives another value than the formula",
    [FORM_BREAKS_DOWN] = "this form breaks down: a number in it is not finite",
};

static struct matrix copy_of(struct arena *arena, struct matrix matrix) {
    struct matrix copy = matrix;
    copy.values = ARENA_ARRAY(arena, double, matrix.rows *matrix.columns);
    matrix_copy_into(copy, matrix);
    return copy;
}

/* Runs an operation, and each of its forms from where it began. */
static void report_forms_of(struct diagnostics *diagnostics, const struct program *program,
                            long operation, double *state, double *scratch, const char *shown) {
    const struct operation *at = &program->operations[operation];
    struct arena *arena = arena_create();
    struct matrix target = program_tensor_value(program, at->target, state);
    struct matrix before = copy_of(arena, target);
    program_run(program, operation, state, scratch);
    struct matrix expected = copy_of(arena, target);
    for (size_t i = 0; i < at->form_count && matrix_is_finite(expected); i++) {
        matrix_copy_into(target, before);
        enum form_value value = form_value(program, operation, i, expected, state, scratch);
        if (value != FORM_AGREES) {
            report_form(diagnostics, at, i, value_messages[value], shown);
        }
    }
    matrix_copy_into(target, expected);
    arena_destroy(arena);
}

/* In the first iteration. */
static void report_values(struct diagnostics *diagnostics, const struct program *program,
                          const char *shown) {
    struct arena *arena = arena_create();
    double *state = ARENA_ARRAY(arena, double, program->state_count);
    double *scratch = ARENA_ARRAY(arena, double, program->scratch_count);
    program_initial_state(program, state);
    for (long i = 0; i < program->operation_count; i++) {
        report_forms_of(diagnostics, program, i, state, scratch, shown);
    }
    arena_destroy(arena);
}

/* ---- proofs ---- */

/* What is wrong with a line of a proof, and where in its formula; NULL: nothing that is known. */
static const char *line_fault(const struct derivation_line *line, size_t *ret_begin) {
    *ret_begin = 0;
    if (line->definition->erratum != NULL) {
        return NULL;
    }
    switch (line->verdict) {
    case DERIVATION_DOES_NOT_FIT:
        *ret_begin = line->error.begin;
        return line->error.message;
    case DERIVATION_BREAKS:
        return line->has_left ? "the two sides of this line differ in value"
                              : "this line has another value than the one above";
    case DERIVATION_HOLDS:
    case DERIVATION_NOT_FINITE:
    case DERIVATION_VERDICT_COUNT:
        break;
    }
    return NULL;
}

static void report_lines(struct diagnostics *diagnostics, const struct program *program,
                         const double *state, const struct derivation_choice *choice,
                         const char *shown) {
    struct arena *arena = arena_create();
    const struct derivation *derivation = derivation_create(arena, program, state, choice, 0);
    for (size_t i = 0; i < derivation->line_count; i++) {
        const struct derivation_line *line = &derivation->lines[i];
        size_t offset = line->definition->offset, begin;
        const char *fault = line_fault(line, &begin);
        if (fault != NULL && !was_added(diagnostics, offset, line->definition->statement->source)) {
            diagnostics_add(diagnostics, offset + begin,
                            text_format(arena, "/derivations/%s", choice->definition->id),
                            "%s (for %s, layer %d)", fault, shown, choice->layer);
        }
    }
    arena_destroy(arena);
}

/* The proofs of each operation, and those that belong to none at each layer. */
static void report_derivations(struct diagnostics *diagnostics, const struct program *program,
                               const char *shown) {
    struct arena *arena = arena_create();
    struct derivation_choice choices[NOTATION_MOST_DERIVATIONS];
    long layers = (long)program->lesson->network.layer_count;
    double *state = ARENA_ARRAY(arena, double, program->state_count);
    program_initial_state(program, state);
    for (long i = -layers; i < program->operation_count; i++) {
        size_t count = derivation_choices_at(program, i, choices, NOTATION_MOST_DERIVATIONS);
        for (size_t k = 0; k < count; k++) {
            report_lines(diagnostics, program, state, &choices[k], shown);
        }
    }
    arena_destroy(arena);
}

void fault_report_left_out(struct diagnostics *diagnostics, const struct program *program,
                           const char *shown) {
    report_forms(diagnostics, program, shown);
    report_values(diagnostics, program, shown);
    report_derivations(diagnostics, program, shown);
}

/* What the notation computes otherwise, or not at all, is not the lesson's fault. */
static bool is_of_lesson(const struct notation *notation, const struct program_error *error) {
    for (size_t i = 0; i < notation->operation_count; i++) {
        const struct notation_operation *operation = &notation->operations[i];
        if (strcmp(operation->name, error->operation) != 0) {
            continue;
        }
        for (size_t a = 0; a < operation->alternative_count; a++) {
            if (operation->alternatives[a].is_of_lesson) {
                return true;
            }
        }
    }
    return false;
}

bool fault_check_formulas(struct arena *arena, const struct lesson *lesson,
                          struct diagnostics *diagnostics) {
    struct program_error error;
    if (lesson->own_notation == NULL ||
        program_create(arena, lesson, lesson->own_notation, 0, &error) != NULL) {
        return true;
    }
    if (error.operation == NULL) {
        diagnostics_add(diagnostics, 0, "", "%s", error.formula.message);
        return false;
    }
    if (!is_of_lesson(lesson->own_notation, &error)) {
        return true;
    }
    size_t offset = 0;
    fault_find(lesson->own_notation, &error, &offset);
    diagnostics_add(diagnostics, offset, text_format(arena, "/formulas/%s", error.operation),
                    "layer %d: %s", error.layer, error.formula.message);
    return false;
}
