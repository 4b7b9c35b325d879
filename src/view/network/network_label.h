#ifndef BACKSTEP_VIEW_NETWORK_NETWORK_LABEL_H
#define BACKSTEP_VIEW_NETWORK_NETWORK_LABEL_H

/* A value of the network with its symbol, "b 0.100": never a number whose name is its color. */

#include "view/network/network_edges.h"

#define NETWORK_LABEL_GAP 0.35F /* em between the symbol and the number */
#define NETWORK_LABEL_PAD 0.2F  /* em from a text to the side of its plate */

struct network_label {
    struct quantity quantity; /* its tensor gives the symbol */
    enum theme_color color;
    enum text_face face; /* of the number */
    bool has_old;        /* "0.500 → 0.512", where there is room */
};

/* The number as the board has it; "—" for what has not been computed. */
const char *network_label_value(const struct network_drawing *drawing, struct quantity quantity);

/* Of all numbers of the tensor. */
int network_label_decimals(const struct network_drawing *drawing, int tensor);

/* A tensor's symbol as the labels write it: without the layer. */
const char *network_label_name(const struct network_drawing *drawing, int tensor);

/* Keeps edges away from a text; no higher than its figures, for rings may be near. */
void network_label_plate(const struct network_drawing *drawing, struct rect line);

/* In the middle of the line, on a plate: smaller where it is too wide, then without its symbol,
 * then not at all; never with fewer digits. */
void network_label_draw(const struct network_drawing *drawing, struct rect line,
                        const struct network_label *label);

/* "w 0.512", or "w 0.500 → 0.512", with its left end at x and its middle at y. */
void network_label_write(const struct network_drawing *drawing, const struct network_label *label,
                         struct scene_point left, float size);

#endif
