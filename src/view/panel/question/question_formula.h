#ifndef BACKSTEP_VIEW_PANEL_QUESTION_QUESTION_FORMULA_H
#define BACKSTEP_VIEW_PANEL_QUESTION_QUESTION_FORMULA_H

/* The board while a formula is asked for: the formula as it is typed, where that of the operation
 * would be its answer, and a palette of what it can be put together from. */

#include "session/session.h"
#include "view/draw/canvas.h"

/* Draws it in the place of the board; false where no formula is asked for. */
bool question_formula_draw(const struct canvas *canvas, const struct session *session,
                           struct rect board);

#endif
