#ifndef BACKSTEP_VIEW_NETWORK_NETWORK_VIEW_H
#define BACKSTEP_VIEW_NETWORK_NETWORK_VIEW_H

/* The network: its neurons with their values, its weights as lines, and the errors as rings. What
 * the last operation has nothing to do with is dimmed. */

#include "survey/decision_map.h"
#include "survey/fit_curve.h"
#include "view/draw/canvas.h"

/* What the network does elsewhere than at the samples; NULL: the lesson has no such picture. */
struct network_plots {
    struct decision_map *map;
    struct fit_curve *fit;
};

/* Draws the network, what is plotted below it, and their captions. */
void network_view_draw(const struct canvas *canvas, const struct network_plots *plots,
                       struct rect panel);

#endif
