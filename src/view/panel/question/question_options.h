#ifndef BACKSTEP_VIEW_PANEL_QUESTION_QUESTION_OPTIONS_H
#define BACKSTEP_VIEW_PANEL_QUESTION_QUESTION_OPTIONS_H

/* Answers that are offered, as buttons A, B, C in a rectangle. */

#include "tell/answer/question_told.h"
#include "view/draw/canvas.h"

/* A question where it is asked; all borrowed. */
struct question_sight {
    const struct moment *moment;
    const struct script *script; /* NULL: the lesson says nothing */
    const struct asked *asked;
};

/* As they are planned: of a hall as they are behind the reveal, so that nothing moves with it.
 * *ret holds the question that is planned for. */
struct question_sight question_options_planned(const struct question_sight *told,
                                               struct asked *ret);

/* How large the words of the options are, where all have the same size: at most `most`. */
float question_options_size(const struct canvas *canvas, const struct question_sight *told,
                            struct rect rect, float most);

/* Whether all of them are wholly there at that size. */
bool question_options_fit(const struct canvas *canvas, const struct question_sight *told,
                          struct rect rect, float size);

/* Draws them; is_open: they can be chosen. Once the question is settled the right one is marked,
 * and each other says which mistake gives it where there is room. */
void question_options_draw(const struct canvas *canvas, const struct question_sight *told,
                           struct rect rect, float size);

#endif
