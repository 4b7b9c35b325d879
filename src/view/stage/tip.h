#ifndef BACKSTEP_VIEW_STAGE_TIP_H
#define BACKSTEP_VIEW_STAGE_TIP_H

/* The tip of what the pointer is at: of a place of the run, on the timeline or on the loss curve,
 * where a click there leads to; of a button whose words do not say it, what it does, and its key.
 */

#include "session/session_look.h"
#include "view/draw/canvas.h"

/* Draws it above everything else, above what is pointed at; nothing where the pointer is at no such
 * place. */
void tip_draw(const struct canvas *canvas, const struct session *session,
              struct scene_point pointer);

#endif
