#ifndef BACKSTEP_APP_DESK_DESK_ANSWER_H
#define BACKSTEP_APP_DESK_DESK_ANSWER_H

/* What a reader answers in the open lesson, for the journal. */

#include "library/journal/journal.h"
#include "session/ask/session_ask.h"

/* How much of it is written; all zero for a session that was just opened. */
struct desk_answers {
    size_t count;              /* of session_ask_answer */
    const struct asked *asked; /* the question that the reader is at */
    int64_t since;             /* when it, or its last answer, came */
};

/* Looks at which question the reader is, so that it is known how long an answer takes. */
void desk_answer_look(struct desk_answers *answers, const struct session *session);

/* The next answer that is not written yet: the members of *entry that say what was answered, where
 * and how, in the arena; the others are left. False when there is none. */
bool desk_answer_next(struct desk_answers *answers, const struct session *session,
                      struct arena *arena, struct journal_entry *entry);

#endif
