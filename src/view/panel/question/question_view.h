#ifndef BACKSTEP_VIEW_PANEL_QUESTION_QUESTION_VIEW_H
#define BACKSTEP_VIEW_PANEL_QUESTION_QUESTION_VIEW_H

/* The frame of a question, in the place of the narration: what is asked, or what came of the last
 * answer; the line or the options to answer with; the ladder of hints. */

#include "session/ask/session_ask.h"
#include "tell/telling.h"
#include "view/draw/canvas.h"

/* Whether the open question has options that its frame has no room for: they stand on the board. */
bool question_view_has_options_above(const struct canvas *canvas, const struct session *session);

/* Draws the open question of the session's place; false where there is none. */
bool question_view_draw(const struct canvas *canvas, const struct session *session,
                        struct rect panel);

/* Appends what came of the question that was settled here, a line for itself, and draws the bar at
 * the left of the panel; false where there is none. */
bool question_view_tell_settled(const struct canvas *canvas, const struct session *session,
                                struct rect panel, struct telling *telling);

#endif
