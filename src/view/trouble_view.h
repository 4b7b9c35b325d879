#ifndef BACKSTEP_VIEW_TROUBLE_VIEW_H
#define BACKSTEP_VIEW_TROUBLE_VIEW_H

/* Where a run is stuck: which part of the formula gave a value that is infinite or not a number,
 * from which numbers, and which cells of the board those are. */

#include "view/draw/paragraph.h"

/* Appends what happened; false where the run is not stuck, or the reader looks at another form of
 * the operation. */
bool trouble_view_say(struct paragraph *paragraph);

/* For each node of the shown operation's formula, which of its elements the trouble was made of:
 * rows x columns, row after row. */
struct trouble_marks {
    const bool **nodes; /* NULL: there is no trouble; a node without such elements is NULL too */
};
struct trouble_marks trouble_marks_create(const struct moment *moment);

/* The elements of a matrix that are not finite, in the arena; NULL when all are. */
const bool *trouble_marks_not_finite(struct arena *arena, struct matrix value);

#endif
