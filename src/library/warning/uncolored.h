#ifndef BACKSTEP_LIBRARY_WARNING_UNCOLORED_H
#define BACKSTEP_LIBRARY_WARNING_UNCOLORED_H

/* Names in a lesson's formulas that have a layer's mark and are nothing that its notation writes:
 * "$W^{[1]}$" where the weights are w. They are set, without a color and without a matrix. */

#include "base/diagnostic.h"
#include "lesson/lesson.h"
#include "notation/notation.h"

/* Adds a warning for the first such name of each text that is said. The bytes are the lesson's
 * file, the notation is its own. */
void uncolored_warn(struct diagnostics *diagnostics, const char *bytes, size_t length,
                    const struct lesson *lesson, const struct notation *notation);

#endif
