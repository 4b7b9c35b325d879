#ifndef BACKSTEP_EXPORT_DIAGNOSIS_TEXT_H
#define BACKSTEP_EXPORT_DIAGNOSIS_TEXT_H

/* A diagnosis as lines of text. The first is for programs, the same in every language: the verdict
 * and the ids of the mistakes, "mistake no_slope"; then what is said, and of each mistake the right
 * formula with the mistaken one under it, what differs underlined. */

#include "base/text.h"
#include "checks/diagnosis/diagnosis.h"

void diagnosis_text_append(struct text_builder *text, enum language language,
                           const struct diagnosis_question *question,
                           const struct diagnosis *diagnosis);

/* What is said of it alone, in lines of at most 80 columns. */
void diagnosis_text_append_words(struct text_builder *text, enum language language,
                                 const struct diagnosis_question *question,
                                 const struct diagnosis *diagnosis);

/* The right formula and a mistaken one, four lines at most. */
void diagnosis_text_append_formulas(struct text_builder *text, enum language language,
                                    const struct diagnosis_question *question,
                                    const struct diagnosis_finding *finding);

#endif
