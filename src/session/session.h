#ifndef BACKSTEP_SESSION_SESSION_H
#define BACKSTEP_SESSION_SESSION_H

/* One reader with one lesson: the tape, the reader's place on it, and how the reader wants to see
 * it. Actions are the only thing that changes a session; the stage draws it. */

#include "engine/place.h"
#include "engine/quantity.h"
#include "engine/script.h"
#include "engine/tape.h"
#include "session/key_table.h"
#include "session/notation_switch.h"
#include "session/settings.h"
#include "survey/decision_map.h"
#include "survey/fit_curve.h"
#include "survey/loss_history.h"

/* What the reader points at. */
struct selection {
    struct quantity hovered, selected; /* QUANTITY_NONE: none */
};
#define SELECTION_NONE ((struct selection){.hovered = QUANTITY_NONE, .selected = QUANTITY_NONE})

/* A short answer to a key, in place of the hints: what it changed where that hardly shows, or why
 * it changed nothing. */
struct session_notice {
    enum string_id words; /* with {1} for the number */
    long number;
    const struct notation *broken; /* could not be switched to; NULL: that was not asked */
    struct program_error error;    /* why */
};

/* What an action changed, as bits. */
enum session_change {
    SESSION_SAME = 0,
    SESSION_MOVED = 1, /* the place, or the place that is being worked towards */
    SESSION_LOOKS = 2,
    SESSION_FULL_SCREEN = 4,
    SESSION_QUIT = 8
};

struct session;

/* A session at the beginning of the lesson, in notations[notation_index]. lesson_name is the name
 * of its file; all that is passed must outlive the session. In another notation than the lesson's
 * own the learning rate is such that the weights stay those of the lesson, as after a switch. NULL
 * with *error set when lesson and notation do not make a program. The caller destroys it. */
struct session *session_create(struct arena *arena, const struct lesson *lesson,
                               const char *lesson_name, const struct notation *const *notations,
                               size_t notation_count, size_t notation_index,
                               struct program_error *error);

/* Gives back what the session holds beside its arena. NULL is accepted. */
void session_destroy(struct session *session);

/* Does what the action says; returns what changed. Far places are only aimed at: session_work
 * goes there. */
unsigned session_apply(struct session *session, enum action action);

/* The answer to the last action, or NULL: it has none, or the time for it is over. */
const struct session_notice *session_notice(const struct session *session);

/* The same as words, in the arena; NULL without an answer. */
const char *session_notice_text(const struct session *session, struct arena *arena,
                                enum language language);

/* Takes the answer away; returns what changed. */
unsigned session_end_notice(struct session *session);

/* Goes on towards the aim, running at most most_operations. True while there is more to do. */
bool session_work(struct session *session, long most_operations);

/* Goes towards a step (clamped to the run) as an action does; returns what changed. Nothing while
 * the lesson is covered. */
unsigned session_aim_at(struct session *session, long step);

/* Follows the run ahead of the reader, whose place stays, for about as many products as `work`
 * says. True while there is more to do. */
bool session_look_ahead(struct session *session, double work);

/* Goes to a step (clamped to the run), however long it takes. */
void session_go_to(struct session *session, long step);

/* Goes to a place inside an operation; it must be one of the program's. */
void session_go_inside(struct session *session, struct place place);

void session_set_language(struct session *session, enum language language);
void session_set_theme(struct session *session, enum theme_id theme);
void session_set_text_scale(struct session *session, int percent); /* clamped */
void session_set_decimals(struct session *session, int decimals);  /* clamped */
void session_set_motion(struct session *session, bool is_on);
void session_set_level(struct session *session, enum step_level level);

/* What the reader points at: kept while stepping, and in another notation the same quantity there.
 * Both return what changed. The sample of what is selected is the one
 * that the network shows. */
unsigned session_select(struct session *session, struct quantity quantity);
unsigned session_hover(struct session *session, struct quantity quantity);
const struct selection *session_selection(const struct session *session);

const struct session_settings *session_settings(const struct session *session);
const struct lesson *session_lesson(const struct session *session);
const char *session_lesson_name(const struct session *session);
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

/* The operation that is under way, or else the one done last; NULL at the beginning. Where the
 * reader asked for another form of it, and it has that, its binding is that form's. Valid until
 * the session changes. */
const struct operation *session_shown_operation(const struct session *session);

/* How closely it is shown: as the reader steps, or as the author of a stop wants it, until the
 * reader asks for something else there. The size of a step stays the reader's. */
enum step_level session_shown_level(const struct session *session);

/* What the lesson says and where, in the shown notation; NULL: nothing. */
const struct script *session_script(const struct session *session);

/* How often the reader turned the page of what is said here. */
size_t session_text_page(const struct session *session);

/* To the next page of it or the one before; the caller knows that there is one. A covered screen is
 * uncovered instead. */
unsigned session_turn_page(struct session *session, bool is_forward);

/* Which form that is: from 1 in the operation's forms; 0 is its formula. */
size_t session_shown_form(const struct session *session);

/* The binding of the shown operation with all its inner values (of an element form, those of its
 * last element); NULL at the beginning. Valid until the session changes. */
const struct binding *session_last_binding(const struct session *session, struct evaluation *ret);

/* The same of the operation's own formula, whatever form of it is shown. */
const struct binding *session_formula_binding(const struct session *session,
                                              struct evaluation *ret);

/* What the last change of notation changed; NULL before it and after any step that follows it. */
const struct notation_switch *session_notation_switch(const struct session *session);

/* The step of `to` that does what `step` of `from` does, two programs of one lesson: writes the
 * same role at the same layer in the same iteration, or else the nearest later one that both
 * have. */
long session_matching_step(const struct program *from, const struct program *to, long step);

#endif
