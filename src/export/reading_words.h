#ifndef BACKSTEP_EXPORT_READING_WORDS_H
#define BACKSTEP_EXPORT_READING_WORDS_H

/* A telling as lines of text: its words as they are, its formulas and symbols in Unicode. */

#include "base/language.h"
#include "base/text.h"
#include "tell/telling.h"

/* Appends the telling and ends its last line. Lines are broken before they have more than `columns`
 * columns (a Chinese character takes two), between words and between Chinese characters; 0: only
 * where the telling ends them. */
void reading_words_append(struct text_builder *text, const struct telling *telling, size_t columns);

/* An author's text as lines in the arena, the last one without its end. */
const char *reading_words_of(struct arena *arena, enum language language, const char *text);

#endif
