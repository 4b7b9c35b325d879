#ifndef BACKSTEP_TELL_SWITCH_TOLD_H
#define BACKSTEP_TELL_SWITCH_TOLD_H

/* What the last change of notation changed, and why: transposed matrices, and quantities that one
 * note averages where another adds up. */

#include "step/moment.h"
#include "tell/telling.h"

/* Appends it; false where nothing was changed (NULL). */
bool switch_told_add(struct telling *telling, const struct moment *moment,
                     const struct notation_switch *change);

#endif
