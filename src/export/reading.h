#ifndef BACKSTEP_EXPORT_READING_H
#define BACKSTEP_EXPORT_READING_H

/* A step as text to be read or heard: where it is, the formula as a line of Unicode, what it gave
 * and what it read as matrices of aligned numbers, and what is said of it. */

#include "base/text.h"
#include "session/session_look.h"

struct reading_options {
    enum language language;
    /* For a screen reader: a matrix is its rows one after another, nothing is drawn or aligned, and
     * a line is as long as its sentence. */
    bool is_plain;
};

enum { READING_MOST_ROWS = 12, READING_MOST_COLUMNS = 10, READING_COLUMNS = 80 };

/* Appends the step that the session is at, several lines. Of a matrix with more than
 * READING_MOST_ROWS rows or READING_MOST_COLUMNS columns the first ones and the last are written.
 */
void reading_append(struct text_builder *text, const struct session *session,
                    const struct reading_options *options);

#endif
