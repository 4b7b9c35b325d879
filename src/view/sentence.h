#ifndef BACKSTEP_VIEW_SENTENCE_H
#define BACKSTEP_VIEW_SENTENCE_H

/* What an operation did, in one sentence: what it wrote, and what it read. */

#include "view/draw/paragraph.h"

/* Appends the sentence of an operation, in the form of it that is shown. */
void sentence_add(struct paragraph *paragraph, const struct operation *operation);

/* The tensors that a formula shows on its right side, each once, in its order; at most `most` are
 * written. Returns how many. */
int sentence_operands(const struct program *program, const struct binding *binding, int ret[],
                      int most);

#endif
