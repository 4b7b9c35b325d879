#ifndef BACKSTEP_FORMULA_FORMULA_ERROR_H
#define BACKSTEP_FORMULA_FORMULA_ERROR_H

/* What is wrong with a formula: where in its source, and in words. */

#include "base/arena.h"

#include <stddef.h>

/* Where a formula is wrong, in bytes of its source, and why. The message is UTF-8 whatever the
 * source was. */
struct formula_error {
    size_t begin, end;
    char message[240];
    size_t
        found; /* where in the message what was found begins, if it is of another shape; else 0 */
};

/* Sets an error; message as for printf. What does not fit is cut off at a whole character. */
void formula_error_set(struct formula_error *error, size_t begin, size_t end, const char *format,
                       ...) __attribute__((format(printf, 4, 5)));

/* The bytes [begin, end) of a source for a message: only the first 40 or so where it is longer. */
const char *formula_error_excerpt(struct arena *arena, const char *source, size_t begin,
                                  size_t end);

#endif
