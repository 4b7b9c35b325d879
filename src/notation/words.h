#ifndef BACKSTEP_NOTATION_WORDS_H
#define BACKSTEP_NOTATION_WORDS_H

/* Texts in all the languages that Backstep speaks. */

#include "base/language.h"

enum { LABEL_MOST = 200 }; /* characters of a title or a name */

extern const char *const language_codes[LANGUAGE_COUNT]; /* "en", "zh" */

/* A text in every language; a missing one falls back to English, then to whatever there is.
 * No entry is ever NULL: an absent text is "". Borrowed from the file that was read. */
struct localized_text {
    const char *in[LANGUAGE_COUNT];
};
#define NO_WORDS ((struct localized_text){{"", ""}})

#endif
