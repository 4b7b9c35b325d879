#ifndef BACKSTEP_VIEW_PANEL_NARRATION_VIEW_H
#define BACKSTEP_VIEW_PANEL_NARRATION_VIEW_H

/* What is said here, as large as there is room for it, or page after page. */

#include "session/session_look.h"
#include "view/draw/canvas.h"

/* Of the session: what the lesson says here, what the last change of notation changed, and which
 * page of it is read. */
void narration_view_draw(const struct canvas *canvas, const struct session *session,
                         struct rect panel);

#endif
