#ifndef BACKSTEP_STEP_BLAME_H
#define BACKSTEP_STEP_BLAME_H

/* Where a run is stuck, or the shown form breaks down: which elements of the shown operation a
 * value that is infinite or not a number was made of. */

#include "checks/trouble.h"
#include "step/moment.h"

/* For each node of the shown operation's formula, which of its elements the trouble was made of:
 * rows x columns, row after row. */
struct blame {
    const bool *const
        *nodes; /* NULL: there is no trouble; a node without such elements is NULL too */
};
struct blame blame_create(const struct moment *moment);

/* The elements of a matrix that are not finite, in the arena; NULL when all are. */
const bool *blame_not_finite(struct arena *arena, struct matrix value);

#endif
