#include "engine/comparison.h"
#include "session/session_look.h"
#include "session/session_parts.h"

#include <assert.h>
#include <limits.h>
#include <string.h>

/* Operations that an action may run at once; the rest is left to session_work. */
enum { OPERATIONS_AT_ONCE = 64 };

/* ---- making ---- */

/* Another form reads what the operation read: it did not write any of that. */
static void show_form(struct session *session, size_t form) {
    const struct binding *binding = &session->shown.forms[form - 1].binding;
    session->evaluation.scratch = session->form_scratch;
    binding_take_last_element(binding, &session->evaluation);
    binding_compute(binding, &session->evaluation);
    binding_unfold(binding, &session->evaluation);
    session->shown.binding = *binding;
}

void session_refresh(struct session *session) {
    session->binding = session_is_inside(session)
                           ? tape_next_binding(session->tape, &session->evaluation)
                           : tape_last_binding(session->tape, &session->evaluation);
    session->formula_evaluation = session->evaluation;
    if (session->binding == NULL) {
        return;
    }
    session->shown = *session_program_place(session).operation;
    size_t form = session_shown_form(session);
    if (form > 0) {
        show_form(session, form);
        session->binding = &session->shown.binding;
    }
}

const struct notation *session_notation_at(const struct session *session, size_t index) {
    return session->notations.at(session->notations.owner, index);
}

/* The lesson in its own notation; NULL when that is not among those of the session. */
static const struct program *own_program(const struct session *session, struct arena *arena) {
    struct program_error ignored;
    for (size_t i = 0; i < session->notation_count; i++) {
        const struct notation *notation = session_notation_at(session, i);
        if (notation != NULL && strcmp(notation->id, session->lesson->notation) == 0) {
            return program_create(arena, session->lesson, notation, 0, &ignored);
        }
    }
    return NULL;
}

static bool is_own_notation(const struct session *session, const struct program *program) {
    return strcmp(program->notation->id, session->lesson->notation) == 0;
}

/* The lesson's script for the program that is shown. The names in it are those of the lesson's own
 * notation, so that program is made as well; a lesson that says nothing needs none of that. */
static const struct script *open_script(const struct session *session, struct arena *arena,
                                        const struct program *shown) {
    if (session->lesson->stop_count == 0) {
        return NULL;
    }
    const struct program *own =
        is_own_notation(session, shown) ? shown : own_program(session, arena);
    return own != NULL ? script_create(arena, own, shown) : NULL;
}

/* Runs the lesson in another notation from its beginning; on failure nothing has changed. */
static bool open_notation(struct session *session, size_t index, struct program_error *error) {
    struct arena *arena = arena_create();
    const struct program_options options = {.rate_scale = session->rate_scale};
    const struct program *program = program_create_with(
        arena, session->lesson, session_notation_at(session, index), &options, error);
    if (program == NULL) {
        arena_destroy(arena);
        return false;
    }
    arena_destroy(session->run_arena);
    session->run_arena = arena;
    session->program = program;
    session->script = open_script(session, arena, program);
    session->tape = tape_create(arena, program, NULL);
    session->history = program->iterations > 1 ? loss_history_create(arena, program) : NULL;
    if (session->history != NULL) {
        loss_history_leave(session->history, tape_checkpoints(session->tape));
    }
    session->map = decision_map_create(arena, program);
    session->fit = fit_curve_create(arena, program);
    session->form_scratch = ARENA_ARRAY(arena, double, program->scratch_count);
    session->notation_index = index;
    session->aim = (struct place){0};
    session_refresh(session);
    return true;
}

/* A note that adds up where another averages has gradients m times as large. With a learning rate
 * m times smaller its updates are the same, and so are the weights of every iteration. */
static void keep_weights(struct session *session, const struct program *old) {
    struct comparison comparison = comparison_of_programs(old, session->program);
    const struct role_comparison *gradient = &comparison.roles[ROLE_WEIGHT_GRADIENT];
    if (!gradient->is_compared || !gradient->is_scaled || gradient->factor == 1) {
        return;
    }
    session->rate_scale /= gradient->factor;
    struct program_error ignored; /* what could be opened once can be opened again */
    open_notation(session, session->notation_index, &ignored);
}

/* Opened in another notation than its own, a lesson looks as it would after a switch. */
static void keep_own_weights(struct session *session) {
    if (is_own_notation(session, session->program)) {
        return;
    }
    struct arena *arena = arena_create();
    const struct program *own = own_program(session, arena);
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
        .lesson = lesson,
        .notations = notations.source,
        .notation_count = notations.count,
        .left_steps = ARENA_ARRAY(arena, long, notations.count),
        .rate_scale = 1,
        .settings = {.text_scale = 100, .decimals = DECIMALS_DEFAULT, .level = LEVEL_OPERATION},
        .selection = SELECTION_NONE,
    };
    if (!open_notation(session, notations.index, error)) {
        return NULL;
    }
    keep_own_weights(session);
    return session;
}

