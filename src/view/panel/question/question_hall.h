#ifndef BACKSTEP_VIEW_PANEL_QUESTION_QUESTION_HALL_H
#define BACKSTEP_VIEW_PANEL_QUESTION_QUESTION_HALL_H

/* The options of a question that a hall is asked, large, below what is left of the board: before
 * the reveal all alike, then the right one marked, and at each other the mistake that gives it. */

#include "session/session.h"
#include "view/draw/canvas.h"

/* Draws them where the question is for a hall, or where its own frame has no room for them, and
 * takes their room from the board; false where there are none. */
bool question_hall_draw(const struct canvas *canvas, const struct session *session,
                        struct rect *board);

#endif
