#include "session/proof/proof_act.h"

#include "session/session_look.h"
#include "session/session_parts.h"
#include "session/way/leap.h"

struct proof_source proof_act_source(const struct session *session) {
    return (struct proof_source){session_program(session), session_state(session),
                                 session_program_place(session).operation, session->sample};
}

static unsigned answer(struct session *session, enum string_id words) {
    session->has_notice = true;
    session->notice = (struct session_notice){.words = words};
    return SESSION_LOOKS;
}

/* ---- opening ---- */

static unsigned close_it(struct session *session) {
    proof_close(&session->proof);
    session->has_left_lines = true;
    return SESSION_MOVED | SESSION_LOOKS;
}

unsigned proof_act_open(struct session *session, enum action action) {
    struct proof_source source = proof_act_source(session);
    if (source.operation == NULL) {
        return answer(session, STRING_NOTICE_NO_OPERATION);
    }
    if (session_place(session).element > 0) {
        return answer(session, STRING_NOTICE_DERIVATION_LEVEL);
    }
    if (asking_is_open(&session->asking)) {
        return answer(session, STRING_NOTICE_ASKED);
    }
    size_t own;
    size_t count = proof_choices(source.program, source.operation, &own);
    bool is_own = action == ACTION_DERIVE;
    if (count == 0 || (is_own && own == 0)) {
        return answer(session,
                      count > 0 ? STRING_NOTICE_NO_DERIVATION_HERE : STRING_NOTICE_NO_DERIVATION);
    }
    const struct proof *proof = &session->proof;
    size_t which = is_own ? 0 : proof_is_open(proof) ? (proof->which + 1) % count : own % count;
    session->form = 0;
    session_refresh(session);
    source = proof_act_source(session);
    proof_open(&session->proof, &source, which);
    return SESSION_MOVED | SESSION_LOOKS;
}

unsigned proof_act_misprint(struct session *session, enum action action) {
    struct proof_source source = proof_act_source(session);
    struct proof *proof = &session->proof;
    if (action == ACTION_MISPRINT && proof_is_open(proof) && proof_turn_misprint(proof)) {
        return SESSION_LOOKS;
    }
    if (source.operation == NULL || session_place(session).element > 0 ||
        (action == ACTION_MISPRINT && proof_is_open(proof))) {
        return answer(session, STRING_NOTICE_NO_MISPRINT);
    }
    if (asking_is_open(&session->asking)) {
        return answer(session, STRING_NOTICE_ASKED);
    }
    return proof_open_misprint(proof, &source) ? SESSION_MOVED | SESSION_LOOKS
                                               : answer(session, STRING_NOTICE_NO_MISPRINT);
}

/* ---- where the script speaks ---- */

static struct script_line line_now(const struct session *session) {
    const struct proof *proof = &session->proof;
    return proof_is_open(proof)
               ? (struct script_line){proof->derivation->choice.definition, proof->written}
               : (struct script_line){NULL, 0};
}

static bool find_stop(const struct session *session, bool is_forward, struct script_line *ret) {
    const struct place place = session_place(session);
    return session->run.script != NULL && place.element == 0 && place_equal(place, session->aim) &&
           !asking_is_open(&session->asking) &&
           script_line_beside(session->run.script, session_program_place(session),
                              line_now(session), is_forward, ret);
}

static bool open_line(struct session *session, struct script_line line) {
    bool is_open = proof_is_open(&session->proof) &&
                   session->proof.derivation->choice.definition == line.derivation;
    session->text_page = 0;
    session->form = 0;
    session_refresh(session);
    /* only now: what a question hid is uncovered, and its numbers are gone */
    struct proof_source source = proof_act_source(session);
    if (!is_open && !proof_open_named(&session->proof, &source, line.derivation->id)) {
        return false;
    }
    proof_go_to(&session->proof, line.line - asking_waits_for_line(session, line));
    session_refresh(session); /* it may ask there */
    return true;
}

bool proof_act_go_to_stop(struct session *session, bool is_forward) {
    struct script_line line;
    return find_stop(session, is_forward, &line) && open_line(session, line);
}

bool proof_act_leave(struct session *session) {
    struct script_stop stop;
    bool speaks =
        proof_is_open(&session->proof) &&
        script_stops_at(session->run.script, session_program_place(session), &stop, 1) > 0;
    if (speaks) {
        proof_close(&session->proof);
    }
    return speaks;
}

