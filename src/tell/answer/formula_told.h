#ifndef BACKSTEP_TELL_ANSWER_FORMULA_TOLD_H
#define BACKSTEP_TELL_ANSWER_FORMULA_TOLD_H

/* What is said of a typed formula, and of a typed shape. */

#include "checks/diagnosis/formula_diagnosis.h"
#include "tell/telling.h"

/* Appends what a formula is: right, which operands do not fit, which mistake, which factor. The
 * right formula is not told. */
void formula_told_add(struct telling *telling, const struct recording *recording,
                      const struct formula_diagnosis *diagnosis);

/* Appends whether a shape is the right one; of a wrong one the right one is not told. */
void formula_told_add_shape(struct telling *telling, struct shape typed, struct shape right);

#endif
