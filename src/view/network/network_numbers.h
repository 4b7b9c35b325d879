#ifndef BACKSTEP_VIEW_NETWORK_NETWORK_NUMBERS_H
#define BACKSTEP_VIEW_NETWORK_NETWORK_NUMBERS_H

/* The numbers of the weights that the operation is about, on their lines. */

#include "view/network/network_edges.h"

/* Which tensors' numbers stand on the lines, one above the other. */
enum { NETWORK_NUMBERS_MOST = 2 };
struct network_numbered {
    int tensors[NETWORK_NUMBERS_MOST];
    size_t count; /* 0: there are none */
    size_t layer; /* whose lines */
};

/* Draws them where there is room for all beside what is drawn already. */
struct network_numbered network_numbers_draw(const struct network_drawing *drawing);

#endif
