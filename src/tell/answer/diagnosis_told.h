#ifndef BACKSTEP_TELL_ANSWER_DIAGNOSIS_TOLD_H
#define BACKSTEP_TELL_ANSWER_DIAGNOSIS_TOLD_H

/* What is said of an answer: whether it is right, and of a mistake what it was, in the symbols of
 * the notation. */

#include "checks/diagnosis/diagnosis.h"
#include "tell/telling.h"

/* Appends all of it: the verdict, or what each finding says, a line each. Of a number that is
 * wrong the right one is not told. */
void diagnosis_told_add(struct telling *telling, const struct recording *recording,
                        const struct diagnosis *diagnosis);

/* Appends that a right number is to have so many decimals. */
void diagnosis_told_add_fewer_digits(struct telling *telling, int decimals);

/* Appends the sentence of one finding. */
void diagnosis_told_add_finding(struct telling *telling, const struct recording *recording,
                                const struct diagnosis_finding *finding);

#endif
