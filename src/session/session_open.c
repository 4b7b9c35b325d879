#include "engine/comparison.h"
#include "session/proof/proof_act.h"
#include "session/session_look.h"
#include "session/session_parts.h"

#include <assert.h>
#include <limits.h>

/* Operations that an action may run at once; the rest is left to session_work. */
enum { OPERATIONS_AT_ONCE = 64 };

/* ---- making ---- */

void session_refresh(struct session *session) {
    asking_arrive(session);
    run_show(&session->run, session_is_inside(session), session_shown_form(session));
    asking_hide(session);
}

/* Runs the lesson in another notation from its beginning; on failure nothing has changed. The run
 * before is the caller's to close. */
static bool open_notation(struct session *session, size_t index, struct program_error *error) {
    if (!run_open(&session->run, &session->source, index, error)) {
        return false;
    }
    session->notation_index = index;
    session->aim = (struct place){0};
    proof_close(&session->proof);
    proof_forget_left(&session->proof);
    session_refresh(session);
    return true;
}

/* With a learning rate that makes up for larger gradients than those of another program of the
 * lesson, the weights of every iteration are that one's. */
static void keep_weights(struct session *session, const struct program *other) {
    double factor = run_gradient_factor(&session->run, other);
    if (factor == 1) {
        return;
    }
    session->source.rate_scale /= factor;
    struct run before = session->run;
    struct program_error ignored; /* what could be opened once can be opened again */
    if (open_notation(session, session->notation_index, &ignored)) {
        run_close(&before);
    }
}

/* Opened in another notation than its own, a lesson looks as it would after a switch. */
static void keep_own_weights(struct session *session) {
    if (run_is_own(&session->run)) {
        return;
    }
    struct arena *arena = arena_create();
    const struct program *own = run_own_program(arena, &session->source);
    if (own != NULL) {
        keep_weights(session, own);
    }
    arena_destroy(arena);
}

struct session *session_create(struct arena *arena, const struct lesson *lesson,
                               struct session_notations notations, struct program_error *error) {
    assert(notations.index < notations.count);
    struct session *session = ARENA_NEW(arena, struct session);
    *session = (struct session){
        .source = {lesson, notations.source, notations.count, 1},
        .left_steps = ARENA_ARRAY(arena, long, notations.count),
        .settings = {.text_scale = 100, .decimals = DECIMALS_DEFAULT, .level = LEVEL_OPERATION},
        .selection = SELECTION_NONE,
        .asking = {.arena = arena, .hidden = {.shape_of = -1}},
    };
    if (!open_notation(session, notations.index, error)) {
        return NULL;
    }
    keep_own_weights(session);
    return session;
}

void session_destroy(struct session *session) {
    if (session != NULL) {
        proof_close(&session->proof);
        run_close(&session->run);
        asking_close(&session->asking);
    }
}

/* ---- places ---- */

bool session_work(struct session *session, long most_operations) {
    bool is_there = tape_seek(session->run.tape, session->aim.step, most_operations);
    if (is_there && tape_position(session->run.tape) != session->aim.step) {
        /* it got stuck before */
        session->aim = (struct place){.step = tape_position(session->run.tape)};
    }
    session_refresh(session);
    if (is_there) {
        proof_act_arrive(session);
        asking_pass_seen(session);
    }
    return !is_there;
}

static bool is_behind(struct place a, struct place b) {
    if (a.step != b.step) {
        return a.step > b.step;
    }
    return a.term != b.term ? a.term > b.term : a.element > b.element;
}

/* What the reader did to the picture of one stop is not meant for the next. */
static void forget_look(struct session *session) {
    session->is_own_look = false;
    session->text_page = 0;
    session->has_left_lines = false;
}

