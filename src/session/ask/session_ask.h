#ifndef BACKSTEP_SESSION_ASK_SESSION_ASK_H
#define BACKSTEP_SESSION_ASK_SESSION_ASK_H

/* Questions in a session: which one is asked where the reader is, what is typed, and what comes of
 * it. While one is open, what it asks for is nowhere to be read: session_look.h gives hidden
 * numbers (number_is_hidden) in its place, and the step is shown as a whole, without its inner
 * values. Stepping on passes an open question by. What is returned as `unsigned` are bits of enum
 * session_change. */

#include "session/ask/asked.h"
#include "session/session.h"

/* The mistakes that answers are held against; borrowed, NULL: none are known. */
void session_ask_set_mistakes(struct session *session, const struct mistakes *mistakes);
void session_ask_set_mode(struct session *session, enum ask_mode mode);
unsigned session_ask_predict(struct session *session); /* every step, or as before */
enum ask_mode session_ask_mode(const struct session *session);

/* In a hall numbers, shapes and signs are asked as options, and one reveals them for all. */
void session_ask_set_hall(struct session *session, bool is_on);
bool session_ask_is_hall(const struct session *session);

/* The question of this place, open or settled, is one of options for a hall: choosing one marks it,
 * and what goes on or checks reveals. */
bool session_ask_is_for_hall(const struct session *session);

/* The question of this place, open or settled; NULL: there is none. */
const struct asked *session_ask_now(const struct session *session);

/* It is there and open: the answer is hidden. */
bool session_ask_is_open(const struct session *session);

/* What is typed belongs to it: letters and digits are no keys then. */
bool session_ask_is_focused(const struct session *session);

/* Whether the values, or the shape, of a tensor of the shown program are hidden here, and whether
 * the formula of the step is. */
bool session_ask_hides(const struct session *session, int tensor);
bool session_ask_hides_shape(const struct session *session, int tensor);
bool session_ask_hides_formula(const struct session *session);

/* What the reader does; without an open question nothing. Text is cut at whole characters. */
unsigned session_ask_type(struct session *session, const char *text);
unsigned session_ask_check(struct session *session);
unsigned session_ask_choose(struct session *session, size_t option); /* types its letter, checks */
unsigned session_ask_point(struct session *session, struct quantity quantity); /* CELL: checks */
unsigned session_ask_hint(struct session *session);   /* the next; the last one reveals */
unsigned session_ask_reveal(struct session *session); /* all of them at once */
unsigned session_ask_skip(struct session *session);   /* and goes on one step */
unsigned session_ask_leave(struct session *session);  /* keys are keys again; the text stays */
unsigned session_ask_enter(struct session *session);  /* and back; a settled one is asked anew */

/* The recording that the question of this place is about; that of a formula is there as soon as it
 * is asked. NULL: it was not needed yet, nothing computes it, or the network is too large. Valid
 * until the session changes. */
const struct recording *session_ask_recording(const struct session *session);

/* Everything that was answered, in order: for a journal, which writes what it has not yet. */
size_t session_ask_answer_count(const struct session *session);
struct ask_answer session_ask_answer(const struct session *session, size_t which);

/* How it went so far. */
struct ask_mistake_count {
    const struct mistake *mistake;
    long count;
    size_t answer; /* the first one of session_ask_answer with it */
};
struct ask_score {
    long asked, right_at_once, right_later, revealed, skipped;
    long open; /* answered wrong and not settled, or asked now and not answered yet */
    const struct ask_mistake_count *mistakes; /* the most frequent first */
    size_t mistake_count;
};
/* A question that was answered, revealed or passed by: what became of it last. */
struct ask_outcome {
    const struct asked *asked;
    long step; /* at which it was asked */
    bool is_right, is_at_once;
    bool is_revealed, is_skipped;
    const char *wrong;             /* the first wrong answer to it; NULL: there was none */
    const struct mistake *mistake; /* that gave it; NULL: none is known */
};
const struct ask_outcome *session_ask_outcomes(const struct session *session, struct arena *arena,
                                               size_t *ret_count);

/* What was answered since the lesson was opened, by kind of mistake; in the arena. */
struct ask_score session_ask_score(const struct session *session, struct arena *arena);

#endif
