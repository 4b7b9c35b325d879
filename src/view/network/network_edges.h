#ifndef BACKSTEP_VIEW_NETWORK_NETWORK_EDGES_H
#define BACKSTEP_VIEW_NETWORK_NETWORK_EDGES_H

/* The weights: lines in their role's color whose width is |w|, solid for plus, dashed for minus,
 * dots for 0. Those that the operation uses are lit, with a chevron that points where its values
 * go. */

#include "step/flow.h"
#include "view/network/network_layout.h"

/* What all parts of the network are drawn from. */
struct network_drawing {
    const struct canvas *canvas;
    struct network_layout layout;
    const struct touch *touch;
    const struct flow *flow;
};

/* Beyond so many edges between two layers, hidden units and all, only the strongest into each
 * neuron, and those of the element that the reader is at, are drawn in full. */
enum { NETWORK_MOST_PLAIN = 64, NETWORK_MOST_EDGES = FEW_IN_ROW_MOST * FEW_IN_ROW_MOST };

struct network_edge {
    struct scene_point from, to; /* the middles of the lower and the upper neuron */
    size_t unit, below;
    struct quantity quantity;
    double value;
    float strength; /* 0..1: |w| of the layer's largest */
    float rank;     /* 0..1: the share of the shown edges that are weaker */
    bool is_lit;    /* the operation uses it */
    bool is_full;   /* drawn in full, as many as there are */
};

/* The edges between the shown units of a layer and the one below; returns how many. */
size_t network_edges_of(const struct network_drawing *drawing, size_t layer,
                        struct network_edge ret[NETWORK_MOST_EDGES]);

/* The edge runs through the rectangle. */
bool network_edge_crosses(const struct network_edge *edge, struct rect rect);

/* Draws all of them: those that the step reads or writes above the others. */
void network_edges_draw(const struct network_drawing *drawing);

#endif
