#ifndef BACKSTEP_VIEW_HALL_HALL_CARD_H
#define BACKSTEP_VIEW_HALL_HALL_CARD_H

/* Single lessons in the hall: a card, the lesson to go on with, and what the chosen one is for. */

#include "view/draw/canvas.h"
#include "view/hall/hall.h"
#include "view/hall/hall_plan.h"

/* Draw the lesson at a place of the list, the one that is gone on with, and the words on the chosen
 * one. */
void hall_card_draw(const struct canvas *canvas, const struct hall *hall,
                    const struct hall_plan *plan, size_t index);
void hall_card_draw_last(const struct canvas *canvas, const struct hall *hall,
                         const struct hall_plan *plan);
void hall_card_draw_foot(const struct canvas *canvas, const struct hall *hall,
                         const struct hall_plan *plan);

#endif
