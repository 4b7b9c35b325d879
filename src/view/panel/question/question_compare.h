#ifndef BACKSTEP_VIEW_PANEL_QUESTION_QUESTION_COMPARE_H
#define BACKSTEP_VIEW_PANEL_QUESTION_QUESTION_COMPARE_H

/* Where a wrong answer comes from: the right formula and under it the mistaken one that gives it,
 * with what differs marked. */

#include "session/ask/session_ask.h"
#include "view/draw/canvas.h"

/* Draws it over the lower part of the board, in the place of what stands wholly in there; nothing
 * where no mistake is known, or where something reaches into it from above. */
void question_compare_draw(const struct canvas *canvas, const struct session *session,
                           struct rect board);

#endif
