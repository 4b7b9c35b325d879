#ifndef BACKSTEP_VIEW_STAGE_CARD_H
#define BACKSTEP_VIEW_STAGE_CARD_H

/* The card of the lit quantity: what is said of it. */

#include "view/stage/light.h"

/* Draws it above everything else, near an item that is lit in full but never over it, as far as
 * the window has room; nothing where nothing is lit. To be called after light_draw. */
void card_draw(const struct canvas *canvas, const struct lights *lights);

#endif
