#ifndef BACKSTEP_VIEW_NETWORK_NETWORK_STRIP_H
#define BACKSTEP_VIEW_NETWORK_NETWORK_STRIP_H

/* The plots beside the neurons: the activation curve, and the decision map or the fit of lessons
 * that have one. Where they stand follows from the lesson and the panel alone. */

#include "view/draw/canvas.h"

/* Both empty (width 0) where the panel is too small for plots, the map also where there is none. */
struct network_strip {
    struct rect curve, map;
};

#endif
