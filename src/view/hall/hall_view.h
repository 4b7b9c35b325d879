#ifndef BACKSTEP_VIEW_HALL_HALL_VIEW_H
#define BACKSTEP_VIEW_HALL_HALL_VIEW_H

/* The picture of the hall. */

#include "view/draw/canvas.h"
#include "view/hall/hall.h"
#include "view/hall/hall_plan.h"

/* Draws it over the whole picture; its canvas needs no moment. What can be clicked are buttons of
 * the scene with the actions of hall_target_action. `has_lesson`: one is open, to go back to.
 * Returns how its parts stand. */
struct hall_plan hall_view_draw(const struct canvas *canvas, const struct hall *hall,
                                bool has_lesson);

#endif
