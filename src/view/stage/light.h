#ifndef BACKSTEP_VIEW_STAGE_LIGHT_H
#define BACKSTEP_VIEW_STAGE_LIGHT_H

/* One quantity, lit everywhere: every item of the picture that stands for what the reader points
 * at. It works on the finished scene, whoever drew it, and moves nothing. */

#include "session/session_look.h"
#include "view/draw/canvas.h"
#include "view/stage/match.h"

/* What is lit. */
struct lights {
    struct quantity lit; /* QUANTITY_NONE: nothing */
    bool has_near;       /* the value's card stands near this point */
    struct scene_point near;
    const bool *focused; /* by tensor: lit softly as well; NULL: none */
};

/* What the session's reader points at, which the pointer came upon there, and nothing in focus. */
struct lights light_of_session(const struct session *session, struct scene_point pointer);

/* Lights the scene that is on the canvas. To be called when everything else is drawn. */
void light_draw(const struct canvas *canvas, const struct lights *lights);

#endif
