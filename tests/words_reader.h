#ifndef BACKSTEP_TESTS_WORDS_READER_H
#define BACKSTEP_TESTS_WORDS_READER_H

/* Numbers and lines of arithmetic among words: "Unit 1 takes 1 · 1 + 2 · 2 = 5: row 1 of …". Where
 * a line begins is not said, so it is the longest one before its sign that can be read. */

#include "base/text.h"
#include "second_reader.h"

/* What TeX writes otherwise than words do. */
static const struct {
    const char *tex, *plain;
} words_of_tex[] = {
    {"\\cdot", "·"}, {"{-}", "−"},      {"\\mathrm{e}", "e"}, {"\\approx", "≈"},
    {"\\,", " "},    {"\\log ", "log"}, {"\\times", " × "},   {"$", ""},
    {"*", ""},       {"e^", "exp"},     {"\u00A0", " "},
};

/* The text as the second reader writes numbers: its signs in words, and what stands behind a log or
 * an e as what the function is of. */
static inline const char *words_plain(struct arena *arena, const char *text) {
    struct text_builder plain;
    text_begin(&plain, arena);
    while (*text != '\0') {
        size_t row = 0, count = sizeof words_of_tex / sizeof *words_of_tex;
        while (row < count && strncmp(text, words_of_tex[row].tex, strlen(words_of_tex[row].tex))) {
            row++;
        }
        if (row == count) {
            text_append(&plain, text++, 1);
            continue;
        }
        text += strlen(words_of_tex[row].tex);
        text_append_string(&plain, words_of_tex[row].plain);
        bool is_function = strcmp(words_of_tex[row].plain, "log") == 0 ||
                           strcmp(words_of_tex[row].plain, "exp") == 0;
        bool is_braced = is_function && *text == '{' && isdigit((unsigned char)text[1]);
        text += is_braced;
        size_t length = strspn(text, "0123456789.");
        if (is_function && length > 0) {
            text_append_format(&plain, "(%.*s)", (int)length, text);
            text += length + (is_braced && text[length] == '}');
        }
    }
    return plain.bytes;
}

/* Whether a number may begin here: not in a name (w_2, x3), not in the middle of another. */
static inline bool words_may_begin(const char *text, const char *c) {
    return c == text || (!isalnum((unsigned char)c[-1]) && strchr("_^.{\\[", c[-1]) == NULL);
}

static inline bool words_has_digit(const char *text) {
    return strpbrk(text, "0123456789") != NULL;
}

/* The arithmetic that ends at a sign, in the arena; NULL: what stands before it is a name. */
static inline const char *words_before(struct arena *arena, const char *text, const char *sign) {
    for (const char *c = text; c < sign; c++) {
        if (!words_may_begin(text, c) || *c == ' ') {
            continue;
        }
        const char *part = arena_copy_text(arena, c, (size_t)(sign - c));
        size_t length = strlen(part);
        while (length > 0 && part[length - 1] == ' ') {
            length--;
        }
        part = arena_copy_text(arena, part, length);
        struct second_reader reader = {.c = part};
        second_sum(&reader);
        if (!reader.is_lost && *reader.c == '\0' && words_has_digit(part)) {
            return part;
        }
    }
    return NULL;
}

/* One line that the words have: "0.5 · 2 = 1", with spaces around its sign. */
struct words_line {
    const char *line;
    const char *end; /* of it in the text */
};

/* The next line behind a byte of a plain text; false: there is none. */
static inline bool words_next_line(struct arena *arena, const char *text, const char *from,
                                   struct words_line *ret) {
    for (const char *c = from; *c != '\0'; c++) {
        bool is_equal = *c == '=', is_about = strncmp(c, "≈", strlen("≈")) == 0;
        if (!is_equal && !is_about) {
            continue;
        }
        const char *behind = c + (is_equal ? 1 : strlen("≈"));
        behind += strspn(behind, " ");
        struct second_reader reader = {.c = behind};
        second_factor(&reader);
        const char *left = reader.is_lost ? NULL : words_before(arena, text, c);
        reader.c -= reader.c > behind && reader.c[-1] == '.'; /* of the sentence */
        if (left != NULL) {
            ret->line = text_format(arena, "%s %s %.*s", left, is_equal ? "=" : "≈",
                                    (int)(reader.c - behind), behind);
            ret->end = reader.c;
            return true;
        }
    }
    return false;
}

/* The next number with a point, with its sign where one stands before it; NULL: there is none. */
static inline const char *words_next_decimal(struct arena *arena, const char *text,
                                             const char **at) {
    for (const char *c = *at; *c != '\0'; c++) {
        size_t whole = isdigit((unsigned char)*c) ? strspn(c, "0123456789") : 0;
        bool is_decimal = whole > 0 && c[whole] == '.' && isdigit((unsigned char)c[whole + 1]);
        if (!is_decimal || !words_may_begin(text, c)) {
            c += whole > 0 ? whole - 1 : 0;
            continue;
        }
        size_t length = whole + 1 + strspn(c + whole + 1, "0123456789");
        *at = c + length;
        return arena_copy_text(arena, c, length);
    }
    return NULL;
}

#endif
