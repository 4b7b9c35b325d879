#ifndef BACKSTEP_TELL_ANSWER_TERM_TOLD_H
#define BACKSTEP_TELL_ANSWER_TERM_TOLD_H

/* The part of a formula that a question of predict mode asks for. */

#include "session/ask/asked.h"
#include "tell/telling.h"

/* Which node of its operation a question about a term is about. */
size_t term_told_node(const struct operation *operation, const struct asked *asked);

/* Appends that part, as it stands in the formula. */
void term_told_add(struct telling *telling, const struct program *program,
                   const struct asked *asked);

#endif
