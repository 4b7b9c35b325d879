#ifndef BACKSTEP_SESSION_ASK_ASKING_H
#define BACKSTEP_SESSION_ASK_ASKING_H

/* The questions of a session, for the files that make it. */

#include "session/ask/hidden.h"
#include "session/ask/subject.h"

struct asking {
    struct arena *arena; /* of all questions and answers; the session's */
    struct arena *work;  /* of what is found out at this place; NULL: nothing was */
    struct arena *cover; /* of hidden numbers; NULL: nothing is hidden */
    const struct mistakes *mistakes;
    enum ask_mode mode, usual_mode; /* usual: without predict mode */
    bool is_hall, is_focused;
    bool is_held; /* who goes is not the reader, or not there yet: nothing is passed by */
    struct asked *first, *last; /* in the order in which they were first asked */
    struct asked *now;
    struct place place; /* at which `now` was found */
    const struct program *program;
    const struct derivation *derivation; /* that was open; NULL: none */
    size_t written;                      /* lines of it, and 1; 0: none is open */
    struct recording *recording;         /* of `now`; NULL: not made, or there is none */
    struct hidden hidden;
    struct ask_answer *answers;
    size_t answer_count, answer_capacity;
};

struct session;

/* Gives back what it holds beside its arena; also so that everything is found anew. */
void asking_close(struct asking *asking);

/* Forgets what was found out at the last place. */
void asking_forget(struct asking *asking);

static inline bool asking_is_open(const struct asking *asking) {
    return asking->now != NULL && !asking->now->is_settled;
}

/* In the order in which questions are first asked. */
struct asked *asking_add(struct asking *asking, const struct asked *made);

/* What predict mode asks at the session's place: about the step, at the finest level about each of
 * its elements in turn, in a derivation about its next line. NULL: nothing. */
struct asked *asking_predict(struct session *session, const struct subject *subject);

/* Whether a place is inside an operation that predict mode has still to ask about. */
bool asking_is_to_predict(const struct session *session, struct place place);

/* How many elements of the step, from its first, may be seen while others are asked; ALL_ELEMENTS
 * where that is over, or nothing asks for one after another. */
#define ALL_ELEMENTS ((size_t)-1)
size_t asking_elements_seen(const struct asking *asking);

/* The finest level at which the step is shown: that of terms where one of them is asked for. */
enum step_level asking_level(const struct asking *asking);

/* How many terms of the step, from its first, may be seen while another one is asked. */
size_t asking_terms_seen(const struct asking *asking);

/* Something is hidden: a question is open, or more of its kind are to come. */
bool asking_is_hiding(const struct asking *asking);

/* Of questions at the session's place, which nothing is pending for. */
struct subject asking_subject(const struct session *session);

/* Whether the lesson asks for a line of a derivation, which is then to be written only when that is
 * settled. */
bool asking_waits_for_line(const struct session *session, struct script_line line);

/* Finds what is asked at the session's place. The tape is moved and comes back; what is shown has
 * to be found anew afterwards. */
void asking_arrive(struct session *session);

/* Hides it, in what is shown. */
void asking_hide(struct session *session);

/* The reader goes on: an open question is passed by. True where the next question of the same place
 * is asked instead of going on. */
bool asking_pass(struct session *session);

/* Where the reader comes to who wants to go to a place inside an operation that is asked about:
 * behind it, or on the way back before it. */
struct place asking_divert(const struct session *session, struct place place, bool is_forward);

/* Records what the question of this place is about, if it was not yet. The tape is moved as above.
 */
void asking_record(struct session *session);

/* Finds out what the answer is that is typed. */
enum asked_verdict asking_check(struct session *session);

/* Finds the sign that a question of SIGN asks for; other questions have none. */
void asking_find_sign(struct session *session);

/* Writes down what became of a question. */
void asking_add_answer(struct session *session, const struct asked *asked, enum ask_event event);

/* The reader, who does something, sees the question of this place: from now on it is passed by
 * where its answer is seen. */
void asking_put(struct session *session);

/* Whether a question that was put before is at home here, in whatever notation. */
bool asking_is_at(const struct subject *subject, const struct asked *asked);

/* Whether the answer to an open question can be read here. NULL: there is none. */
bool asking_gives_away(const struct session *session, const struct asked *asked);

/* Passes by, and says so, what was left open and can be read here; what is asked here is put. */
void asking_pass_seen(struct session *session);

#endif
