#ifndef BACKSTEP_VIEW_NETWORK_NETWORK_STRIP_H
#define BACKSTEP_VIEW_NETWORK_NETWORK_STRIP_H

/* The plots beside the neurons: the activation curve, and the decision map or the fit of lessons
 * that have one. Where they stand follows from the lesson and the panel alone. */

#include "view/draw/canvas.h"

/* Both empty (width 0) where the panel is too small for plots, the map also where there is none. */
struct network_strip {
    struct rect curve, map;
};

/* The strip of the network's panel. */
struct network_strip network_strip_create(const struct canvas *canvas, struct rect panel);

/* One output and one or two inputs: the fit, or the plane with one value at each point. */
bool network_strip_has_map(const struct lesson *lesson);

#endif
