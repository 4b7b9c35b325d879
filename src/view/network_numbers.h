#ifndef BACKSTEP_VIEW_NETWORK_NUMBERS_H
#define BACKSTEP_VIEW_NETWORK_NUMBERS_H

/* The numbers of the weights that the operation is about, on their lines. */

#include "view/network_edges.h"

/* Draws them where there is room for all beside what is drawn already. */
void network_numbers_draw(const struct network_drawing *drawing);

#endif
