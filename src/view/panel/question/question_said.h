#ifndef BACKSTEP_VIEW_PANEL_QUESTION_QUESTION_SAID_H
#define BACKSTEP_VIEW_PANEL_QUESTION_QUESTION_SAID_H

/* What is said in the frame of a question: the question, or what came of the last answer, and the
 * hints that are open. Nothing of it is ever cut: what has no room is turned like pages. */

#include "session/session.h"
#include "view/draw/canvas.h"
#include "view/panel/question/question_options.h"

/* What else is said of the question elsewhere in its frame. */
struct question_said {
    const struct session *session;
    const struct question_sight *told;
    bool has_ladder;   /* the row of hints is seen: what it says of the first is enough */
    bool has_question; /* behind an answer: the question does not stand beside the line */
};

/* Draws it from the top of a rectangle. */
void question_said_draw(const struct canvas *canvas, const struct question_said *said,
                        struct rect rect);

/* Whether it is all there in a rectangle, without pages. */
bool question_said_fits(const struct canvas *canvas, const struct question_said *said,
                        struct rect rect);

/* Draws the question in the middle of what is left of a row at the left, as far as it is wholly
 * there; or else only the name of what is asked for, and false. */
bool question_said_draw_short(const struct canvas *canvas, const struct question_sight *told,
                              struct rect *row);

#endif
