#ifndef BACKSTEP_VIEW_BOARD_BOARD_PLAN_H
#define BACKSTEP_VIEW_BOARD_BOARD_PLAN_H

/* What all operations of a lesson have in common on the board, so that from step to step the eye
 * finds everything where it left it: one size of formulas and one of numbers, the line that the
 * first row of numbers stands on, and where the relation stands. It depends on the lesson, the
 * notation and the frame, never on the step. */

#include "notation/notation_operation.h"
#include "view/draw/canvas.h"

/* What does not fit at a size is set at so much of it. */
#define BOARD_PLAN_FALLBACK 0.75F

/* Pixels; places are from the top left of the part for formula and values. */
struct board_plan {
    float formula, number;      /* em */
    float baseline;             /* of the formula */
    float axis;                 /* of the first line of values */
    float relation[PASS_COUNT]; /* the middle of the relation in a pass */
    float strip;                /* the height of the strip below */
};

/* The plan for a place of that size below the title, the strip included. Worked out once; the
 * memo of the moment's run keeps it. Out in *ret. */
void board_plan_create(struct board_plan *ret, const struct canvas *canvas, float width,
                       float height);

#endif
