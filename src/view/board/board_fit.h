#ifndef BACKSTEP_VIEW_BOARD_BOARD_FIT_H
#define BACKSTEP_VIEW_BOARD_BOARD_FIT_H

/* The formula and under it its values, as large as fits into a rectangle. Where both take one
 * line, each matrix stands under its symbol; where the values need more, they break at the
 * relation, at an operator or between factors, and carry the names of their symbols. Matrices
 * fold where that is not enough. */

#include "view/board/board_set.h"

/* Numbers up to most pixels. False when it does not fit however small. */
bool board_fit_both(struct board_fit *fit, const struct canvas *canvas, const struct filled *values,
                    float most, float width, float height);

/* The values alone, their numbers up to most pixels. */
bool board_fit_values(struct board_fit *fit, const struct canvas *canvas,
                      const struct filled *values, float most, float width, float height);

/* What the operands of the last operator are worth, to stand below the values in a line of numbers
 * that are as large. False where there is none, or no room for it. */
bool board_fit_last(struct board_fit *fit, const struct board_fit *above, float width,
                    float height);

/* Where the last line ends to the right, from the left of the rectangle. */
float board_fit_right(const struct board_fit *fit);

/* Where what was drawn ends: its last line to the right, all of it at the bottom; and the height
 * of the line of shapes there. */
struct board_drawn {
    float right, bottom, caption;
};

/* Draws it into the rectangle that it was fitted to. */
struct board_drawn board_fit_draw(const struct board_fit *fit, struct rect rect);

#endif
