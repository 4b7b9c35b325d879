#ifndef BACKSTEP_VIEW_NETWORK_NETWORK_VIEW_H
#define BACKSTEP_VIEW_NETWORK_NETWORK_VIEW_H

/* The network: its neurons with their values, its weights as lines, and the errors as rings. What
 * the last operation has nothing to do with is dimmed. */

#include "view/draw/canvas.h"

void network_view_draw(const struct canvas *canvas, struct rect panel);

#endif
