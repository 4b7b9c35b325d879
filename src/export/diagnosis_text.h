#ifndef BACKSTEP_EXPORT_DIAGNOSIS_TEXT_H
#define BACKSTEP_EXPORT_DIAGNOSIS_TEXT_H

/* A diagnosis as lines of text. The first is for programs, the same in every language: the verdict
 * and the ids of the mistakes, "mistake no_slope"; then what is said, and of each mistake the right
 * formula with the mistaken one under it, what differs underlined. */

#include "base/text.h"
#include "checks/diagnosis/formula_diagnosis.h"
#include "tell/telling.h"

/* Appends the verdict, and below it the mistake with its sentence and its formula, if there is one.
 * */
void diagnosis_text_append(struct text_builder *text, enum language language,
                           const struct diagnosis_question *question,
                           const struct diagnosis *diagnosis);

/* The same of a formula: "mistake no_slope", "shape", "factor 2". */
void diagnosis_text_append_formula(struct text_builder *text, enum language language,
                                   const struct diagnosis_question *question,
                                   const struct formula_diagnosis *diagnosis);

/* A telling in lines of at most 80 columns, its last one ended. */
void diagnosis_text_append_telling(struct text_builder *text, struct telling *telling);

/* The right formula and a mistaken one, four lines at most. */
void diagnosis_text_append_formulas(struct text_builder *text, enum language language,
                                    const struct diagnosis_question *question,
                                    const struct diagnosis_finding *finding);

#endif
