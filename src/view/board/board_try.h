#ifndef BACKSTEP_VIEW_BOARD_BOARD_TRY_H
#define BACKSTEP_VIEW_BOARD_BOARD_TRY_H

/* Whether a formula and its values fit at given sizes, at given places: each matrix under its
 * symbol; where that is too wide, the values in lines that hang right of the relation. */

#include "view/board/board_set.h"

/* Sizes and places that are tried. */
struct board_try {
    float formula, number; /* em, pixels */
    float baseline;        /* of the formula, at least */
    float relation, axis;  /* of board_fit; 0: its own */
};

/* False where they do not fit so; what fit holds then is of no use. */
bool board_try_fit(struct board_fit *fit, const struct board_try *attempt, float width,
                   float height);

/* Where the values end of what fits so, from the top. */
float board_try_bottom(const struct board_fit *fit);

#endif
