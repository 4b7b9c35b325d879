#ifndef BACKSTEP_CHECKS_DIAGNOSIS_MISTAKE_H
#define BACKSTEP_CHECKS_DIAGNOSIS_MISTAKE_H

/* The mistakes that are made when a network is computed by hand: data (assets/mistakes.json), each
 * with where it can happen, what it makes of a formula, how often it is seen, and what is to be
 * said of it. */

#include "base/diagnostic.h"
#include "checks/rewrite/rewrite.h"

enum {
    MISTAKES_MOST_BYTES = 1024 * 1024,
    MISTAKES_MOST = 200,
    MISTAKE_MOST_REWRITES = 32,
    MISTAKE_MOST_ADDRESSES = 99
};

/* What makes a number this mistake's. */
enum mistake_match {
    MISTAKE_REWRITE,        /* the formula, rewritten */
    MISTAKE_ROUNDING,       /* earlier values had fewer decimals */
    MISTAKE_NEIGHBOUR,      /* it stands elsewhere */
    MISTAKE_POWER_OF_TEN,   /* the decimal point */
    MISTAKE_FOLLOW_THROUGH, /* an earlier answer was wrong */
    MISTAKE_MATCH_COUNT
};

struct mistake_rewrite {
    unsigned roles;        /* bit 1 << role of what the operation writes; 0: any */
    struct condition when; /* at the layer of what it writes; of the loss that is the last */
    struct rewrite rewrite;
};

struct mistake {
    const char *id; /* "no_slope" */
    enum mistake_match match;
    long seen;                  /* in how many places others report it */
    unsigned roles, reductions; /* bits, as above; of enum reduction */
    struct condition when;
    const struct mistake_rewrite *rewrites; /* REWRITE */
    size_t rewrite_count;
    struct localized_text name, say; /* {role formula}, {which}, {value}, {name} and {word role:
                                        usual word} stand for something; in a name only words do */
};

struct mistakes {
    const struct mistake *items; /* those seen most first */
    size_t count;
};

/* Reads the file; NULL when anything in it is wrong, with all of it in diagnostics. */
const struct mistakes *mistakes_read(struct arena *arena, const char *bytes, size_t length,
                                     struct diagnostics *diagnostics);

/* Whether one of its rewrites may apply to the operation of a recording. */
bool mistake_applies(const struct mistake *mistake, const struct recording *recording);
bool mistake_rewrite_applies(const struct mistake_rewrite *rewrite,
                             const struct recording *recording);

/* Whether it is made of any sum, one product of it missing or turned: told where nothing else is.
 */
bool mistake_is_of_any_sum(const struct mistake *mistake);

/* Whether nobody has reported it: told of numbers with enough digits, after those that were. */
bool mistake_is_thought_of(const struct mistake *mistake);

/* The first of a kind that is not REWRITE; NULL: the file has none. */
const struct mistake *mistakes_of_match(const struct mistakes *mistakes, enum mistake_match match);

/* A part of what is said: words as they are, or what stands between braces. */
struct mistake_words {
    const char *bytes;
    size_t length;
    bool is_name; /* between braces */
};

/* The next part of a text behind *at, which goes on; false at its end. */
bool mistake_next_words(const char **at, struct mistake_words *ret);

/* Whether a part is {word ROLE: WORD}; then the word that the program's note has for what plays the
 * role, the usual WORD without a program, or where the note has none. */
bool mistake_word(struct arena *arena, const struct mistake_words *words,
                  const struct program *program, enum language language, const char **ret);

/* The name in the words of the program's note; program NULL: in the usual ones. */
const char *mistake_name(struct arena *arena, const struct mistake *mistake,
                         const struct program *program, enum language language);

#endif
