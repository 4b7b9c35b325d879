#ifndef BACKSTEP_EXPORT_READING_LINES_H
#define BACKSTEP_EXPORT_READING_LINES_H

/* What a lesson says at lines of derivations, as text behind the step that they belong to. */

#include "base/text.h"
#include "session/session.h"
#include "step/moment.h"

/* Appends for each line that the script speaks at the derivation's title, the number of the line,
 * the line, and what is said; nothing where it speaks at none. Lines are broken at `columns`, 0:
 * they are not. */
void reading_lines_append(struct text_builder *text, const struct session *session,
                          const struct moment *moment, enum language language, size_t columns);

#endif
