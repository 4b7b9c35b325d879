#ifndef BACKSTEP_VIEW_STAGE_LINK_CARD_H
#define BACKSTEP_VIEW_STAGE_LINK_CARD_H

/* The card of the lit quantity: what is said of it. */

#include "view/stage/link.h"

/* Draws it above everything else, near an item that is lit in full but never over it, as far as
 * the window has room. */
void link_card_draw(const struct canvas *canvas, const struct link_lights *lights);

#endif
