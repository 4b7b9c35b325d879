#ifndef BACKSTEP_VIEW_PANEL_HINT_VIEW_H
#define BACKSTEP_VIEW_PANEL_HINT_VIEW_H

/* The keys that do something now, and which step this is. */

#include "session/session_look.h"
#include "view/draw/canvas.h"

/* The answer to the last key, in the reader's language; NULL when there is none. */
const char *hint_view_notice(const struct canvas *canvas, const struct session *session);

/* Of the session: the keys that do something now, or its answer to the last one. */
void hint_view_draw(const struct canvas *canvas, const struct session *session, struct rect rect);

#endif
