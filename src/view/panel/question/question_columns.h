#ifndef BACKSTEP_VIEW_PANEL_QUESTION_QUESTION_COLUMNS_H
#define BACKSTEP_VIEW_PANEL_QUESTION_QUESTION_COLUMNS_H

/* Two formulas that are set under each other in columns: what is the same in both, or is there
 * instead of something else, begins at the same place, and what only one of them has leaves a gap
 * in the other. */

#include "checks/diagnosis/difference.h"
#include "typeset/math.h"

/* One of the two formulas as it is set, and which bytes of its TeX each column of the difference
 * is: begin == end where the column is empty. */
struct columns_side {
    const char *tex;
    size_t begin; /* of what is in columns: the left side of an equation is not */
    struct math_box box;
    const struct columns_bytes { size_t begin, end; } * bytes; /* by column */
};

/* Where a column is, from the left edge of the formulas; left == right: nowhere. */
struct columns_extent {
    float left, right;
};

struct columns_set {
    struct math_box boxes[2];                /* with their parts moved apart; in the arena */
    const struct columns_extent *extents[2]; /* by column, moved as well */
};

/* The right formula and the mistaken one. Their columns stand in the same order in both, or are
 * left where they are. */
struct columns_set question_columns_align(struct arena *arena, const struct difference *difference,
                                          const struct columns_side sides[2]);

#endif
