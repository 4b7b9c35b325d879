#ifndef BACKSTEP_VIEW_NETWORK_NETWORK_WAY_H
#define BACKSTEP_VIEW_NETWORK_NETWORK_WAY_H

/* In a derivation, on one way of a sum, which one it is, at the unit that it passes. */

#include "view/network/network_edges.h"

/* Whether the way that the reader is on passes this unit. */
bool network_way_passes(const struct network_drawing *drawing, size_t layer, size_t unit);

/* "way k = 1", or where that has no room "k = 1", above the unit or as near to it as is free.
 * Behind the units and their labels, before what keeps away from texts. */
void network_way_draw(const struct network_drawing *drawing);

#endif
