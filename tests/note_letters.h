#ifndef BACKSTEP_TESTS_NOTE_LETTERS_H
#define BACKSTEP_TESTS_NOTE_LETTERS_H

/* The letters that count in each note, and looking for others in LaTeX. */

#include "notation/notation.h"
#include "test.h"

#include <string.h>

/* Which letters count in a note: units and weights with one sample, and those that come with many.
 * Softmax adds up over a letter of its own in four. */
static const struct {
    const char *notation, *one, *many, *softmax;
} own[] = {
    {"ladder", "jk", "ejk", ""}, {"delta", "ijk", "ijk", ""}, {"mlbook", "ijr", "ijnr", ""},
    {"layer", "ij", "ijs", ""},  {"four", "jk", "ijk", "i"},
};

static long seen; /* characters behind names */

/* ---- letters in LaTeX ---- */

/* What stands raised or lowered behind a sign: a group, or one character. */
static inline const char *end_of_group(const char *at) {
    int depth = 0;
    do {
        depth += (*at == '{') - (*at == '}');
        at++;
    } while (depth > 0 && *at != '\0');
    return at;
}

static inline bool is_small(char c) {
    return c >= 'a' && c <= 'z';
}

/* A letter of the alphabet that counts: no part of a command or of a word, "true". */
static inline bool is_letter(const char *from, const char *at) {
    enum { LEAST_WORD = 3 };
    const char *before = at, *end = at;
    while (before > from && is_small(before[-1])) {
        before--;
    }
    while (is_small(*end)) {
        end++;
    }
    bool is_command = before > from && before[-1] == '\\';
    return is_small(*at) && !is_command && end - before < LEAST_WORD;
}

/* Powers of e, gradients' own subscripts, and the name of a layer are no counting. */
static inline bool counts(const char *tex, const char *at) {
    bool is_power = *at == '^' && at > tex && at[-1] == 'e';
    bool is_gradient = at - tex >= 6 && strncmp(at - 6, "\\nabla", 6) == 0;
    return !is_power && !is_gradient;
}

/* The first letter that counts and is none of those; 0: all are. */
static inline char foreign_letter(const char *tex, const char *letters) {
    for (const char *at = tex; *at != '\0'; at++) {
        if ((*at != '_' && *at != '^') || !counts(tex, at)) {
            continue;
        }
        const char *end = end_of_group(at + 1);
        for (const char *c = at + 1; c < end; c++) {
            if (is_letter(at, c) && *c != 'l' && strchr(letters, *c) == NULL) {
                return *c;
            }
            seen++;
        }
    }
    return 0;
}

static inline const char *letters_of(struct arena *arena, const struct notation *notation,
                                     bool is_many, bool has_softmax) {
    for (size_t i = 0; i < TEST_COUNT(own); i++) {
        if (strcmp(own[i].notation, notation->id) == 0) {
            return text_format(arena, "%s%s", is_many ? own[i].many : own[i].one,
                               has_softmax ? own[i].softmax : "");
        }
    }
    return "";
}

static inline void check_tex(const char *where, const struct notation *notation, const char *tex,
                             const char *letters) {
    char found = foreign_letter(tex, letters);
    if (found != 0 && test_failures++ < 40) {
        printf("# %s, %s: %c in %s\n", notation->id, where, found, tex);
    }
}

#endif
