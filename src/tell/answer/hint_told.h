#ifndef BACKSTEP_TELL_ANSWER_HINT_TOLD_H
#define BACKSTEP_TELL_ANSWER_HINT_TOLD_H

/* The second hint of questions that no sum of products answers: one step further than what the
 * first one names. */

#include "session/ask/asked.h"
#include "tell/telling.h"

struct moment;

/* Whether a question's second hint is its products. */
bool hint_told_is_products(const struct asked *asked);

/* Appends the second hint of another question, its line ended: the shapes of the operands, the step
 * that comes first, the tensor of a place, which way an update goes; where nothing more can be said
 * without the answer, that. */
void hint_told_add(struct telling *telling, const struct moment *moment, const struct asked *asked);

/* Appends the steps of an order as the program does them, the line ended. */
void hint_told_add_order(struct telling *telling, const struct moment *moment,
                         const struct asked_subject *subject);

/* Appends what to do where nothing can be said: first to look, then that the solution is left. */
void hint_told_add_none(struct telling *telling, const struct asked *asked, int hint);

#endif
