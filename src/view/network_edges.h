#ifndef BACKSTEP_VIEW_NETWORK_EDGES_H
#define BACKSTEP_VIEW_NETWORK_EDGES_H

/* The weights: lines whose width is |w|, blue and solid for plus, orange and dashed for minus. */

#include "view/network_layout.h"
#include "view/network_touch.h"

/* What all parts of the network are drawn from. */
struct network_drawing {
    const struct canvas *canvas;
    struct network_layout layout;
    struct network_touch touch;
};

void network_edges_draw(const struct network_drawing *drawing);

/* The numbers of the weights that the last operation is about, on their lines, where there is room
 * for them beside what is drawn already. */
void network_edges_draw_numbers(const struct network_drawing *drawing);

#endif
