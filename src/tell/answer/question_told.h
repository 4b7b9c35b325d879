#ifndef BACKSTEP_TELL_ANSWER_QUESTION_TOLD_H
#define BACKSTEP_TELL_ANSWER_QUESTION_TOLD_H

/* What is said of a question: what is asked, the options, the hints, what an answer is. */

#include "session/ask/asked.h"
#include "tell/script/names.h"
#include "tell/telling.h"

struct moment;

/* Appends what is asked: in the author's words, or in the program's own. script may be NULL for a
 * question that the program makes. */
void question_told_add(struct telling *telling, const struct moment *moment,
                       const struct script *script, const struct asked *asked);

/* Appends the lines of a proof before the one that is asked for, each ended. */
void question_told_add_lines(struct telling *telling, const struct asked *asked);

/* Appends only the name of what is asked for; nothing where it has none. */
void question_told_add_name(struct telling *telling, const struct moment *moment,
                            const struct asked *asked);

/* Appends an option, without its letter. */
void question_told_add_option(struct telling *telling, const struct moment *moment,
                              const struct script *script, const struct asked *asked,
                              size_t option);

/* Appends what the last answer is, lines ended; nothing where there was none. Of a wrong one the
 * right one is not told. */
void question_told_add_verdict(struct telling *telling, const struct moment *moment,
                               const struct script *script, const struct asked *asked);

/* Appends a hint, from 1: which operands, the products with their sum left open, the solution with
 * what the author explains. The first two tell nothing that is hidden. Lines ended. */
void question_told_add_hint(struct telling *telling, const struct moment *moment,
                            const struct script *script, const struct asked *asked, int hint);

#endif