void session_destroy(struct session *session) {
    if (session != NULL) {
        arena_destroy(session->run_arena);
        session->run_arena = NULL;
    }
}

/* ---- places ---- */

bool session_work(struct session *session, long most_operations) {
    bool is_there = tape_seek(session->tape, session->aim.step, most_operations);
    if (is_there && tape_position(session->tape) != session->aim.step) {
        /* it got stuck before */
        session->aim = (struct place){.step = tape_position(session->tape)};
    }
    session_refresh(session);
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
}

/* From where the tape is stuck there is only the way back. */
unsigned session_aim_inside(struct session *session, struct place place) {
    bool is_forward = is_behind(place, session->aim);
    if (place_equal(place, session->aim) || (is_forward && tape_is_stuck(session->tape))) {
        return SESSION_SAME;
    }
    session->aim = place;
    forget_look(session);
    session_work(session, OPERATIONS_AT_ONCE);
    return SESSION_MOVED;
}

static long clamp_step(const struct session *session, long step) {
    return step < 0 ? 0 : step > session->program->step_count ? session->program->step_count : step;
}

unsigned session_aim_at(struct session *session, long step) {
    if (session->settings.blank != BLANK_NOTHING || session->settings.is_help_open) {
        return SESSION_SAME;
    }
    unsigned ended = session_end_notice(session);
    unsigned changed =
        session_aim_inside(session, (struct place){.step = clamp_step(session, step)});
    session->has_switched = session->has_switched && changed == SESSION_SAME;
    return ended | changed;
}

bool session_look_ahead(struct session *session, double work) {
    return session->history != NULL && loss_history_go_on(session->history, work);
}

void session_go_inside(struct session *session, struct place place) {
    session->has_switched = false;
    session->aim = place;
    forget_look(session);
    while (session_work(session, LONG_MAX)) {
    }
}

void session_go_to(struct session *session, long step) {
    session_go_inside(session, (struct place){.step = clamp_step(session, step)});
}

/* Where the reader was in that notation, if he has only looked at others since: there and back is
 * the same place. Elsewhere the step that does the same. */
static long step_after_switch(struct session *session, const struct program *old, size_t old_index,
                              long old_step) {
    for (size_t i = 0; i < session->notation_count && !session->has_switched; i++) {
        session->left_steps[i] = -1;
    }
    session->left_steps[old_index] = old_step;
    long left = session->left_steps[session->notation_index];
    return left >= 0 ? left : comparison_matching_step(old, session->program, old_step);
}

/* Answers why the session does not go to a notation. */
static unsigned tell_broken(struct session *session, size_t index,
                            const struct program_error *error) {
    session->has_notice = true;
    session->notice = (struct session_notice){.words = STRING_NOTICE_BROKEN_NOTATION,
                                              .broken = session_notation_at(session, index),
                                              .error = *error};
    return SESSION_LOOKS;
}

unsigned session_change_notation(struct session *session, size_t index) {
    if (index == session->notation_index || session_notation_at(session, index) == NULL) {
        return SESSION_SAME;
    }
    /* The old program is gone once the new one is open: find the place first. */
    struct arena *old_arena = session->run_arena;
    const struct program *old = session->program;
    size_t old_index = session->notation_index;
    long old_aim = session->aim.step + (session->aim.element > 0);
    session->run_arena = NULL;
    struct program_error error;
    if (!open_notation(session, index, &error)) {
        session->run_arena = old_arena;
        return tell_broken(session, index, &error);
    }
    keep_weights(session, old);
    long step = step_after_switch(session, old, old_index, old_aim);
    session->notation_switch = notation_switch_create(session->run_arena, old, session->program);
    session->has_switched = true;
    session->selection.selected =
        quantity_translate(old, session->program, session->selection.selected);
    session->selection.hovered = QUANTITY_NONE;
    arena_destroy(old_arena);
    session_aim_inside(session, (struct place){.step = step});
    return SESSION_MOVED | SESSION_LOOKS;
}

/* ---- settings ---- */

static int clamp(int value, int least, int most) {
    return value < least ? least : value > most ? most : value;
}

unsigned session_select(struct session *session, struct quantity quantity) {
    struct quantity old = session->selection.selected;
    session->selection.selected = quantity_normal(session->program, quantity);
    size_t sample = session->sample;
    quantity_sample(session->program, session->selection.selected, &sample);
    bool is_same = quantity_equal(session->selection.selected, old) && sample == session->sample;
    session->sample = sample;
    return is_same ? SESSION_SAME : SESSION_LOOKS;
}

unsigned session_hover(struct session *session, struct quantity quantity) {
    struct quantity hovered = quantity_normal(session->program, quantity);
    if (quantity_equal(hovered, session->selection.hovered)) {
        return SESSION_SAME;
    }
    session->selection.hovered = hovered;
    return SESSION_LOOKS;
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

void session_set_level(struct session *session, enum step_level level) {
    session->settings.level = level;
    session_refresh(session);
}
