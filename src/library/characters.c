#include "library/characters.h"

#include "base/diagnostic.h"
#include "base/json.h"
#include "base/text.h"
#include "base/utf8.h"
#include "typeset/font_coverage.h"

#include <stdlib.h>
#include <string.h>

struct search {
    const struct font_coverage *coverage;
    const char *bytes;
    struct diagnostics *diagnostics;
    uint32_t *found; /* each once */
    size_t count, capacity;
};

static void report(struct search *search, const struct json_value *value, size_t offset,
                   uint32_t code_point) {
    if (font_coverage_has(search->coverage, code_point)) {
        return;
    }
    for (size_t i = 0; i < search->count; i++) {
        if (search->found[i] == code_point) {
            return;
        }
    }
    struct arena *arena = search->diagnostics->arena;
    search->found =
        arena_grow(arena, search->found, search->count, sizeof *search->found, &search->capacity);
    search->found[search->count++] = code_point;
    char character[4];
    int size = (int)utf8_encode(code_point, character);
    diagnostics_add(
        search->diagnostics, offset, json_pointer(arena, value),
        "the shipped fonts have no \"%.*s\" (U+%04X): it is drawn in a font of the machine, or "
        "as a box",
        size, character, (unsigned)code_point);
}

/* Reads the four figures behind "\u". */
static uint32_t read_escape(const char *figures) {
    char text[5] = {0};
    memcpy(text, figures, 4);
    return (uint32_t)strtoul(text, NULL, 16);
}

/* Reads one character of a string of valid JSON as it is written; returns how many bytes it takes.
 * *ret is 0 for an escape that no font matters to. */
static size_t read_written(const char *at, size_t length, uint32_t *ret) {
    *ret = 0;
    if (*at != '\\') {
        return utf8_decode(at, length, ret);
    }
    if (at[1] != 'u') {
        return 2;
    }
    *ret = read_escape(at + 2);
    bool is_pair = *ret >= 0xD800 && *ret < 0xDC00;
    if (is_pair) {
        *ret = 0x10000 + ((*ret - 0xD800) << 10) + (read_escape(at + 8) - 0xDC00);
    }
    return is_pair ? 12 : 6;
}

static void search_string(struct search *search, const struct json_value *value, size_t length) {
    for (size_t at = value->offset + 1; at < length && search->bytes[at] != '"';) {
        uint32_t code_point;
        size_t size = read_written(search->bytes + at, length - at, &code_point);
        if (code_point != 0) {
            report(search, value, at, code_point);
        }
        at += size > 0 ? size : 1;
    }
}

/* Keys that begin with "x-" are the author's own and are not shown. */
static void search_value(struct search *search, const struct json_value *value, size_t length) {
    if (value->kind == JSON_STRING) {
        search_string(search, value, length);
    }
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        if (item->key == NULL || strncmp(item->key, "x-", 2) != 0) {
            search_value(search, item, length);
        }
    }
}

const char *characters_warn(struct arena *arena, const char *file, const char *bytes, size_t length,
                            const struct font_files *fonts, enum language language) {
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    diagnostics.are_warnings = true;
    diagnostics.language = language;
    const struct json_limits limits = {.depth = JSON_DEEPEST, .string_bytes = length};
    const struct json_value *root = json_read(arena, bytes, length, &limits, &diagnostics);
    if (root == NULL) {
        return "";
    }
    struct font_coverage *coverage = font_coverage_open(fonts);
    struct search search = {.coverage = coverage, .bytes = bytes, .diagnostics = &diagnostics};
    search_value(&search, root, length);
    font_coverage_close(coverage);
    return diagnostics_print(&diagnostics, file, bytes, length);
}