/* From where the tape is stuck there is only the way back. */
unsigned session_aim_inside(struct session *session, struct place place) {
    place = asking_divert(session, place, is_behind(place, session->aim));
    bool is_forward = is_behind(place, session->aim);
    if (place_equal(place, session->aim) || (is_forward && tape_is_stuck(session->run.tape))) {
        return SESSION_SAME;
    }
    session->aim = place;
    forget_look(session);
    session->aimed_line = (struct script_line){NULL, 0};
    proof_close(&session->proof);
    session_work(session, OPERATIONS_AT_ONCE);
    return SESSION_MOVED;
}

static long clamp_step(const struct session *session, long step) {
    return step < 0                                  ? 0
           : step > session->run.program->step_count ? session->run.program->step_count
                                                     : step;
}

unsigned session_aim_at(struct session *session, long step) {
    if (session->settings.blank != BLANK_NOTHING || session->settings.is_help_open) {
        return SESSION_SAME;
    }
    unsigned ended = session_end_notice(session);
    proof_forget_left(&session->proof);
    unsigned changed =
        session_aim_inside(session, (struct place){.step = clamp_step(session, step)});
    session->has_switched = session->has_switched && changed == SESSION_SAME;
    return ended | changed;
}

unsigned session_jump_to(struct session *session, long step) {
    asking_put(session);
    return session_aim_at(session, step);
}

bool session_look_ahead(struct session *session, double work) {
    return session->run.history != NULL && loss_history_go_on(session->run.history, work);
}

void session_go_inside(struct session *session, struct place place) {
    session->has_switched = false;
    session->aim = place;
    forget_look(session);
    session->aimed_line = (struct script_line){NULL, 0};
    proof_close(&session->proof);
    proof_forget_left(&session->proof);
    session->asking.is_held = true;
    while (session_work(session, LONG_MAX)) {
    }
    session->asking.is_held = false;
}

void session_go_to(struct session *session, long step) {
    session_go_inside(session, (struct place){.step = clamp_step(session, step)});
}

/* Where the reader was in that notation, if he has only looked at others since: there and back is
 * the same place. Elsewhere the step that does the same. */
static long step_after_switch(struct session *session, const struct program *old, size_t old_index,
                              long old_step) {
    for (size_t i = 0; i < session->source.notation_count && !session->has_switched; i++) {
        session->left_steps[i] = -1;
    }
    session->left_steps[old_index] = old_step;
    long left = session->left_steps[session->notation_index];
    return left >= 0 ? left : comparison_matching_step(old, session->run.program, old_step);
}

/* Answers why the session does not go to a notation. */
static unsigned tell_broken(struct session *session, size_t index,
                            const struct program_error *error) {
    session->has_notice = true;
    session->notice = (struct session_notice){.words = STRING_NOTICE_BROKEN_NOTATION,
                                              .broken = run_notation(&session->source, index),
                                              .error = *error};
    return SESSION_LOOKS;
}

/* Back to a run that was left for another one, to the place where it is. */
static void come_back(struct session *session, const struct session *before) {
    run_close(&session->run);
    session->run = before->run;
    session->source = before->source;
    session->notation_index = before->notation_index;
    session->aim = before->aim;
    session->selection = before->selection;
    session_refresh(session);
}

unsigned session_change_notation(struct session *session, size_t index) {
    const struct asked *asked = session->asking.now;
    if (index == session->notation_index || run_notation(&session->source, index) == NULL) {
        return SESSION_SAME;
    }
    if (proof_is_open(&session->proof) && asking_is_open(&session->asking)) {
        return session_notify(session, STRING_NOTICE_ASKED, 0);
    }
    /* The old run is gone once its place is found in the new one. */
    const struct session old = *session;
    long old_aim = session->aim.step + (session->aim.element > 0);
    struct program_error error;
    if (!open_notation(session, index, &error)) {
        return tell_broken(session, index, &error);
    }
    session->asking.is_held = true;
    keep_weights(session, old.run.program);
    const struct program *program = session->run.program;
    long step = step_after_switch(session, old.run.program, old.notation_index, old_aim);
    session->selection.selected =
        quantity_translate(old.run.program, program, session->selection.selected);
    session_hover(session, QUANTITY_NONE);
    session_aim_inside(session, (struct place){.step = step});
    session->asking.is_held = false;
    bool is_there = tape_position(session->run.tape) == session->aim.step;
    if (is_there && asking_gives_away(session, asked)) {
        come_back(session, &old);
        return session_notify(session, STRING_NOTICE_ASKED, 0);
    }
    session->notation_switch = notation_switch_create(session->run.arena, old.run.program, program);
    session->has_switched = true;
    struct run left = old.run;
    run_close(&left);
    asking_pass_seen(session);
    return SESSION_MOVED | SESSION_LOOKS;
}

