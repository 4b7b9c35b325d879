#ifndef BACKSTEP_VIEW_DRAW_PARAGRAPH_PARAGRAPH_TELLING_H
#define BACKSTEP_VIEW_DRAW_PARAGRAPH_PARAGRAPH_TELLING_H

/* The one way in which words become a picture. */

#include "tell/telling.h"
#include "view/draw/paragraph/paragraph.h"

/* Appends all that is told: words in the color of their role, quiet ones dim, and formulas with
 * each symbol in the color of its role and linked to what it stands for. */
void paragraph_add_telling(struct paragraph *paragraph, const struct telling *telling);

#endif
