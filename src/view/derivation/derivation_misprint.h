#ifndef BACKSTEP_VIEW_DERIVATION_DERIVATION_MISPRINT_H
#define BACKSTEP_VIEW_DERIVATION_DERIVATION_MISPRINT_H

/* How the note prints the newest line, in a red box above the right one: its formula, what it is
 * worth or which shapes do not fit, and where the note has it. */

#include "view/derivation/derivation_row.h"

struct derivation_misprint {
    struct derivation_row row;
    const struct proof *proof;
    float height; /* 0: none is shown */
};

/* Of the newest line, set for a board of that size, with its relation at `left` in it. */
struct derivation_misprint derivation_misprint_create(const struct canvas *canvas,
                                                      const struct proof *proof, float left,
                                                      struct rect board);

/* Draws it into a rectangle of its height, with its relation at x. */
void derivation_misprint_draw(const struct derivation_misprint *misprint, struct rect rect,
                              float x);

#endif
