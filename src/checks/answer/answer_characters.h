#ifndef BACKSTEP_CHECKS_ANSWER_ANSWER_CHARACTERS_H
#define BACKSTEP_CHECKS_ANSWER_ANSWER_CHARACTERS_H

/* What somebody types, sign by sign: a Chinese keyboard's wide digits, the minus of a book, the
 * dots and crosses of products are the plain sign that they mean. */

#include "base/arena.h"

#include <stddef.h>
#include <stdint.h>

struct answer_character {
    uint32_t code;     /* plain: '-' for a true minus, '*' for a dot between numbers */
    size_t begin, end; /* bytes of the text */
};

/* All of them, with a 0 behind the last; *ret_count without it. Bytes that are no UTF-8 are U+FFFD,
 * a byte each. */
const struct answer_character *answer_characters(struct arena *arena, const char *text,
                                                 size_t *ret_count);

/* The digit that a superscript is: -1: none; 10: a minus; 11: a plus. */
int answer_character_superscript(uint32_t code);

#endif
