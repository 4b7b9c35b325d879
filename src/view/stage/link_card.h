#ifndef BACKSTEP_VIEW_STAGE_LINK_CARD_H
#define BACKSTEP_VIEW_STAGE_LINK_CARD_H

/* The card of the lit quantity: its name in the notation, its value in full, and in words what it
 * is. */

#include "view/stage/link.h"

/* Draws it above everything else, near an item that is lit in full but never over it, as far as
 * the window has room. */
void link_card_draw(const struct canvas *canvas, const struct link_lights *lights);

/* The shortest decimal number that is this value, to the last bit: "0.1", "−1.25e−7". */
const char *link_card_value_text(struct arena *arena, double value);

/* "weight from unit 2 of layer 1 to unit 1 of layer 2". */
const char *link_card_words(struct arena *arena, const struct program *program,
                            enum language language, struct quantity quantity);

#endif
