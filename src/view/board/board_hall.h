#ifndef BACKSTEP_VIEW_BOARD_BOARD_HALL_H
#define BACKSTEP_VIEW_BOARD_BOARD_HALL_H

/* The plan for a text scale other than 100 %: who sits in the last row is to read more than there,
 * and nobody who asks for larger text is to get smaller numbers. So sizes are chosen by what each
 * operation has at the scale before. */

#include "view/board/board_planning.h"

/* Of an operation's numbers in a hall: so many times those at 100 %, 1.25 in whole percent. */
#define BOARD_HALL_ENOUGH 1.2455F

/* By the sizes at another scale: so many times those the numbers are to be, and at most. Where
 * there is a scale between, nothing is to be smaller than by its plan. */
struct board_growth {
    float enough, most;
    const struct board_planning *between; /* NULL: there is none */
    const struct board_plan *between_plan;
};

/* What a plan is worth. */
struct board_worth {
    float ratio;  /* so many times the numbers that they are to grow from the smallest are, no more
                     than enough */
    size_t lined; /* how many operations have their first line of numbers where all have it */
};

/* Sets all but the strip. `usual` is the same lesson at the scale that it is to grow from, and
 * `usual_plan` its plan there. */
struct board_worth board_hall_find(struct board_planning *hall, const struct board_planning *usual,
                                   const struct board_plan *usual_plan, struct board_growth growth,
                                   struct board_plan *ret);

/* Whether nothing is smaller than by the plan at the other scale if that is kept. */
bool board_hall_keeps(struct board_planning *hall, const struct board_planning *usual,
                      const struct board_plan *usual_plan, struct board_growth growth);

/* The other way: no numbers and no formula larger than the smallest that `usual` has. */
void board_hall_find_smaller(struct board_planning *planning, const struct board_planning *usual,
                             const struct board_plan *usual_plan, struct board_plan *ret);

#endif
