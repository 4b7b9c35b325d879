#ifndef BACKSTEP_VIEW_NETWORK_NETWORK_CURVE_H
#define BACKSTEP_VIEW_NETWORK_NETWORK_CURVE_H

/* The activation function of the layer in question, with a dot at (z, f(z)) for each unit that is
 * shown; f' and the tangents where the operation uses them. For softmax the outputs as bars. */

#include "view/network/network_edges.h"

/* The plane of the plot: z from -z_most to z_most, values from low to high. */
struct network_curve {
    struct rect plot;
    double z_most, low, high;
};

/* The layer that the operation is about, 1..L. */
size_t network_curve_layer(const struct network_drawing *drawing);

/* The plane for a layer: wide enough for its pre-activations. */
struct network_curve network_curve_create(const struct network_drawing *drawing, size_t layer);

/* Draws the curve of the layer that the step is in, with the units that read it as dots. */
void network_curve_draw(const struct network_drawing *drawing);

#endif
