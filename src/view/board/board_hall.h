#ifndef BACKSTEP_VIEW_BOARD_BOARD_HALL_H
#define BACKSTEP_VIEW_BOARD_BOARD_HALL_H

/* The plan for a hall: who sits in the last row is to read more than at 100 %, so sizes are chosen
 * by what each operation's numbers have there. */

#include "view/board/board_planning.h"

/* Sets all but the strip. `usual` is the same lesson at 100 %, whose plan is `usual_plan`. */
void board_hall_find(struct board_planning *hall, const struct board_planning *usual,
                     const struct board_plan *usual_plan, struct board_plan *ret);

#endif
