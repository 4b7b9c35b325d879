#ifndef BACKSTEP_LIBRARY_JOURNAL_PROGRESS_H
#define BACKSTEP_LIBRARY_JOURNAL_PROGRESS_H

/* How far the reader is in each lesson, as the journal tells it. */

#include "library/courses.h"
#include "library/journal/journal.h"

/* How often a mistake was made. */
struct mistake_tally {
    const char *id;
    size_t count;
};

/* A question of a lesson, by its first and its last answer. */
struct question_progress {
    const char *notation, *question; /* NULL: not said */
    long step;
    bool is_right, is_right_at_once, is_skipped;
    long tries, hints;
    const struct journal_entry *wrong; /* the first wrong answer to it; NULL: there was none */
};

struct lesson_progress {
    const char *name;
    bool is_finished;
    const char *notation;                /* it was last seen in; NULL: not said */
    long step, steps;                    /* where the reader was last, of how many */
    int64_t last;                        /* when */
    size_t rank;                         /* of its last entry: a later one has a greater one */
    long seconds;                        /* spent with it */
    struct question_progress *questions; /* in the order of their first answers */
    size_t question_count, question_capacity;
    struct mistake_tally *mistakes; /* most frequent first */
    size_t mistake_count, mistake_capacity;
};

struct progress {
    struct lesson_progress *lessons; /* in the order in which they were begun */
    size_t count;
};

/* What the entries, which must stay, come to. A lesson that has been renamed is counted under the
 * name that it has now. */
struct progress progress_create(struct arena *arena, const struct journal_entries *entries,
                                const struct courses *courses);

/* That of a lesson, or NULL: it was never opened. */
const struct lesson_progress *progress_find(const struct progress *progress, const char *lesson);

/* How many of its questions were answered right, and right at the first try without a hint. */
size_t progress_right(const struct lesson_progress *lesson);
size_t progress_right_at_once(const struct lesson_progress *lesson);

#endif
