#ifndef BACKSTEP_VIEW_DERIVATION_DERIVATION_BARS_H
#define BACKSTEP_VIEW_DERIVATION_DERIVATION_BARS_H

/* Bars below what is new in the newest line, and below what it was in the line above. */

#include "view/derivation/derivation_block.h"

/* Where the two are drawn: x of their relations. */
struct derivation_pair {
    const struct derivation_row *above;
    const struct derivation_block *newest;
    float x_above, baseline_above, x, y;
};

/* Nothing where the newest line does not go on from the one above. */
void derivation_bars_draw(const struct derivation_pair *pair, const struct derivation *derivation);

#endif
