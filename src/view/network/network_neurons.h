#ifndef BACKSTEP_VIEW_NETWORK_NETWORK_NEURONS_H
#define BACKSTEP_VIEW_NETWORK_NETWORK_NEURONS_H

/* The neurons: discs filled by their activation with its number, the error as a ring around them
 * (dashed for minus, like edges), and what else belongs to them as labels above and below. */

#include "view/network/network_edges.h"

/* Draws the units with their values, what stands above and below them, and their names. */
void network_neurons_draw(const struct network_drawing *drawing);

#endif
