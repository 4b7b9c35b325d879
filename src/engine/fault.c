#include "engine/fault.h"

#include "base/text.h"

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
