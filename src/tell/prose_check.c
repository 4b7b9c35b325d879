#include "tell/prose_check.h"

#include "base/json.h"
#include "base/text.h"
#include "lesson/lesson.h"
#include "typeset/math.h"
#include "typeset/prose/markup.h"

#include <string.h>

struct checker {
    struct arena *arena;
    const char *bytes; /* of the file */
    struct diagnostics *diagnostics;
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

static void check_text(const struct checker *checker, const struct json_value *string) {
    if (string->kind != JSON_STRING) {
        return;
    }
    size_t at = 0;
    const char *sign = markup_unclosed(string->string, &at);
    if (sign != NULL) {
        diagnostics_add(checker->diagnostics, source_offset(checker, string, at),
                        json_pointer(checker->arena, string),
                        "this %s is not closed in its paragraph (a backslash makes a sign plain)",
                        sign);
    }
    struct markup markup = markup_parse(checker->arena, string->string);
    for (size_t i = 0; i < markup.count; i++) {
        if (markup.runs[i].kind == MARKUP_MATH) {
            check_formula(checker, string, &markup.runs[i]);
        }
    }
}

bool prose_check(struct arena *arena, const char *bytes, size_t length,
                 struct diagnostics *diagnostics) {
    size_t found_before = diagnostics_total(diagnostics);
    const struct json_limits limits = {LESSON_MOST_DEPTH, LESSON_MOST_TEXT};
    const struct json_value *root = json_read(arena, bytes, length, &limits, diagnostics);
    const struct json_value *script = json_member(root, "script");
    const struct checker checker = {arena, bytes, diagnostics};
    for (const struct json_value *stop = script != NULL ? script->first : NULL; stop != NULL;
         stop = stop->next) {
        const struct json_value *say = json_member(stop, "say");
        if (say == NULL) {
            continue;
        }
        check_text(&checker, say);
        for (const struct json_value *text = say->first; text != NULL; text = text->next) {
            if (strncmp(text->key, "x-", 2) != 0) {
                check_text(&checker, text);
            }
        }
    }
    return diagnostics_total(diagnostics) == found_before;
}
