#include "tell/script/prose_check.h"

#include "base/json.h"
#include "base/text.h"
#include "engine/program_names.h"
#include "engine/script_number.h"
#include "lesson/lesson.h"
#include "typeset/math.h"
#include "typeset/prose/markup.h"

#include <string.h>

struct checker {
    struct arena *arena;
    const char *bytes; /* of the file */
    struct diagnostics *diagnostics;
    const struct program *own; /* the lesson in its notation; NULL: it does not run, or needs not */
};

/* How many bytes a character of a JSON string takes in the file, and decoded. */
static size_t source_size(const char *source, size_t *ret_decoded) {
    if (source[0] != '\\') {
        *ret_decoded = 1;
        return 1;
    }
    if (source[1] != 'u') {
        *ret_decoded = 1;
        return 2;
    }
    unsigned unit = 0;
    for (int i = 2; i < 6; i++) {
        unsigned digit = (unsigned char)source[i];
        unit = unit * 16 + (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
    }
    bool is_pair = unit >= 0xD800 && unit < 0xDC00;
    *ret_decoded = is_pair ? 4 : unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
    return is_pair ? 12 : 6;
}

/* The byte of the file that a byte of a decoded string comes from. */
static size_t source_offset(const struct checker *checker, const struct json_value *string,
                            size_t at) {
    size_t offset = string->offset + 1; /* behind its quote */
    for (size_t done = 0; done < at;) {
        size_t decoded;
        offset += source_size(checker->bytes + offset, &decoded);
        done += decoded;
    }
    return offset;
}

static void check_formula(const struct checker *checker, const struct json_value *string,
                          const struct markup_run *run) {
    struct math_error error;
    if (math_parse(checker->arena, run->text, strlen(run->text), &error) == NULL) {
        diagnostics_add(checker->diagnostics,
                        source_offset(checker, string, run->begin + error.begin),
                        json_pointer(checker->arena, string), "in the formula $%s$: %s", run->text,
                        error.message);
    }
}

/* The text as markup and TeX see it: digits where a number will stand. */
static const char *with_numbers(const struct checker *checker, const char *text) {
    char *filled = arena_copy_text(checker->arena, text, strlen(text));
    struct script_number slot;
    for (size_t at = 0; script_number_find(checker->arena, text, at, &slot); at = slot.end) {
        memset(filled + slot.begin, '0', slot.end - slot.begin);
    }
    return filled;
}

static void refuse_slot(const struct checker *checker, const struct json_value *string, size_t at,
                        const char *message) {
    diagnostics_add(checker->diagnostics, source_offset(checker, string, at),
                    json_pointer(checker->arena, string), "%s", message);
}

/* What is wrong with a number at one step; false when nothing is. */
static bool check_number_at(const struct checker *checker, const struct json_value *string,
                            const struct script_number *slot, int layer, long done) {
    struct binding binding;
    struct formula_error error = {0};
    if (!script_number_bind(checker->arena, checker->own, slot->expression, layer, &binding,
                            &error)) {
        refuse_slot(checker, string, slot->begin + 2 + error.begin,
                    text_format(checker->arena, "in the number {{%s}}: %s", slot->expression,
                                error.message));
        return true;
    }
    int unknown = script_number_unknown(checker->own, checker->own, &binding, done);
    if (unknown >= 0) {
        refuse_slot(
            checker, string, slot->begin + 2,
            text_format(checker->arena, "%s is not known yet at this stop",
                        program_tensor_name(checker->arena, checker->own, unknown, PRINT_TEXT)));
    }
    return unknown >= 0;
}

/* A number at every step of an iteration at which the stop speaks, up to the first fault. Without a
 * stop it is said at the last step. */
static void check_number(const struct checker *checker, const struct json_value *string,
                         const struct script_number *slot, const struct lesson_stop *stop) {
    if (stop == NULL) {
        check_number_at(checker, string, slot, 1, checker->own->operation_count);
        return;
    }
    if (script_speaks_at_beginning(stop)) {
        check_number_at(checker, string, slot, 1, 0);
        return;
    }
    for (long i = 0; i < checker->own->operation_count; i++) {
        const struct operation *operation = &checker->own->operations[i];
        if (script_stop_fits(checker->own, stop, operation) &&
            check_number_at(checker, string, slot, operation->layer, i + 1)) {
            return;
        }
    }
}

static void check_numbers(const struct checker *checker, const struct json_value *string,
                          const struct lesson_stop *stop) {
    struct script_number slot;
    for (size_t at = 0; script_number_find(checker->arena, string->string, at, &slot);
         at = slot.end) {
        if (slot.expression == NULL) {
            refuse_slot(checker, string, slot.begin,
                        "expected '}}' behind the number that '{{' begins");
        } else if (checker->own != NULL) {
            check_number(checker, string, &slot, stop);
        }
    }
}

static void check_text(const struct checker *checker, const struct json_value *string,
                       const struct lesson_stop *stop) {
    if (string->kind != JSON_STRING) {
        return;
    }
    check_numbers(checker, string, stop);
    const char *text = with_numbers(checker, string->string);
    size_t at = 0;
    const char *sign = markup_unclosed(text, &at);
    if (sign != NULL) {
        diagnostics_add(checker->diagnostics, source_offset(checker, string, at),
                        json_pointer(checker->arena, string),
                        "this %s is not closed in its paragraph (a backslash makes a sign plain)",
                        sign);
    }
    struct markup markup = markup_parse(checker->arena, text);
    for (size_t i = 0; i < markup.count; i++) {
        if (markup.runs[i].kind == MARKUP_MATH) {
            check_formula(checker, string, &markup.runs[i]);
        }
    }
}

/* A text in every language that it is written in. */
static void check_texts(const struct checker *checker, const struct json_value *texts,
                        const struct lesson_stop *stop) {
    if (texts == NULL) {
        return;
    }
    check_text(checker, texts, stop);
    for (const struct json_value *text = texts->first; text != NULL; text = text->next) {
        if (strncmp(text->key, "x-", 2) != 0) {
            check_text(checker, text, stop);
        }
    }
}

bool prose_check(struct arena *arena, struct file_content file, const struct lesson *lesson,
                 const struct notation *notation, struct diagnostics *diagnostics) {
    size_t found_before = diagnostics_total(diagnostics);
    const struct json_limits limits = {LESSON_MOST_DEPTH, LESSON_MOST_TEXT};
    const struct json_value *root = json_read(arena, file.bytes, file.length, &limits, diagnostics);
    const struct json_value *script = json_member(root, "script");
    bool has_numbers = strstr(file.bytes, "{{") != NULL;
    struct program_error ignored;
    const struct checker checker = {
        .arena = arena,
        .bytes = file.bytes,
        .diagnostics = diagnostics,
        .own = notation != NULL && has_numbers
                   ? program_create(arena, lesson, notation, 0, &ignored)
                   : NULL,
    };
    for (const struct json_value *stop = script != NULL ? script->first : NULL; stop != NULL;
         stop = stop->next) {
        check_texts(&checker, json_member(stop, "say"), &lesson->stops[stop->index]);
    }
    check_texts(&checker, json_member(root, "closing"), NULL);
    return diagnostics_total(diagnostics) == found_before;
}
