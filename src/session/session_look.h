#ifndef BACKSTEP_SESSION_SESSION_LOOK_H
#define BACKSTEP_SESSION_SESSION_LOOK_H

/* What a session tells about itself: where the reader is, what is shown there, and how. All that is
 * returned by pointer is the session's and stays until the session changes; of the lesson, its name
 * and the settings, as long as the session. */

#include "session/proof/proof.h"
#include "session/session.h"
#include "survey/decision_map.h"
#include "survey/fit_curve.h"
#include "survey/loss_history.h"

/* What is selected: by the pointer, or by keys. */
const struct selection *session_selection(const struct session *session);

/* The answer to the last action, or NULL: it has none, or the time for it is over. */
const struct session_notice *session_notice(const struct session *session);

/* The same as words, in the arena; NULL without an answer. */
const char *session_notice_text(const struct session *session, struct arena *arena,
                                enum language language);

/* What the session goes through and how it is shown, borrowed from it. */
const struct session_settings *session_settings(const struct session *session);
const struct lesson *session_lesson(const struct session *session);
const struct program *session_program(const struct session *session);
size_t session_notation_count(const struct session *session);

/* Where the tape is, and where it is going: the same when nothing is pending. */
long session_step(const struct session *session);
long session_aim(const struct session *session);

/* The reader's place, inside an operation too: between its terms and elements. While something is
 * pending it is the tape's. */
struct place session_place(const struct session *session);
struct program_place session_program_place(const struct session *session);

/* Which sample of the batch the network shows, from 0. It stays over steps and notations. */
size_t session_sample(const struct session *session);

/* The tensors at this step: program->state_count doubles. */
const double *session_state(const struct session *session);

/* The last operation gave a value that is not finite: there is no way on from here. */
bool session_is_stuck(const struct session *session);

/* The losses that session_look_ahead has found; NULL where there is one iteration only. */
const struct loss_history *session_history(const struct session *session);

/* The decision map of a lesson that has one, or NULL. It keeps what it computed last, which does
 * not show: the same weights have the same map. */
struct decision_map *session_map(const struct session *session);

/* The same of a lesson with one input and one output. */
struct fit_curve *session_fit(const struct session *session);

/* What pictures of the run have in common, worked out once. Another notation has its own. */
struct memo *session_memo(const struct session *session);

/* The operation that is under way, or else the one done last; NULL at the beginning. Where the
 * reader asked for another form of it, and it has that, its binding is that form's. Valid until
 * the session changes. */
const struct operation *session_shown_operation(const struct session *session);

/* How closely the shown operation is shown: as the reader steps, or as the author of a stop wants
 * it, until the reader asks for something else there. The size of a step stays the reader's. */
enum step_level session_shown_level(const struct session *session);

/* What the lesson says and where, in the shown notation; NULL: nothing. */
const struct script *session_script(const struct session *session);

/* How often the reader turned the page of what is said here. */
size_t session_text_page(const struct session *session);

/* Which of its forms the shown operation has: from 1 in its forms; 0 is its formula. */
size_t session_shown_form(const struct session *session);

/* The binding of the shown operation with all its inner values (of an element form, those of its
 * last element); NULL at the beginning. Valid until the session changes. */
const struct binding *session_last_binding(const struct session *session, struct evaluation *ret);

/* The same of the operation's own formula, whatever form of it is shown. */
const struct binding *session_formula_binding(const struct session *session,
                                              struct evaluation *ret);

/* The derivation that is open, in the place of the operation that is done; NULL: none is. */
const struct proof *session_proof(const struct session *session);

/* What the last change of notation changed; NULL before it and after any step that follows it. */
const struct notation_switch *session_notation_switch(const struct session *session);

#endif
