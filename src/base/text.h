#ifndef BACKSTEP_BASE_TEXT_H
#define BACKSTEP_BASE_TEXT_H

/* Bounded text: a growing buffer, places in a text, and the nearest word. */

#include "base/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* A text that grows in an arena. bytes is always NUL-terminated, never NULL. */
struct text_builder {
    struct arena *arena;
    char *bytes;
    size_t length;
    size_t capacity;
};

/* An empty text, and what is put at its end, bytes copied into the arena: `bytes` stays ended by 0.
 * */
void text_begin(struct text_builder *text, struct arena *arena);
void text_append(struct text_builder *text, const char *bytes, size_t length);
void text_append_string(struct text_builder *text, const char *string);
void text_append_format(struct text_builder *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Appends the string as JSON writes it, quotes included. */
void text_append_json(struct text_builder *text, const char *string);

/* Appends at most `most` characters so that none of them can move a terminal's cursor: what
 * utf8_width (utf8.h) refuses becomes U+FFFD, tabs stay, and what is cut off is one U+2026. */
void text_append_visible(struct text_builder *text, const char *bytes, size_t length, size_t most);

/* A name from outside as a terminal may show it: all of it, by text_append_visible. */
const char *text_visible(struct arena *arena, const char *string);

/* A formatted text in the arena. */
char *text_format(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *text_format_list(struct arena *arena, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

/* The line and the column of a byte offset, both from 1; columns count code points. */
struct text_position {
    int line;
    int column;
};
struct text_position text_position_at(const char *bytes, size_t length, size_t offset);

/* The shortest candidate that begins with a word of three letters and more, or else the one that is
 * nearest to a mistyped word (insertions, deletions, replacements and swaps of neighbours, letter
 * case aside): one letter in four may be wrong, in a word of two none. NULL: none is near enough to
 * suggest. */
const char *text_nearest(const char *word, const char *const *candidates, size_t count);

#endif
