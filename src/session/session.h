#ifndef BACKSTEP_SESSION_SESSION_H
#define BACKSTEP_SESSION_SESSION_H

/* One reader with one lesson: the tape, the reader's place on it, and how the reader wants to see
 * it. Actions are the only thing that changes a session; the stage draws it. */

#include "engine/place.h"
#include "engine/quantity.h"
#include "engine/script.h"
#include "engine/tape.h"
#include "notation/notation_source.h"
#include "session/action.h"
#include "session/notation_switch.h"
#include "session/settings.h"
#include "session/strings.h"

/* What the reader points at. */
struct selection {
    struct quantity hovered, selected; /* QUANTITY_NONE: none */
    long step;                         /* of the run, that the pointer is at; 0: none */
    enum action button;                /* that it is at; ACTION_NONE: none */
};
#define SELECTION_NONE ((struct selection){.hovered = QUANTITY_NONE, .selected = QUANTITY_NONE})

/* A short answer to a key, in place of the hints: what it changed, or why it changed nothing. */
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
    SESSION_QUIT = 8,
    SESSION_LESSONS = 16, /* the reader wants to choose another lesson */
    SESSION_ENDED = 32    /* the reader wants to go on behind the last step */
};

struct session;

/* The notations that a session can show its lesson in, and which of them it begins with. */
struct session_notations {
    struct notation_source source;
    size_t count, index;
};

/* A session at the beginning of the lesson, in the notation of notations.index, which can be read.
 * All that is passed must outlive the session. In another notation than the lesson's own the
 * learning rate is such that the weights stay those of the lesson, as after a switch. NULL with
 * *error set when lesson and notation do not make a program. The caller destroys it. */
struct session *session_create(struct arena *arena, const struct lesson *lesson,
                               struct session_notations notations, struct program_error *error);

/* Gives back what the session holds beside its arena. NULL is accepted. */
void session_destroy(struct session *session);

/* Does what the action says; returns what changed. Far places are only aimed at: session_work
 * goes there. */
unsigned session_apply(struct session *session, enum action action);

/* Shows an answer, with {1} for the number; returns what changed. */
unsigned session_notify(struct session *session, enum string_id words, long number);

/* Takes the answer away; the same. */
unsigned session_end_notice(struct session *session);

/* Goes on towards the aim, running at most most_operations. True while there is more to do. */
bool session_work(struct session *session, long most_operations);

/* Goes towards a step (clamped to the run) as an action does; returns what changed. Nothing while
 * the lesson is covered. */
unsigned session_aim_at(struct session *session, long step);
unsigned session_jump_to(struct session *session, long step); /* passes by what it jumps over */

/* Follows the run ahead of the reader, whose place stays, for about as many products as `work`
 * says. True while there is more to do. */
bool session_look_ahead(struct session *session, double work);

/* Goes to a step (clamped to the run), however long it takes; to a place inside an operation, which
 * must be one of the program's. */
void session_go_to(struct session *session, long step);
void session_go_inside(struct session *session, struct place place);

/* What the reader chooses: looks, and the grain of steps. */
void session_set_language(struct session *session, enum language language);
void session_set_theme(struct session *session, enum theme_id theme);
void session_set_text_scale(struct session *session, int percent); /* clamped */
void session_set_decimals(struct session *session, int decimals);  /* clamped */
void session_set_motion(struct session *session, bool is_on);
void session_set_level(struct session *session, enum step_level level);

/* Whoever shows the session has something to show behind the last step. */
void session_set_end_page(struct session *session, bool has_one);

/* What the reader points at: kept while stepping, and in another notation the same quantity there.
 * All return what changed. The sample of what is selected is the one that the network shows. The
 * pointer is at a quantity, at a step of the run, at a button, or at none of them. */
unsigned session_select(struct session *session, struct quantity quantity);
unsigned session_hover(struct session *session, struct quantity quantity);
unsigned session_hover_step(struct session *session, long step);
unsigned session_hover_button(struct session *session, enum action button);

/* So many lines of the derivation that is open are written; and more of its older ones, or fewer,
 * are shown. Both return what changed. */
unsigned session_go_to_line(struct session *session, size_t line);
unsigned session_scroll_lines(struct session *session, bool is_back);

/* Opens a derivation at the operation that is done, with so many lines; false: it has none such. */
bool session_derive(struct session *session, const char *id, size_t lines);

/* To the next page of what is said here or the one before; the caller knows that there is one. A
 * covered screen is uncovered instead. */
unsigned session_turn_page(struct session *session, bool is_forward);

#endif
