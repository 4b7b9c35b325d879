#ifndef BACKSTEP_TELL_ANSWER_ROLE_TOLD_H
#define BACKSTEP_TELL_ANSWER_ROLE_TOLD_H

/* Formulas among words, in the symbols of a recording's notation. */

#include "checks/rewrite/role_formula.h"
#include "tell/telling.h"

/* Appends the right side of a statement of the recording; its tensors are what they stand for. */
void role_told_add_value(struct telling *telling, const struct recording *recording,
                         const struct statement *statement);

/* Appends a formula that is written in roles (role_formula.h); the text itself where the notation
 * has no such thing. */
void role_told_add(struct telling *telling, const struct recording *recording, const char *text,
                   size_t length);

#endif