void proof_act_arrive(struct session *session) {
    const struct script_line line = session->aimed_line;
    session->aimed_line = (struct script_line){NULL, 0};
    if (line.derivation != NULL && !asking_is_open(&session->asking)) {
        open_line(session, line);
    }
}

/* Another derivation than the one that is open, in which the script speaks next. */
static bool find_entry(const struct session *session, struct script_line *ret) {
    return !session->has_left_lines && find_stop(session, true, ret) &&
           ret->derivation != line_now(session).derivation;
}

bool proof_act_enter(struct session *session) {
    struct script_line line;
    return find_entry(session, &line) &&
           open_line(session, (struct script_line){line.derivation, 0});
}

bool proof_act_is_done(const struct session *session) {
    struct script_line line;
    return !proof_is_open(&session->proof) ||
           (proof_is_written(&session->proof) && !find_entry(session, &line));
}

/* ---- inside ---- */

static unsigned go_on(struct session *session) {
    session->text_page = 0;
    if (proof_next(&session->proof) || proof_act_enter(session)) {
        return SESSION_MOVED;
    }
    struct place place = session_place(session);
    struct place next = place_next(session_program(session), place, session->settings.level, true);
    if (place_equal(place, next) || session_is_stuck(session)) {
        return SESSION_SAME;
    }
    proof_leave(&session->proof, place.step);
    unsigned changed;
    if (leap_on(session, &changed)) {
        return changed;
    }
    return session_aim_inside(session, next);
}

static unsigned go_back(struct session *session) {
    return proof_previous(&session->proof) ? SESSION_MOVED : close_it(session);
}

static unsigned change_level(struct session *session, bool is_finer) {
    if (proof_change_level(&session->proof, is_finer)) {
        return SESSION_LOOKS;
    }
    if (!is_finer) {
        return close_it(session);
    }
    return answer(session,
                  proof_is_finest(&session->proof) ? STRING_NOTICE_FINEST : STRING_NOTICE_NO_TERMS);
}

/* Up and down the first letter, left and right the second one. */
static unsigned choose(struct session *session, enum action action) {
    size_t letter = action == ACTION_SELECT_LEFT || action == ACTION_SELECT_RIGHT;
    bool is_forward = action == ACTION_SELECT_DOWN || action == ACTION_SELECT_RIGHT;
    size_t letters[FORMULA_MOST_INDICES];
    if (letter >= proof_letters(&session->proof, letters)) {
        return answer(session, letter == 0 ? STRING_NOTICE_NO_LETTER : STRING_NOTICE_ONE_LETTER);
    }
    return proof_choose(&session->proof, letter, is_forward) ? SESSION_LOOKS : SESSION_SAME;
}

bool proof_act_take(struct session *session, enum action action, unsigned *ret) {
    bool is_covered = session->settings.blank != BLANK_NOTHING || session->settings.is_help_open;
    if (!proof_is_open(&session->proof) || is_covered) {
        return false;
    }
    switch ((int)action) {
    case ACTION_NEXT:
    case ACTION_READ_ON:
        *ret = go_on(session);
        return true;
    case ACTION_PREVIOUS:
    case ACTION_READ_BACK:
        *ret = go_back(session);
        return true;
    case ACTION_FINER:
    case ACTION_COARSER:
        *ret = change_level(session, action == ACTION_FINER);
        return true;
    case ACTION_DERIVE:
    case ACTION_CLOSE:
        *ret = close_it(session);
        return true;
    case ACTION_SELECT_LEFT:
    case ACTION_SELECT_RIGHT:
    case ACTION_SELECT_UP:
    case ACTION_SELECT_DOWN:
        *ret = choose(session, action);
        return true;
    case ACTION_FORM: /* other forms are those of the operation */
        proof_close(&session->proof);
        return false;
    }
    return false;
}

void proof_act_come_back(struct session *session) {
    struct place place = session_place(session);
    struct proof_source source = proof_act_source(session);
    if (place.element == 0 && source.operation != NULL && session->aim.step == place.step) {
        proof_come_back(&session->proof, &source, place.step);
    }
}

void proof_act_follow(struct session *session) {
    if (proof_is_open(&session->proof) && session->proof.sample != session->sample) {
        struct proof_source source = proof_act_source(session);
        proof_renew(&session->proof, &source);
    }
}
