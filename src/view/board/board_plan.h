#ifndef BACKSTEP_VIEW_BOARD_BOARD_PLAN_H
#define BACKSTEP_VIEW_BOARD_BOARD_PLAN_H

/* What all operations of a lesson have in common on the board, so that from step to step the eye
 * finds everything where it left it: one size of formulas and one of numbers, the line that the
 * first row of numbers stands on, and where the relation stands. It depends on the lesson, the
 * notation and the frame, never on the step. */

#include "view/board/board_planning.h"

/* What is within the edges of the board's panel. */
struct rect board_plan_page(const struct layout *layout, struct rect panel);

/* What that leaves for formula, values and strip below the title, whose row is *ret_title. */
struct rect board_plan_below_title(const struct layout *layout, struct rect panel,
                                   struct rect *ret_title);

/* The height of the lowest strip. */
float board_plan_least_strip(const struct layout *layout);

/* The plan for a place of that size below the title, the strip included. Worked out once; the
 * memo of the moment's run keeps it. Out in *ret. */
void board_plan_create(struct board_plan *ret, const struct canvas *canvas, float width,
                       float height);

#endif
