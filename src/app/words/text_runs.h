#ifndef BACKSTEP_APP_WORDS_TEXT_RUNS_H
#define BACKSTEP_APP_WORDS_TEXT_RUNS_H

/* A line of text in the parts that are drawn one after the other from left to right: each in one
 * font, one writing system and one direction. Hebrew and Arabic run from right to left, and what
 * stands among them where the Unicode bidirectional algorithm says. */

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text_run {
    const char *text; /* UTF-8, in the order in which it is read */
    int font;
    bool is_right_to_left;
    char writing[5]; /* ISO 15924, which says script: "Latn" */
};

struct text_runs {
    const struct text_run *items;
    size_t count;
};

/* Chooses a font for each of count characters. */
typedef void text_fonts_choose(void *context, const uint32_t *characters, size_t count,
                               int *ret_fonts);

/* Splits a text; bytes that are no UTF-8 are U+FFFD, characters that do not show are left out.
 * Everything lives in the arena. */
struct text_runs text_runs_split(struct arena *arena, const char *text, text_fonts_choose *choose,
                                 void *context);

/* The form of a character between its neighbours (0: none): quotation marks and the ellipsis have
 * a wide one beside Chinese characters, at a private place; see assets/fonts/README.md. `before` is
 * the form that was found for it. */
uint32_t text_runs_variant(uint32_t code_point, uint32_t before, uint32_t after);

/* Reads a character, or U+FFFD for a byte that is none. Returns its bytes, 0 where length is. */
size_t text_runs_read(const char *bytes, size_t length, uint32_t *ret);

/* The embedding level of each character of a text (line_order.h). Returns whether the text as a
 * whole runs from right to left. */
bool text_runs_levels(const uint32_t *characters, size_t count, signed char *ret_levels);

#endif
