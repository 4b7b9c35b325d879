#ifndef BACKSTEP_VIEW_BOARD_BOARD_STEADY_H
#define BACKSTEP_VIEW_BOARD_BOARD_STEADY_H

/* The formula and its values at the sizes and places that a lesson has for all of its operations:
 * each matrix under its symbol; where that is too wide, the values in lines that hang right of the
 * relation. */

#include "view/board/board_planning.h"

/* Fits by the plan: at its sizes, else at the fallback's. False when it does not. */
bool board_steady_try(struct board_fit *fit, const struct canvas *canvas,
                      const struct filled *values, const struct board_plan *plan, float width,
                      float height);

/* The same with one of a planning's operations, of which much is measured already. */
bool board_steady_try_planned(struct board_fit *fit, const struct canvas *canvas,
                              const struct board_planning *planning, size_t which,
                              const struct board_plan *plan);

/* Fits by the plan; where that is not possible, as large as there is room. False
 * when it does not fit however small. */
bool board_steady_fit(struct board_fit *fit, const struct canvas *canvas,
                      const struct filled *values, const struct board_plan *plan, float width,
                      float height);

/* As large as there is room, wherever that is, but no larger than by the plan. False when it does
 * not fit however small. */
bool board_steady_fit_alone(struct board_fit *fit, const struct canvas *canvas,
                            const struct filled *values, const struct board_plan *plan, float width,
                            float height);

/* Where what is drawn of it ends: the values, and what their last operator's operands are worth. */
float board_steady_bottom(const struct board_fit *fit, float width, float height);

/* Where operations leave room below their values the strip is higher, by what gives all of them
 * together the most of it. */
void board_steady_raise_strip(const struct board_planning *planning, struct board_plan *plan);

/* What is left below the lowest values that stand on the axis of all: numbers are lower by a share
 * of it, so that the board is not empty below. */
void board_steady_lower_axis(const struct board_planning *planning, struct board_plan *plan,
                             float share);

#endif
