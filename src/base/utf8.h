#ifndef BACKSTEP_BASE_UTF8_H
#define BACKSTEP_BASE_UTF8_H

/* Strict UTF-8: bytes and code points. */

#include <stddef.h>
#include <stdint.h>

/* Reads one code point of strict UTF-8 (no overlong forms, no surrogates, at most U+10FFFF).
 * Returns how many bytes it takes, or 0 where the bytes are not UTF-8 or length is 0. */
size_t utf8_decode(const char *bytes, size_t length, uint32_t *ret_code_point);

/* Writes a code point; returns how many of the 4 bytes it took. */
size_t utf8_encode(uint32_t code_point, char bytes[4]);

/* How many code points the bytes hold; a byte that is no UTF-8 counts as one. */
size_t utf8_count(const char *bytes, size_t length);

/* Columns of a terminal that a code point takes: 1, 2 for wide East Asian characters, 0 for marks
 * that combine with the one before, -1 for what must not be sent to one (control characters and
 * those that change the writing direction). */
int utf8_width(uint32_t code_point);

/* How many columns of a terminal a text takes; what is no character takes one. */
int utf8_columns(const char *text);

/* The same of its first bytes; none of them stands for the end. */
int utf8_columns_within(const char *text, size_t length);

/* How long the byte order mark is that some programs write before a text: 3, or 0. */
size_t utf8_mark_length(const char *bytes, size_t length);

#endif
