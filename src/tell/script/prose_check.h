#ifndef BACKSTEP_TELL_SCRIPT_PROSE_CHECK_H
#define BACKSTEP_TELL_SCRIPT_PROSE_CHECK_H

/* Whether what a lesson's script says can be set: markup that is closed, formulas that are TeX of
 * the subset, numbers to be filled in that are known where they are said. */

#include "base/diagnostic.h"
#include "base/file.h"
#include "lesson/lesson.h"

/* Reports every fault in the texts of a valid lesson's file, which has these bytes; true when there
 * are none. notation is the lesson's own; NULL: numbers are looked at for their braces only. */
bool prose_check(struct arena *arena, struct file_content file, const struct lesson *lesson,
                 const struct notation *notation, struct diagnostics *diagnostics);

#endif
