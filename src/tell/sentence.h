#ifndef BACKSTEP_TELL_SENTENCE_H
#define BACKSTEP_TELL_SENTENCE_H

/* What an operation did, in one sentence: what it wrote, and what it read. */

#include "step/moment.h"
#include "tell/telling.h"

/* Appends the sentence of the operation that is shown (there is one), in the form that is shown. */
void sentence_tell(struct telling *telling, const struct moment *moment);

/* The tensors that a formula shows on its right side, each once, in its order; at most `most` are
 * written. Returns how many. */
int sentence_operands(const struct program *program, const struct binding *binding, int ret[],
                      int most);

#endif
