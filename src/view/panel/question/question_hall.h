#ifndef BACKSTEP_VIEW_PANEL_QUESTION_QUESTION_HALL_H
#define BACKSTEP_VIEW_PANEL_QUESTION_QUESTION_HALL_H

/* The options of a question that a hall is asked, large, below what is left of the board: before
 * the reveal all alike, then the right one marked, and at each other the mistake that gives it. */

#include "session/session.h"
#include "view/draw/canvas.h"

/* How high they can be, from 0, the highest. */
enum { QUESTION_HALL_HEIGHTS = 3 };

/* Whether they are wholly there at that height, also behind the reveal. */
bool question_hall_fits(const struct canvas *canvas, const struct session *session, size_t height,
                        struct rect board);

/* Draws them where the question is for a hall, or where its own frame has no room for them, and
 * takes their room from the board; false where there are none. */
bool question_hall_draw(const struct canvas *canvas, const struct session *session, size_t height,
                        struct rect *board);

#endif
