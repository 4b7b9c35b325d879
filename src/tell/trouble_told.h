#ifndef BACKSTEP_TELL_TROUBLE_TOLD_H
#define BACKSTEP_TELL_TROUBLE_TOLD_H

/* What happened where a run is stuck: which part of the formula gave a value that is infinite or
 * not a number, and from which numbers. */

#include "step/moment.h"
#include "tell/telling.h"

/* Appends it; false where the run is not stuck, or the reader looks at another form of the
 * operation.
 */
bool trouble_told_add(struct telling *telling, const struct moment *moment);

#endif
