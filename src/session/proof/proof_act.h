#ifndef BACKSTEP_SESSION_PROOF_PROOF_ACT_H
#define BACKSTEP_SESSION_PROOF_PROOF_ACT_H

/* What actions do in a derivation, and how one is opened. Only the session's files call this. */

#include "session/proof/proof.h"
#include "session/session.h"

/* What is seen where the reader is. */
struct proof_source proof_act_source(const struct session *session);

/* Opens a derivation of the operation that is done, or closes the one that is open. */
unsigned proof_act_open(struct session *session, enum action action);

/* Shows or hides how the note prints the newest line; where none is open, or for the next one,
 * opens the derivation that has one. */
unsigned proof_act_misprint(struct session *session, enum action action);

/* Does what an action means in the derivation that is open; false when none is open, or when the
 * action means the same everywhere. */
bool proof_act_take(struct session *session, enum action action, unsigned *ret);

/* To the nearest line of a derivation with a stop of the script, at the step that is done; false:
 * there is none. */
bool proof_act_go_to_stop(struct session *session, bool is_forward);

/* Closes the derivation that is open where the script speaks at the step as well; false where it
 * does not. */
bool proof_act_leave(struct session *session);

/* Opens the derivation where the reader is going, now that the run is there. */
void proof_act_arrive(struct session *session);

/* Goes on from a step into the first derivation that the script speaks in; false where it does in
 * none, or the reader has left it. */
bool proof_act_enter(struct session *session);

/* Whether the way on leaves the step: no derivation is open, or all of it is written. */
bool proof_act_is_done(const struct session *session);

/* Behind a step back: opens the derivation again that the reader left here by going on. */
void proof_act_come_back(struct session *session);

/* The numbers of the sample that is chosen now. */
void proof_act_follow(struct session *session);

#endif
