#ifndef BACKSTEP_TELL_ANSWER_QUESTION_TOLD_H
#define BACKSTEP_TELL_ANSWER_QUESTION_TOLD_H

/* What is asked, what is offered as an answer, and what is said of the answer that was given. */

#include "session/ask/session_ask.h"
#include "step/moment.h"
#include "tell/telling.h"

/* A question where it is asked. */
struct question_told {
    const struct moment *moment;
    const struct script *script; /* NULL: the lesson says nothing */
    const struct asked *asked;
};

/* Appends what is asked: in the author's words, or in the program's. */
void question_told_add(struct telling *telling, const struct question_told *told);

/* Appends what is asked for, as a name: "δ^{[1]}_2"; nothing where it has none. */
void question_told_add_name(struct telling *telling, const struct question_told *told);

/* Appends an option. */
void question_told_add_option(struct telling *telling, const struct question_told *told,
                              const struct asked_option *option);

/* Appends what came of the answer: nothing while there was none. Of a wrong one the right one is
 * not told. */
void question_told_add_verdict(struct telling *telling, const struct question_told *told);

/* Appends the author's hint, if there is one; false where there is none. */
bool question_told_add_hint(struct telling *telling, const struct question_told *told);

#endif
