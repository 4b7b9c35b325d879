#include "base/text.h"

#include "base/utf8.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { TEXT_FIRST_CAPACITY = 64, TEXT_LONGEST_WORD = 48 };

void text_begin(struct text_builder *text, struct arena *arena) {
    *text = (struct text_builder){
        .arena = arena,
        .bytes = arena_alloc(arena, TEXT_FIRST_CAPACITY, 1),
        .capacity = TEXT_FIRST_CAPACITY,
    };
}

static void reserve(struct text_builder *text, size_t more) {
    size_t needed = text->length + more + 1;
    if (needed <= text->capacity) {
        return;
    }
    size_t capacity = text->capacity * 2 > needed ? text->capacity * 2 : needed;
    char *grown = arena_alloc(text->arena, capacity, 1);
    memcpy(grown, text->bytes, text->length);
    text->bytes = grown;
    text->capacity = capacity;
}

void text_append(struct text_builder *text, const char *bytes, size_t length) {
    reserve(text, length);
    if (length > 0) {
        memcpy(text->bytes + text->length, bytes, length);
    }
    text->length += length;
    text->bytes[text->length] = '\0';
}

void text_append_string(struct text_builder *text, const char *string) {
    text_append(text, string, strlen(string));
}

static void append_arguments(struct text_builder *text, const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    assert(length >= 0);
    reserve(text, (size_t)length);
    vsnprintf(text->bytes + text->length, (size_t)length + 1, format, again);
    va_end(again);
    text->length += (size_t)length;
}

void text_append_format(struct text_builder *text, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    append_arguments(text, format, arguments);
    va_end(arguments);
}

void text_append_json(struct text_builder *text, const char *string) {
    text_append(text, "\"", 1);
    for (const char *c = string; *c != '\0'; c++) {
        if (*c == '"' || *c == '\\') {
            text_append_format(text, "\\%c", *c);
        } else if ((unsigned char)*c < 0x20) {
            text_append_format(text, "\\u%04x", (unsigned)*c);
        } else {
            text_append(text, c, 1);
        }
    }
    text_append(text, "\"", 1);
}

char *text_format_list(struct arena *arena, const char *format, va_list arguments) {
    struct text_builder text;
    text_begin(&text, arena);
    append_arguments(&text, format, arguments);
    return text.bytes;
}

char *text_format(struct arena *arena, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *text = text_format_list(arena, format, arguments);
    va_end(arguments);
    return text;
}

struct text_position text_position_at(const char *bytes, size_t length, size_t offset) {
    assert(offset <= length);
    struct text_position position = {.line = 1};
    size_t line_start = 0;
    for (size_t i = 0; i < offset; i++) {
        if (bytes[i] == '\n') {
            position.line++;
            line_start = i + 1;
        }
    }
    position.column = 1 + (int)utf8_count(bytes + line_start, offset - line_start);
    return position;
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

/* Optimal string alignment distance: Levenshtein's, plus swaps of neighbours. */
static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length) {
    size_t rows[3][TEXT_LONGEST_WORD + 1];
    for (size_t j = 0; j <= b_length; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= a_length; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        const size_t *two_above = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            size_t replaced = above[j - 1] + (lower(a[i - 1]) != lower(b[j - 1]));
            row[j] = smaller(replaced, smaller(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                lower(a[i - 2]) == lower(b[j - 1])) {
                row[j] = smaller(row[j], two_above[j - 2] + 1);
            }
        }
    }
    return rows[a_length % 3][b_length];
}

/* The shortest candidate that begins with the word, where that is three letters and more. */
static const char *shortest_longer(const char *word, const char *const *candidates, size_t count) {
    enum { LEAST = 3 };
    size_t length = strlen(word);
    const char *found = NULL;
    for (size_t i = 0; i < count && length >= LEAST; i++) {
        size_t same = 0;
        while (same < length && lower(word[same]) == lower(candidates[i][same])) {
            same++;
        }
        bool is_better = found == NULL || strlen(candidates[i]) < strlen(found);
        found = same == length && is_better ? candidates[i] : found;
    }
    return found;
}

/* How many slips a word of so many letters may have. */
static size_t most_slips(size_t length) {
    return length / 4 > 1 ? length / 4 : 1;
}

/* One letter of two that is another makes another word: of short ones no letter may be. */
static bool has_its_letters(const char *word, const char *candidate) {
    enum { SHORT = 2 };
    bool has_all = true;
    for (size_t i = 0; word[i] != '\0' && strlen(word) <= SHORT; i++) {
        bool is_there = false;
        for (const char *c = candidate; *c != '\0'; c++) {
            is_there = is_there || lower(*c) == lower(word[i]);
        }
        has_all = has_all && is_there;
    }
    return has_all;
}

const char *text_nearest(const char *word, const char *const *candidates, size_t count) {
    size_t length = strlen(word);
    if (length == 0 || length > TEXT_LONGEST_WORD) {
        return NULL;
    }
    const char *longer = shortest_longer(word, candidates, count);
    if (longer != NULL) {
        return longer;
    }
    const char *nearest = NULL;
    size_t best = most_slips(length);
    for (size_t i = 0; i < count; i++) {
        size_t candidate_length = strlen(candidates[i]);
        if (candidate_length > TEXT_LONGEST_WORD || !has_its_letters(word, candidates[i])) {
            continue;
        }
        size_t found = distance(word, length, candidates[i], candidate_length);
        if (found < candidate_length && (found < best || (found == best && nearest == NULL))) {
            best = found;
            nearest = candidates[i];
        }
    }
    return nearest;
}

void text_append_visible(struct text_builder *text, const char *bytes, size_t length, size_t most) {
    size_t at = 0;
    for (size_t shown = 0; at < length && shown < most; shown++) {
        uint32_t code_point = 0;
        size_t size = utf8_decode(bytes + at, length - at, &code_point);
        if (code_point == '\t') {
            text_append_string(text, "\t");
        } else if (size == 0 || utf8_width(code_point) < 0) {
            text_append_string(text, "\xEF\xBF\xBD"); /* U+FFFD */
        } else {
            text_append(text, bytes + at, size);
        }
        at += size > 0 ? size : 1;
    }
    if (at < length) {
        text_append_string(text, "\xE2\x80\xA6"); /* U+2026 */
    }
}

const char *text_visible(struct arena *arena, const char *string) {
    struct text_builder text;
    text_begin(&text, arena);
    text_append_visible(&text, string, strlen(string), SIZE_MAX);
    return text.bytes;
}
