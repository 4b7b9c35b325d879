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

/* Appends the lines `from` to `to` of the derivation that is open, counted as the reader sees them,
 * each with its reason, which `hides_last` leaves out of the last, and with what the lesson says
 * there unless that asks. 0: the title. Lines that it has not are left out. */
struct reading_part {
    size_t from, to;
    bool hides_last;
    size_t columns; /* at which lines are broken, 0: they are not */
};
void reading_lines_append_open(struct text_builder *text, const struct session *session,
                               const struct moment *moment, enum language language,
                               const struct reading_part *part);

#endif
