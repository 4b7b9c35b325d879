#ifndef BACKSTEP_APP_DESK_DESK_JOURNAL_H
#define BACKSTEP_APP_DESK_DESK_JOURNAL_H

/* What is done at a desk, written down. What there is to say of the journal is printed on stderr,
 * once, and shown as the answer to a key. */

#include "app/desk/desk_answer.h"
#include "app/desk/opened.h"

struct desk_journal {
    struct journal journal;
    struct desk_answers answers; /* of the lesson that is open */
    int64_t since;               /* it is open, or its place was written */
    long step;                   /* that was written last */
    bool is_idle;                /* nobody asked for that lesson: nothing is written of it */
    bool is_finished;            /* it has that the lesson was finished */
};

/* False where it cannot be written, which was said on stderr. */
bool desk_journal_open(struct desk_journal *journal, struct arena *arena, enum language language);

/* Another lesson is open from now on. */
void desk_journal_turn(struct desk_journal *journal, bool is_idle);

/* Adds that the lesson was opened, left or finished, and before that what was answered. */
void desk_journal_add(struct desk_journal *journal, const struct opened *opened,
                      enum journal_deed deed);

/* Milliseconds until the place is due to be written; -1: it is written already. */
int desk_journal_patience(const struct desk_journal *journal, const struct opened *opened);

/* Adds what was answered since, now and then where the reader is, and once that the lesson is
 * finished: its last words are on the screen, or its last step. */
void desk_journal_follow(struct desk_journal *journal, const struct opened *opened);

/* Adds what was answered since. Each answer is on the disk before anything else happens. */
void desk_journal_add_answers(struct desk_journal *journal, const struct opened *opened);

#endif
