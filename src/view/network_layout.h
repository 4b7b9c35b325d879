#ifndef BACKSTEP_VIEW_NETWORK_LAYOUT_H
#define BACKSTEP_VIEW_NETWORK_LAYOUT_H

/* Where neurons, their labels and the plots stand. It follows from the network and the panel
 * alone, so that nothing moves while the lesson runs. */

#include "view/network_strip.h"
#include "view/shown.h"

struct network_column {
    float x; /* middle */
    struct shown units;
};

struct network_layout {
    struct network_column columns[NETWORK_MOST_LAYERS + 1];
    size_t column_count;
    struct rect captions, middle, footer;
    struct network_strip strip;
    bool has_legend; /* in the footer */
    float column_pitch, row_pitch;
    float radius;       /* of a neuron */
    float text;         /* size of the numbers in it */
    int decimals;       /* of the numbers */
    float label;        /* size of the words under it */
    bool has_bias_room; /* above it */
};

struct network_layout network_layout_create(const struct canvas *canvas, struct rect panel);

/* The middle of a place in a column. */
struct scene_point network_layout_at(const struct network_layout *layout, size_t column,
                                     size_t place);

/* The line of text below or above a neuron, as wide as its column. */
struct rect network_layout_label(const struct network_layout *layout, struct scene_point at,
                                 bool is_below);

/* From the middle of a neuron to the outside of its ring. */
float network_layout_reach(const struct network_layout *layout);

#endif
