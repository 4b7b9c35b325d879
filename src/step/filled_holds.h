#ifndef BACKSTEP_STEP_FILLED_HOLDS_H
#define BACKSTEP_STEP_FILLED_HOLDS_H

/* Whether an equation with values in the place of its symbols is true of the digits that are shown:
 * somebody who reckons with them, and rounds what comes out like the result, gets the result. Where
 * it is not, an ≈ belongs into it. */

#include "step/filling.h"

/* Of a node of the equation, from the slots that are filled by now, against what is shown of it,
 * also the elements that are not known yet: nothing changes from one to the next. False too where
 * not all that it is made of is shown. */
bool filled_holds(const struct filling *filling, size_t node, const struct filled_matrix *result);

#endif
