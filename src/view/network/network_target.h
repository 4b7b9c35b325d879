#ifndef BACKSTEP_VIEW_NETWORK_NETWORK_TARGET_H
#define BACKSTEP_VIEW_NETWORK_NETWORK_TARGET_H

/* What the outputs are compared with: beside each one its target, from the beginning, and below
 * them the loss of a single sample once it is known. Where they stand follows from the lesson and
 * the panel; they are left out where there is no room. */

#include "view/network/network_edges.h"

/* Draws the targets beside the outputs, and the loss. */
void network_target_draw(const struct network_drawing *drawing);

#endif
