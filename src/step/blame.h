#ifndef BACKSTEP_STEP_BLAME_H
#define BACKSTEP_STEP_BLAME_H

/* Where a run is stuck: which elements of the shown operation a value that is infinite or not a
 * number was made of. */

#include "checks/trouble.h"
#include "step/moment.h"

/* What is wrong with the value of the shown operation, in the moment's arena; false where nothing
 * is, or the reader looks at another form of it. */
bool blame_find(const struct moment *moment, struct trouble *ret);

/* For each node of the shown operation's formula, which of its elements the trouble was made of:
 * rows x columns, row after row. */
struct blame {
    const bool **nodes; /* NULL: there is no trouble; a node without such elements is NULL too */
};
struct blame blame_create(const struct moment *moment);

/* The elements of a matrix that are not finite, in the arena; NULL when all are. */
const bool *blame_not_finite(struct arena *arena, struct matrix value);

#endif
