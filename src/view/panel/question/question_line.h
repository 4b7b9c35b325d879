#ifndef BACKSTEP_VIEW_PANEL_QUESTION_QUESTION_LINE_H
#define BACKSTEP_VIEW_PANEL_QUESTION_QUESTION_LINE_H

/* The line in which an answer is typed: its text with caret and selection, and what can be done
 * beside it. */

#include "session/answering/answer_line.h"
#include "view/draw/canvas.h"

/* How high it is, in pixels. */
float question_line_height(const struct canvas *canvas);

/* Draws the box of the line with what is typed; `form` says at its right end what is asked for. */
void question_line_draw(const struct canvas *canvas, const struct session *session,
                        struct rect rect, const char *form);

/* Draws a key with what it does, a button for its action, at the left of the rest; false where
 * there is no room for it. */
bool question_line_draw_key(const struct canvas *canvas, struct rect *rest, const char *key,
                            const char *words, enum action action);

#endif
