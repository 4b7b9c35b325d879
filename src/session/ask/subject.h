#ifndef BACKSTEP_SESSION_ASK_SUBJECT_H
#define BACKSTEP_SESSION_ASK_SUBJECT_H

/* What a question is about, in a run that has come to its step: which number of which tensor, and
 * the operation that computes it. */

#include "session/ask/asked.h"
#include "session/run.h"

/* A question in its run. */
struct subject {
    const struct run *run;
    const struct mistakes *mistakes; /* NULL: none are known */
    struct program_place place;
    bool is_hall; /* numbers have options */
};

/* Whether a question that was asked before, in whatever notation, is about that tensor. */
bool subject_is_of(const struct subject *subject, const struct asked *asked, int tensor);

/* Fills in asked->subject; what it holds lives in the arena. False where the shown notation has no
 * such thing: it is not asked there. Where the program is to choose a cell, the tape is moved and
 * comes back. */
bool subject_find(const struct subject *subject, struct arena *arena, struct asked *asked,
                  const struct script_stop *stop);

/* Records the operation that the question is about. False where it is about none, or the network
 * is too large. The tape is moved and comes back; the recording stays where it is. */
bool subject_record(const struct subject *subject, struct arena *arena, const struct asked *asked,
                    struct recording *ret);

/* What is asked for, where the tensor of the subject has a value: of an element that number, and of
 * SIGN what the update adds. recording may be NULL where nothing is recorded. */
double subject_value(const struct subject *subject, const struct asked *asked,
                     const struct recording *recording);

#endif
