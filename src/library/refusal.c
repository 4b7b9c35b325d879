#include "library/refusal.h"

#include "base/message.h"
#include "base/utf8.h"
#include "engine/fault.h"
#include "library/library.h"

#include <string.h>

void refusal_append_formula(struct text_builder *text, const char *source,
                            const struct formula_error *error) {
    size_t length = strlen(source);
    size_t begin = error->begin < length ? error->begin : length;
    size_t end = error->end > begin && error->end <= length ? error->end : begin + 1;
    text_append_format(text, "    %s\n    ", source);
    for (size_t i = 0; i < utf8_count(source, begin); i++) {
        text_append_string(text, " ");
    }
    size_t marked = end <= length ? utf8_count(source + begin, end - begin) : 1;
    for (size_t i = 0; i < marked; i++) {
        text_append_string(text, "^");
    }
    text_append_string(text, "\n");
}

/* In the notation's file. */
static const char *fault_text(struct arena *arena, enum language language,
                              const struct notation_file *file, const char *shown,
                              const struct program_error *error, size_t offset) {
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    diagnostics.language = language;
    const char *place = text_format(arena, "/operations/%s", error->operation);
    diagnostics_add(&diagnostics, offset, place, "%s (for %s, layer %d)", error->formula.message,
                    shown, error->layer);
    return diagnostics_print(&diagnostics, library_shown_name(arena, file->path), file->bytes,
                             file->length);
}

const char *refusal_text(struct arena *arena, enum language language,
                         const struct notation *notation, const char *shown,
                         const struct program_error *error) {
    const struct notation_file *file = &notation->file;
    size_t offset;
    if (file->path != NULL && fault_find(notation, error, &offset)) {
        return fault_text(arena, language, file, shown, error, offset);
    }
    struct text_builder text;
    text_begin(&text, arena);
    const char *said = message_in(arena, language, program_error_text(arena, error));
    text_append_format(&text, "%s: %s: %s\n", text_visible(arena, shown), diagnostic_word(language),
                       text_visible(arena, said));
    if (error->source != NULL) {
        refusal_append_formula(&text, error->source, &error->formula);
    }
    return text.bytes;
}

void refusal_left_out_begin(struct refusal_left_out *left_out, struct arena *arena,
                            enum language language, const struct notation *notation) {
    left_out->notation = notation;
    diagnostics_begin(&left_out->diagnostics, arena);
    left_out->diagnostics.language = language;
}

void refusal_left_out_add(struct refusal_left_out *left_out, const struct program *program,
                          const char *shown) {
    if (left_out->notation->file.path != NULL) {
        fault_report_left_out(&left_out->diagnostics, program, shown);
    }
}

const char *refusal_left_out_text(struct refusal_left_out *left_out, bool are_warnings) {
    const struct notation_file *file = &left_out->notation->file;
    left_out->diagnostics.are_warnings = are_warnings;
    if (diagnostics_total(&left_out->diagnostics) == 0) {
        return "";
    }
    return diagnostics_print(&left_out->diagnostics,
                             library_shown_name(left_out->diagnostics.arena, file->path),
                             file->bytes, file->length);
}