/* ---- settings ---- */

static int clamp(int value, int least, int most) {
    return value < least ? least : value > most ? most : value;
}

unsigned session_select(struct session *session, struct quantity quantity) {
    struct quantity old = session->selection.selected;
    session->selection.selected = quantity_normal(session->run.program, quantity);
    size_t sample = session->sample;
    quantity_sample(session->run.program, session->selection.selected, &sample);
    bool is_same = quantity_equal(session->selection.selected, old) && sample == session->sample;
    session->sample = sample;
    proof_act_follow(session);
    return is_same ? SESSION_SAME : SESSION_LOOKS;
}

static unsigned hover(struct session *session, struct quantity hovered, long step,
                      enum action button) {
    struct selection *selection = &session->selection;
    if (quantity_equal(hovered, selection->hovered) && step == selection->step &&
        button == selection->button) {
        return SESSION_SAME;
    }
    selection->hovered = hovered;
    selection->step = step;
    selection->button = button;
    return SESSION_LOOKS;
}

unsigned session_hover(struct session *session, struct quantity quantity) {
    return hover(session, quantity_normal(session->run.program, quantity), 0, ACTION_NONE);
}

unsigned session_hover_step(struct session *session, long step) {
    return hover(session, QUANTITY_NONE, clamp_step(session, step), ACTION_NONE);
}

unsigned session_hover_button(struct session *session, enum action button) {
    return hover(session, QUANTITY_NONE, 0, button);
}

void session_set_language(struct session *session, enum language language) {
    session->settings.language = language;
}

void session_set_theme(struct session *session, enum theme_id theme) {
    session->settings.theme = theme;
}

void session_set_text_scale(struct session *session, int percent) {
    session->settings.text_scale = clamp(percent, TEXT_SCALE_LEAST, TEXT_SCALE_MOST);
}

void session_set_decimals(struct session *session, int decimals) {
    session->settings.decimals = clamp(decimals, DECIMALS_LEAST, DECIMALS_MOST);
}

void session_set_motion(struct session *session, bool is_on) {
    session->settings.is_motion_reduced = !is_on;
}

void session_set_end_page(struct session *session, bool has_one) {
    session->has_end_page = has_one;
}

void session_set_level(struct session *session, enum step_level level) {
    session->settings.level = level;
    session_refresh(session);
}

/* ---- derivations ---- */

unsigned session_go_to_line(struct session *session, size_t line) {
    session_end_notice(session);
    if (!proof_is_open(&session->proof) || session->proof.written == line) {
        return SESSION_SAME;
    }
    proof_go_to(&session->proof, line);
    return SESSION_LOOKS;
}

unsigned session_scroll_lines(struct session *session, bool is_back) {
    struct proof *proof = &session->proof;
    bool can_scroll = proof_is_open(proof) &&
                      (is_back ? proof->scrolled + 2 < proof->written : proof->scrolled > 0);
    if (!can_scroll) {
        return SESSION_SAME;
    }
    proof->scrolled += is_back ? 1 : (size_t)-1;
    return SESSION_LOOKS;
}

bool session_derive(struct session *session, const char *id, size_t lines) {
    struct proof_source source = proof_act_source(session);
    if (source.operation == NULL || session_place(session).element > 0 ||
        !proof_open_named(&session->proof, &source, id)) {
        return false;
    }
    proof_go_to(&session->proof, lines);
    return session->proof.written == lines;
}
