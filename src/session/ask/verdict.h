#ifndef BACKSTEP_SESSION_ASK_VERDICT_H
#define BACKSTEP_SESSION_ASK_VERDICT_H

/* What a typed answer is, for each kind of question. */

#include "session/ask/subject.h"

/* What an answer is held against. */
struct verdict {
    const struct subject *subject;
    const struct recording *recording;   /* of what is asked; NULL: nothing computes it */
    const struct replay_answer *answers; /* the reader's own, earlier in the iteration */
    size_t answer_count;
};

/* Reads asked->text and fills in asked->finding, and asked->number where one was read; what is
 * found lives in the arena. */
enum asked_verdict verdict_find(const struct verdict *verdict, struct arena *arena,
                                struct asked *asked);

#endif
