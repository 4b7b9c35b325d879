#ifndef BACKSTEP_BASE_DIAGNOSTIC_H
#define BACKSTEP_BASE_DIAGNOSTIC_H

/* What is wrong with a file and where: collected, so that a reader sees every independent
 * mistake in one go, and printed in the form that editors parse. */

#include "base/arena.h"
#include "base/language.h"

#include <stdbool.h>
#include <stddef.h>

/* A file that another one names, for what is wrong in it. */
struct diagnostic_source {
    const char *file;
    const char *bytes;
    size_t length;
};

struct diagnostic {
    const struct diagnostic_source *source; /* NULL: the file that diagnostics_print gets */
    size_t offset;                          /* byte in the source */
    const char *pointer;                    /* JSON Pointer, or "" for the file as a whole */
    const char *message; /* in English: "3 numbers, but layer 1 has 2 units (expected 2)" */
};

enum { DIAGNOSTICS_MOST = 20 };

struct diagnostics {
    struct arena *arena;
    const struct diagnostic_source *source; /* of those to come; NULL after diagnostics_begin */
    enum language language; /* that they are printed in; English after diagnostics_begin */
    struct diagnostic items[DIAGNOSTICS_MOST]; /* as found; printed in order of offset */
    size_t count;
    size_t dropped;    /* found beyond the first DIAGNOSTICS_MOST */
    bool are_warnings; /* errors after diagnostics_begin */
};

/* None yet; those that are added are in the arena. */
void diagnostics_begin(struct diagnostics *diagnostics, struct arena *arena);

/* Adds one; pointer is copied. Beyond DIAGNOSTICS_MOST only counted, without formatting. */
void diagnostics_add(struct diagnostics *diagnostics, size_t offset, const char *pointer,
                     const char *format, ...) __attribute__((format(printf, 4, 5)));

/* How many were found, with those that were dropped. */
size_t diagnostics_total(const struct diagnostics *diagnostics);

/* "error", as the language has it. */
const char *diagnostic_word(enum language language);

/* All of them in their language, sorted by offset, each as
 *     file:line:column: error: pointer: message
 *         the source line
 *              ^
 * ("pointer: " is left out where it is empty) and last, when some were dropped, a line with
 * their number. Control characters, from the source or from decoded names, are shown as U+FFFD;
 * a long line is cut around the caret. Those of other files come last. The text is the diagnostics'
 * arena's. */
const char *diagnostics_print(struct diagnostics *diagnostics, const char *file, const char *source,
                              size_t length);

#endif
