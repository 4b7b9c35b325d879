#ifndef BACKSTEP_TELL_TROUBLE_TOLD_H
#define BACKSTEP_TELL_TROUBLE_TOLD_H

/* What happened where a run is stuck: which part of the formula gave a value that is infinite or
 * not a number, and from which numbers. */

#include "step/moment.h"
#include "tell/telling.h"

/* Appends it, and what the formula without a division would give; false where the run is not stuck,
 * or the reader looks at another form of the operation.
 */
bool trouble_told_add(struct telling *telling, const struct moment *moment);

/* Appends on a line of its own which convention (formula/convention.h) the operation made use of:
 * where 0 · log 0 or 0/0 counted as 0. Nothing where none was needed. */
void trouble_told_add_convention(struct telling *telling, const struct moment *moment);

#endif
