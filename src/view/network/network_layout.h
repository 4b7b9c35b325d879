#ifndef BACKSTEP_VIEW_NETWORK_NETWORK_LAYOUT_H
#define BACKSTEP_VIEW_NETWORK_NETWORK_LAYOUT_H

/* Where neurons, their labels and the plots stand. It follows from the network and the panel
 * alone, so that nothing moves while the lesson runs. */

#include "step/few.h"
#include "view/network/network_strip.h"

/* Of the small text: what is written beside the neurons, where it stays legible. */
#define NETWORK_LAYOUT_ASIDE 0.9F

struct network_column {
    float x; /* middle */
    struct few_in_row units;
};

struct network_layout {
    struct network_column columns[NETWORK_MOST_LAYERS + 1];
    size_t column_count;
    struct rect captions, middle;
    struct network_strip strip;
    size_t row_count; /* of the column with most */
    float column_pitch, row_pitch;
    float radius;       /* of a neuron */
    bool has_pills;     /* that are wider than high, not discs */
    float stretch;      /* how much farther it reaches left and right; 0 of a disc */
    float text;         /* size of the numbers in it */
    int decimals;       /* that neurons have room for at least */
    float label;        /* size of the words under it */
    float label_line;   /* em of that: the height of their line */
    bool has_bias_room; /* above it */
    float spare;        /* right of the middle, for what stands beside the outputs */
};

/* For the network of the moment, in a panel. */
struct network_layout network_layout_create(const struct canvas *canvas, struct rect panel);

/* The middle of a place in a column. */
struct scene_point network_layout_at(const struct network_layout *layout, size_t column,
                                     size_t place);

/* The line of text below or above a neuron, as wide as its column. */
struct rect network_layout_label(const struct network_layout *layout, struct scene_point at,
                                 bool is_below);

/* The pitch of a column's neurons leaves a line above each, besides the one below. */
bool network_layout_has_room_above(const struct network_layout *layout, size_t column);

/* Of the widest target of the lesson's samples: what follows from it stays when the sample changes.
 * And what there is right of the rings of the outputs. */
float network_layout_target_width(const struct canvas *canvas, const struct network_layout *layout);
float network_layout_room_beside(const struct network_layout *layout);

/* From the middle of a neuron to the outside of its ring: above and below, and left and right. */
float network_layout_reach(const struct network_layout *layout);
float network_layout_reach_beside(const struct network_layout *layout);

/* A neuron of the column, with its ring, is in the rectangle or reaches into it. */
bool network_layout_meets_neuron(const struct network_layout *layout, size_t column,
                                 struct rect rect);

#endif
