#ifndef BACKSTEP_VIEW_STAGE_ASKED_MARK_H
#define BACKSTEP_VIEW_STAGE_ASKED_MARK_H

/* What is asked for, in a picture that is drawn: its "?" is bold and in a frame, wherever it stands
 * on the board, so that nobody answers for another one. */

#include "session/session_look.h"
#include "view/draw/canvas.h"

/* Frames the "?" of what is asked for, in a picture that is complete. */
void asked_mark_draw(const struct canvas *canvas, const struct session *session);

/* The tensors that the open question reads, by number, once the first hint is taken: they are lit.
 * NULL: none. In the canvas's arena. */
const bool *asked_mark_operands(const struct canvas *canvas, const struct session *session);

#endif
