#include "library/warning/uncolored.h"

#include "base/json.h"
#include "base/text.h"
#include "engine/script.h"
#include "lesson/lesson_limits.h"
#include "tell/script/names.h"
#include "typeset/prose/markup.h"

#include <string.h>

struct search {
    struct diagnostics *diagnostics;
    const struct notation *notation;
    const struct names *names;
};

static bool is_letter(char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

/* How long a layer's mark is: "^{[2]}", "^{(l-1)}", "^{[2]T}"; 0: it is none. */
static size_t mark_length(const char *text) {
    bool is_begun = strncmp(text, "^{[", 3) == 0 || strncmp(text, "^{(", 3) == 0;
    size_t inside = is_begun ? strspn(text + 3, "0123456789lL+-") : 0;
    char closing = is_begun && text[2] == '[' ? ']' : ')';
    const char *end = inside > 0 && text[3 + inside] == closing ? strchr(text, '}') : NULL;
    return end != NULL ? (size_t)(end - text) + 1 : 0;
}

/* The place of an index that ends before a place, "_{21}" or "_2"; the place where there is none.
 */
static size_t index_before(const char *tex, size_t at) {
    size_t begin = at;
    if (at > 0 && tex[at - 1] == '}') {
        while (begin > 0 && tex[begin] != '{') {
            begin--;
        }
    } else if (at > 0) {
        begin--;
    }
    return begin > 0 && tex[begin - 1] == '_' ? begin - 1 : at;
}

/* Where the letter or the command begins that a mark at a place belongs to. */
static size_t base_before(const char *tex, size_t mark) {
    size_t at = index_before(tex, mark);
    size_t begin = at;
    while (begin > 0 && is_letter(tex[begin - 1])) {
        begin--;
    }
    bool is_command = begin > 0 && begin < at && tex[begin - 1] == '\\';
    return is_command ? begin - 1 : begin < at ? at - 1 : mark;
}

/* The first mark of a formula outside of its names; false: there is none. */
static bool find_mark(const struct named_math *math, size_t *ret_begin, size_t *ret_end) {
    size_t span = 0;
    for (size_t at = 0; math->tex[at] != '\0'; at++) {
        while (span < math->count && math->spans[span].end <= at) {
            span++;
        }
        bool is_known = span < math->count && at >= math->spans[span].begin;
        size_t length = is_known ? 0 : mark_length(math->tex + at);
        if (length > 0 && base_before(math->tex, at) < at) {
            *ret_begin = base_before(math->tex, at);
            *ret_end = at + length;
            return true;
        }
    }
    return false;
}

static void search_text(const struct search *search, const struct json_value *text) {
    struct arena *arena = search->diagnostics->arena;
    const struct markup markup = markup_parse(arena, text->string);
    for (size_t i = 0; i < markup.count; i++) {
        size_t begin, end;
        if (markup.runs[i].kind != MARKUP_MATH) {
            continue;
        }
        struct named_math math = names_translate(arena, search->names, markup.runs[i].text);
        if (find_mark(&math, &begin, &end)) {
            diagnostics_add(search->diagnostics, text->offset, json_pointer(arena, text),
                            "$%.*s$ is nothing that the notation \"%s\" writes: it has no color",
                            (int)(end - begin), math.tex + begin, search->notation->id);
            return;
        }
    }
}

/* A text in one language, or in several. */
static void search_texts(const struct search *search, const struct json_value *value) {
    if (value != NULL && value->kind == JSON_STRING) {
        search_text(search, value);
    }
    for (const struct json_value *text = value != NULL ? value->first : NULL; text != NULL;
         text = text->next) {
        search_texts(search, text);
    }
}

void uncolored_warn(struct diagnostics *diagnostics, const char *bytes, size_t length,
                    const struct lesson *lesson, const struct notation *notation) {
    static const struct json_limits limits = {LESSON_MOST_DEPTH, LESSON_MOST_TEXT};
    struct arena *arena = diagnostics->arena;
    struct program_error ignored_error;
    struct diagnostics ignored;
    diagnostics_begin(&ignored, arena);
    const struct json_value *root = json_read(arena, bytes, length, &limits, &ignored);
    const struct program *program = program_create(arena, lesson, notation, 0, &ignored_error);
    if (root == NULL || program == NULL) {
        return;
    }
    const struct search search = {
        diagnostics, notation,
        names_create(arena, script_create(arena, program, program), program)};
    const struct json_value *script = json_member(root, "script");
    for (const struct json_value *stop = script != NULL ? script->first : NULL; stop != NULL;
         stop = stop->next) {
        search_texts(&search, json_member(stop, "say"));
    }
    search_texts(&search, json_member(root, "closing"));
}
