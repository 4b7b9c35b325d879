#ifndef BACKSTEP_LIBRARY_WARNING_SILENCE_H
#define BACKSTEP_LIBRARY_WARNING_SILENCE_H

/* Mistakes that a lesson's questions cannot tell from the right answer, as they give the same
 * number: with a learning rate of 1 nobody notices that it was left out. And the first stop that
 * nobody comes to, as the run stops before it. */

#include "base/diagnostic.h"
#include "checks/diagnosis/mistake.h"
#include "lesson/lesson.h"
#include "session/session.h"

/* Adds a warning for each such mistake of each number that the lesson asks for, and for what is in
 * doubt of any question (doubt.h), at the stop that
 * asks. None for a lesson that makes no program in its notation. */
void silence_warn(struct diagnostics *diagnostics, const struct lesson *lesson,
                  struct session_notations notations, const struct mistakes *mistakes);

#endif
