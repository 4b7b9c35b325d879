#ifndef BACKSTEP_VIEW_BOARD_BOARD_TRY_H
#define BACKSTEP_VIEW_BOARD_BOARD_TRY_H

/* Whether a formula and its values fit at given sizes, at given places: each matrix under its
 * symbol; where that is too wide, the values in lines that hang right of the relation; where the
 * left side is too wide for that, below it. */

#include "view/board/board_set.h"

/* How the values stand below their formula. */
enum board_try_way {
    BOARD_TRY_TOGETHER, /* under their symbols, or both around one relation */
    BOARD_TRY_STACKED,  /* so, but their left side has the first line for itself */
    BOARD_TRY_APART,    /* in lines of their own: the formula alone has its relation there */
    BOARD_TRY_WAYS
};

/* Sizes and places that are tried. */
struct board_try {
    float formula, number; /* em, pixels */
    float baseline;        /* of the formula, at least */
    float relation, axis;  /* of board_fit; 0: its own */
    bool is_in_place;      /* the relation stands nowhere else, however wide the left side is */
    bool knows_hang;       /* values break where most has room right of the relation */
    bool is_tight;         /* whether it could fit at all: large matrices are folded the most */
    enum board_try_way way;
};

/* False where they do not fit so; what fit holds then is of no use. */
bool board_try_fit(struct board_fit *fit, const struct board_try *attempt, float width,
                   float height);

/* Moves the formula of what fits to the right, until its relation stands there, its first line as
 * low as before. False where that is not possible; then its lines are of no use. */
bool board_try_move_formula(struct board_fit *fit, float relation, float width);

/* Where the values end of what fits so, from the top. */
float board_try_bottom(const struct board_fit *fit);

#endif
