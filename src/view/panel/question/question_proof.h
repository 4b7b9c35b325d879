#ifndef BACKSTEP_VIEW_PANEL_QUESTION_QUESTION_PROOF_H
#define BACKSTEP_VIEW_PANEL_QUESTION_QUESTION_PROOF_H

/* The board while the next line of a proof is asked for that is not open: its lines so far, without
 * which nobody can say how it goes on. */

#include "session/session.h"
#include "view/draw/canvas.h"

/* Draws them in the place of the board; false where no line is asked for, where it is the first, or
 * where the proof itself is on the board. */
bool question_proof_draw(const struct canvas *canvas, const struct session *session,
                         struct rect board);

#endif
