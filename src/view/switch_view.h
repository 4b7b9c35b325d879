#ifndef BACKSTEP_VIEW_SWITCH_VIEW_H
#define BACKSTEP_VIEW_SWITCH_VIEW_H

/* What the last change of notation changed, and why: transposed matrices, and quantities that one
 * note averages where another adds up. */

#include "view/moment.h"
#include "view/telling.h"

/* Appends it; false where nothing was changed (NULL). */
bool switch_told_add(struct telling *telling, const struct moment *moment,
                     const struct notation_switch *change);

#endif
