#ifndef BACKSTEP_SESSION_SESSION_PARTS_H
#define BACKSTEP_SESSION_SESSION_PARTS_H

/* What a session is made of, for the files that make it: session_open.c, which opens and moves it,
 * session_act.c, which does what actions say, and session_look.c, which only looks. */

#include "session/answering/answer_state.h"
#include "session/ask/asking.h"
#include "session/proof/proof.h"
#include "session/run.h"
#include "session/session.h"

struct session {
    struct run_source source;
    size_t notation_index; /* of the run */
    struct run run;
    struct place aim;
    /* Of each notation: the step where it was left since the reader went on; -1: none. */
    long *left_steps;
    struct session_settings settings;
    struct selection selection;
    bool has_notice, is_quit_asked; /* the notice before was whether to quit */
    struct session_notice notice;
    bool has_switched; /* notation, and not stepped since */
    struct notation_switch notation_switch;
    size_t sample; /* of the batch */
    size_t form;   /* that the reader asked for; 0: the formula */
    bool has_end_page;
    bool is_own_way;         /* the reader steps through what the lesson would leap over */
    long leap_from, leap_to; /* the last leap, which the way back undoes; the same: none */
    bool is_own_look;        /* the reader changed how this stop is shown */
    size_t text_page;        /* of what is said here */
    struct asking asking;
    struct answer_line answer_line;
    struct proof proof; /* the derivation that is open */
    /* Of a derivation where the reader is going: it is opened when the run is there. */
    struct script_line aimed_line;
    bool has_left_lines; /* those that speak at this step: the next step goes on without them */
};

/* What is shown, anew: the operation at the reader's place, in the form that was asked for. */
void session_refresh(struct session *session);

/* Goes towards a place, also one inside an operation; returns what changed. From where the tape is
 * stuck there is only the way back. */
unsigned session_aim_inside(struct session *session, struct place place);

/* Goes to the same place in another notation; returns what changed. */
unsigned session_change_notation(struct session *session, size_t index);

/* Inside an operation, and there. */
bool session_is_inside(const struct session *session);

#endif
