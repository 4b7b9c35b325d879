#ifndef BACKSTEP_VIEW_PANEL_NARRATION_VIEW_H
#define BACKSTEP_VIEW_PANEL_NARRATION_VIEW_H

/* What the step did, in a plain sentence. */

#include "view/draw/canvas.h"

/* Which tensors the lesson wants lit here, by number; NULL: none. */
const bool *narration_focus(const struct moment *moment, const struct script *script);

/* Of the session: what the lesson says here, what the last change of notation changed, and which
 * page of it is read. */
void narration_view_draw(const struct canvas *canvas, const struct session *session,
                         struct rect panel);

#endif
