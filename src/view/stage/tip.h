#ifndef BACKSTEP_VIEW_STAGE_TIP_H
#define BACKSTEP_VIEW_STAGE_TIP_H

/* The tip of the place of the run that the pointer is at, on the timeline or on the loss curve:
 * where a click there leads to. */

#include "session/session_look.h"
#include "view/draw/canvas.h"

/* Draws it above everything else, above what is pointed at; nothing where the pointer is at no such
 * place. */
void tip_draw(const struct canvas *canvas, const struct session *session,
              struct scene_point pointer);

#endif
