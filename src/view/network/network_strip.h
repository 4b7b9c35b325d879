#ifndef BACKSTEP_VIEW_NETWORK_NETWORK_STRIP_H
#define BACKSTEP_VIEW_NETWORK_NETWORK_STRIP_H

/* The plots beside the neurons: the activation curve, and the decision map or the fit of lessons
 * that have one. Where they stand follows from the lesson and the panel alone. */

#include "view/draw/canvas.h"

/* Both empty (width 0) where the panel is too small for plots, the map also where there is none. */
struct network_strip {
    struct rect curve, map;
};

/* Where the plots are. */
enum network_strip_spot {
    NETWORK_PLOTS_BELOW,
    NETWORK_PLOTS_BESIDE,
    NETWORK_MAP_BESIDE, /* in a hall, where the curve gives way before the map */
    NETWORK_MAP_BELOW,
    NETWORK_PLOTS_NOWHERE,
    NETWORK_PLOTS_COUNT
};

/* One output and one or two inputs: the fit, or the plane with one value at each point; or the loss
 * over the weights. */
bool network_strip_has_map(const struct program *program);

/* Whether there is any plot. */
bool network_strip_is_there(const struct network_strip *strip);

/* Cuts the plots off the middle; it stays as it is where there is no room for them. */
struct network_strip network_strip_cut(const struct canvas *canvas, struct rect *middle,
                                       enum network_strip_spot where);

#endif
