#ifndef BACKSTEP_SESSION_ASK_OPTIONS_LINE_H
#define BACKSTEP_SESSION_ASK_OPTIONS_LINE_H

/* Lines of a derivation that are offered as the next one. */

#include "session/ask/asked.h"
#include "session/run.h"

/* The options of a question for a line (from 1) of a derivation of the shown notation, with up to
 * three others, those that the note misprints first; shuffled, as the notation prints them, in the
 * arena; and the lines before it. None where the notation has no such derivation at this operation.
 */
void options_line_create(struct arena *arena, const struct run *run,
                         const struct operation *operation, const struct question *question,
                         struct asked_subject *ret);

#endif
