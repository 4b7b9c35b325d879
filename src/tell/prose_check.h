#ifndef BACKSTEP_TELL_PROSE_CHECK_H
#define BACKSTEP_TELL_PROSE_CHECK_H

/* Whether what a lesson's script says can be set: markup that is closed, formulas that are TeX of
 * the subset. */

#include "base/diagnostic.h"

/* Reports every fault in the texts of a valid lesson's file; true when there are none. */
bool prose_check(struct arena *arena, const char *bytes, size_t length,
                 struct diagnostics *diagnostics);

#endif
