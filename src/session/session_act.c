/* What each action does. */
#include "session/answering/answer_line.h"
#include "session/ask/session_ask.h"
#include "session/proof/proof_act.h"
#include "session/session_look.h"
#include "session/session_parts.h"

#include "session/strings.h"
#include "session/way/end_reached.h"
#include "session/way/leap.h"

#include <assert.h>
#include <string.h>

typedef unsigned act(struct session *session, enum action action);

/* Answers an action; the answer shows. */
unsigned session_notify(struct session *session, enum string_id words, long number) {
    session->has_notice = true;
    session->notice = (struct session_notice){.words = words, .number = number};
    return SESSION_LOOKS;
}

unsigned session_end_notice(struct session *session) {
    bool had = session->has_notice;
    session->has_notice = false;
    return had ? SESSION_LOOKS : SESSION_SAME;
}

static unsigned do_nothing(struct session *session, enum action action) {
    (void)session;
    (void)action;
    return SESSION_SAME;
}

static unsigned do_step(struct session *session, enum action action) {
    bool is_pass = action == ACTION_NEXT_PASS || action == ACTION_PREVIOUS_PASS;
    bool is_forward =
        action == ACTION_NEXT || action == ACTION_NEXT_PASS || action == ACTION_READ_ON;
    enum step_level level = is_pass ? LEVEL_PASS : session->settings.level;
    bool is_here = level == LEVEL_OPERATION && session_place(session).element == 0;
    if (is_here && is_forward && proof_act_enter(session)) {
        return SESSION_MOVED;
    }
    unsigned changed;
    if (is_here && (is_forward ? leap_on(session, &changed) : leap_back(session, &changed))) {
        return changed;
    }
    session->is_own_way = session->is_own_way || is_pass;
    changed = session_aim_inside(session,
                                 place_next(session->run.program, session->aim, level, is_forward));
    if (!is_forward && !is_pass && changed != SESSION_SAME) {
        proof_act_come_back(session);
    }
    leap_end_own_way(session);
    return changed;
}

static unsigned do_end(struct session *session, enum action action) {
    long step = action == ACTION_FIRST ? 0 : session->run.program->step_count;
    session->is_own_way = false;
    return session_aim_inside(session, (struct place){.step = step});
}

/* At a step the lines of its derivations come behind what is said of the step itself. */
static struct script_line line_of_arrival(const struct session *session, long step,
                                          bool is_forward) {
    const struct script *script = session->run.script;
    struct program_place place = place_of_step(session->run.program, step);
    struct script_line line = {NULL, 0}, next;
    struct script_stop stop;
    if (is_forward && script_stops_at(script, place, &stop, 1) > 0) {
        return line;
    }
    while (script_line_beside(script, place, line, true, &next)) {
        line = next;
        if (is_forward) {
            break;
        }
    }
    return line;
}

static unsigned do_stop(struct session *session, enum action action) {
    bool is_forward = action == ACTION_NEXT_STOP;
    if (session->run.script == NULL) {
        return session_notify(session, STRING_NOTICE_NO_COMMENTS, 0);
    }
    if (proof_act_go_to_stop(session, is_forward)) {
        return SESSION_MOVED | SESSION_LOOKS;
    }
    if (!is_forward && proof_act_leave(session)) { /* to what is said of the step itself */
        return SESSION_MOVED | SESSION_LOOKS;
    }
    /* inside an operation the stop behind it is the one that speaks: it counts as reached */
    long here = session->aim.step + (session->aim.element > 0);
    long step = is_forward ? script_next(session->run.script, here)
                           : script_previous(session->run.script, here);
    if (step < 0) {
        return session_notify(
            session, is_forward ? STRING_NOTICE_NO_COMMENT : STRING_NOTICE_NO_COMMENT_BEFORE, 0);
    }
    session->is_own_way = false;
    struct script_line line = line_of_arrival(session, step, is_forward);
    unsigned changed = session_aim_inside(session, (struct place){.step = step});
    session->aimed_line = session->aim.step == step ? line : (struct script_line){NULL, 0};
    if (session_step(session) == step) {
        proof_act_arrive(session);
    }
    return changed;
}

static unsigned do_more_text(struct session *session, enum action action) {
    (void)action;
    session->text_page++;
    return SESSION_LOOKS;
}

/* Finer and coarser begin at what is seen, even if the author chose that. */
static unsigned do_level(struct session *session, enum action action) {
    int level = (int)session_shown_level(session) + (action == ACTION_FINER ? 1 : -1);
    if (level < 0 || level >= LEVEL_COUNT) {
        return session_notify(session, level < 0 ? STRING_NOTICE_COARSEST : STRING_NOTICE_FINEST,
                              0);
    }
    session->is_own_look = session->is_own_way = true;
    session->settings.level = (enum step_level)level;
    struct place place = session_place(session);
    unsigned moved = SESSION_SAME;
    if (level <= LEVEL_OPERATION && place.element > 0) {
        /* half an operation is nothing that a larger step could stop at */
        moved = session_aim_inside(session, (struct place){.step = place.step + 1});
    }
    session_refresh(session);
    return SESSION_LOOKS | moved;
}

/* Why there is no other form to be seen here. */
static unsigned no_form(struct session *session) {
    const struct operation *operation = session_program_place(session).operation;
    return session_notify(session,
                          operation == NULL                           ? STRING_NOTICE_NO_OPERATION
                          : session->settings.level > LEVEL_OPERATION ? STRING_NOTICE_FORM_LEVEL
                                                                      : STRING_NOTICE_NO_FORM,
                          0);
}

/* The formula, its long forms, its element forms, and the formula again. */
static unsigned do_form(struct session *session, enum action action) {
    (void)action;
    size_t old = session_shown_form(session);
    session->is_own_look = true;
    const struct operation *operation = session_program_place(session).operation;
    bool has_more = operation != NULL && old < operation->form_count &&
                    session->settings.level <= LEVEL_OPERATION;
    session->form = has_more ? old + 1 : 0;
    session_refresh(session);
    return session_shown_form(session) != old ? SESSION_LOOKS : no_form(session);
}

/* After the last sample comes the first. */
static unsigned do_sample(struct session *session, enum action action) {
    size_t count = session->run.program->samples;
    size_t by = action == ACTION_NEXT_SAMPLE ? 1 : count - 1;
    session->sample = (session->sample + by) % count;
    session->selection.selected =
        quantity_with_sample(session->run.program, session->selection.selected, session->sample);
    proof_act_follow(session);
    return count > 1 ? SESSION_LOOKS : session_notify(session, STRING_NOTICE_ONE_SAMPLE, 0);
}

/* One that does not fit is told and passed by. */
static unsigned do_next_notation(struct session *session, enum action action) {
    (void)action;
    unsigned changed = SESSION_SAME;
    size_t from = session->notation_index;
    for (size_t i = 1; i < session->source.notation_count && (changed & SESSION_MOVED) == 0; i++) {
        changed |= session_change_notation(session, (from + i) % session->source.notation_count);
    }
    return changed;
}

static unsigned do_notation(struct session *session, enum action action) {
    int number = (int)(action - ACTION_NOTATION_1) + 1;
    for (size_t i = 0; i < session->source.notation_count; i++) {
        const struct notation *notation = run_notation(&session->source, i);
        if (notation != NULL && notation->number == number) {
            bool is_shown = i == session->notation_index;
            return is_shown ? session_notify(session, STRING_NOTICE_SAME_NOTATION, 0)
                            : session_change_notation(session, i);
        }
    }
    return session_notify(session, STRING_NOTICE_NO_NOTATION, 0);
}

static unsigned do_language(struct session *session, enum action action) {
    (void)action;
    session->settings.language = (session->settings.language + 1) % LANGUAGE_COUNT;
    return SESSION_LOOKS;
}

static unsigned do_theme(struct session *session, enum action action) {
    (void)action;
    session->settings.theme = (session->settings.theme + 1) % THEME_COUNT;
    return SESSION_LOOKS;
}

static unsigned do_text_scale(struct session *session, enum action action) {
    static const int scales[] = {TEXT_SCALE_LEAST, 90, 100, 115, 130, 150, 175, 200, 250,
                                 TEXT_SCALE_MOST};
    enum { COUNT = sizeof scales / sizeof *scales };
    int old = session->settings.text_scale;
    int scale = action == ACTION_NORMAL_SIZE      ? 100
                : action == ACTION_PROJECTOR_SIZE ? TEXT_SCALE_PROJECTOR
                                                  : old;
    for (int i = 0; i < COUNT && action == ACTION_LARGER && scale == old; i++) {
        scale = scales[i] > old ? scales[i] : scale;
    }
    for (int i = COUNT - 1; i >= 0 && action == ACTION_SMALLER && scale == old; i--) {
        scale = scales[i] < old ? scales[i] : scale;
    }
    session->settings.text_scale = scale;
    return session_notify(session,
                          scale == TEXT_SCALE_MOST    ? STRING_NOTICE_TEXT_SCALE_LARGEST
                          : scale == TEXT_SCALE_LEAST ? STRING_NOTICE_TEXT_SCALE_SMALLEST
                                                      : STRING_NOTICE_TEXT_SCALE,
                          scale);
}

static unsigned do_decimals(struct session *session, enum action action) {
    int old = session->settings.decimals;
    session_set_decimals(session, old + (action == ACTION_MORE_DECIMALS ? 1 : -1));
    int decimals = session->settings.decimals;
    return session_notify(session,
                          decimals == DECIMALS_MOST    ? STRING_NOTICE_DECIMALS_MOST
                          : decimals == DECIMALS_LEAST ? STRING_NOTICE_DECIMALS_LEAST
                                                       : STRING_NOTICE_DECIMALS,
                          decimals);
}

/* Nothing else of it shows before the next step. */
static unsigned do_motion(struct session *session, enum action action) {
    (void)action;
    bool is_on = session->settings.is_motion_reduced;
    session->settings.is_motion_reduced = !is_on;
    return session_notify(session, is_on ? STRING_NOTICE_MOTION_ON : STRING_NOTICE_MOTION_OFF, 0);
}

static unsigned do_full_screen(struct session *session, enum action action) {
    (void)action;
    session->settings.is_full_screen = !session->settings.is_full_screen;
    return SESSION_FULL_SCREEN;
}

static unsigned do_blank(struct session *session, enum action action) {
    enum session_blank blank = action == ACTION_BLACK ? BLANK_BLACK : BLANK_WHITE;
    session->settings.blank = session->settings.blank == blank ? BLANK_NOTHING : blank;
    return SESSION_LOOKS;
}

static unsigned do_help(struct session *session, enum action action) {
    (void)action;
    session->settings.is_help_open = !session->settings.is_help_open;
    return SESSION_LOOKS;
}

/* Shows the lesson again; SESSION_SAME when it was not covered. */
static unsigned uncover(struct session *session) {
    struct session_settings *settings = &session->settings;
    if (settings->blank == BLANK_NOTHING && !settings->is_help_open) {
        return SESSION_SAME;
    }
    if (settings->blank != BLANK_NOTHING) {
        settings->blank = BLANK_NOTHING;
    } else {
        settings->is_help_open = false;
    }
    return SESSION_LOOKS;
}

static unsigned do_select(struct session *session, enum action action) {
    static const struct {
        long rows, columns;
    } moves[] = {
        [ACTION_SELECT_LEFT - ACTION_SELECT_LEFT] = {0, -1},
        [ACTION_SELECT_RIGHT - ACTION_SELECT_LEFT] = {0, 1},
        [ACTION_SELECT_UP - ACTION_SELECT_LEFT] = {-1, 0},
        [ACTION_SELECT_DOWN - ACTION_SELECT_LEFT] = {1, 0},
    };
    if (quantity_is_none(session->selection.selected)) {
        return session_notify(session, STRING_NOTICE_NOTHING_SELECTED, 0);
    }
    size_t which = action - ACTION_SELECT_LEFT;
    return session_select(session, quantity_move(session->run.program, session->selection.selected,
                                                 moves[which].rows, moves[which].columns));
}

/* Stays where a long way has come to; SESSION_SAME when none is being gone. */
static unsigned stop_on_the_way(struct session *session) {
    long step = tape_position(session->run.tape);
    if (session->aim.step == step) {
        return SESSION_SAME;
    }
    session->aim = (struct place){.step = step};
    session_refresh(session);
    session_notify(session, STRING_NOTICE_STOPPED, step / session->run.program->operation_count);
    return SESSION_MOVED | SESSION_LOOKS;
}

static unsigned do_close(struct session *session, enum action action) {
    unsigned changed = uncover(session);
    if (changed == SESSION_SAME) {
        changed = session_ask_leave(session);
    }
    if (changed == SESSION_SAME) {
        changed = stop_on_the_way(session);
    }
    if (changed == SESSION_SAME) {
        changed = session_select(session, QUANTITY_NONE);
    }
    if (changed == SESSION_SAME && session->settings.is_full_screen) {
        return do_full_screen(session, action);
    }
    return changed;
}

static unsigned do_hall(struct session *session, enum action action) {
    (void)action;
    bool is_on = !session_ask_is_hall(session);
    session_ask_set_hall(session, is_on);
    return session_notify(session, is_on ? STRING_NOTICE_HALL : STRING_NOTICE_HALL_END, 0);
}

static unsigned do_predict(struct session *session, enum action action) {
    (void)action;
    session_ask_predict(session);
    return session_notify(session,
                          session_ask_mode(session) == ASK_EVERY_STEP ? STRING_NOTICE_PREDICT
                                                                      : STRING_NOTICE_PREDICT_END,
                          0);
}

static unsigned do_ask_again(struct session *session, enum action action) {
    (void)action;
    unsigned changed = session_ask_enter(session);
    return session_ask_now(session) == NULL ? session_notify(session, STRING_NOTICE_NO_QUESTION, 0)
                                            : changed;
}

static unsigned do_answer(struct session *session, enum action action) {
    if (!session_ask_is_open(session)) {
        return session_notify(session, STRING_NOTICE_NO_QUESTION, 0);
    }
    return action == ACTION_HINT    ? session_ask_hint(session)
           : action == ACTION_CHECK ? answer_line_check(session)
                                    : session_ask_skip(session);
}

/* q is beside w: it must be meant. session_apply has taken the answer to the first one away. */
static unsigned do_quit(struct session *session, enum action action) {
    bool is_meant = action == ACTION_QUIT_NOW || session->is_quit_asked;
    if (is_meant) {
        return SESSION_QUIT;
    }
    session->settings.blank = BLANK_NOTHING; /* where nothing is read, nothing can be asked */
    return session_notify(session, STRING_NOTICE_QUIT, 0);
}

/* Who shows the session has them. */
static unsigned do_lessons(struct session *session, enum action action) {
    (void)session;
    (void)action;
    return SESSION_LESSONS;
}

static act *const acts[] = {
    [ACTION_NONE] = do_nothing,
    [ACTION_NEXT] = do_step,
    [ACTION_PREVIOUS] = do_step,
    [ACTION_NEXT_PASS] = do_step,
    [ACTION_PREVIOUS_PASS] = do_step,
    [ACTION_NEXT_STOP] = do_stop,
    [ACTION_PREVIOUS_STOP] = do_stop,
    [ACTION_READ_ON] = do_step, /* where there is no more to read: pointing_apply */
    [ACTION_READ_BACK] = do_step,
    [ACTION_MORE_TEXT] = do_more_text,
    [ACTION_FINER] = do_level,
    [ACTION_COARSER] = do_level,
    [ACTION_FIRST] = do_end,
    [ACTION_LAST] = do_end,
    [ACTION_NEXT_NOTATION] = do_next_notation,
    [ACTION_NOTATION_1] = do_notation,
    [ACTION_NOTATION_1 + 1] = do_notation,
    [ACTION_NOTATION_1 + 2] = do_notation,
    [ACTION_NOTATION_1 + 3] = do_notation,
    [ACTION_NOTATION_1 + 4] = do_notation,
    [ACTION_NOTATION_1 + 5] = do_notation,
    [ACTION_NOTATION_1 + 6] = do_notation,
    [ACTION_NOTATION_1 + 7] = do_notation,
    [ACTION_NOTATION_9] = do_notation,
    [ACTION_FORM] = do_form,
    [ACTION_DERIVE] = proof_act_open,
    [ACTION_NEXT_DERIVATION] = proof_act_open,
    [ACTION_MISPRINT] = proof_act_misprint,
    [ACTION_NEXT_MISPRINT] = proof_act_misprint,
    [ACTION_NEXT_SAMPLE] = do_sample,
    [ACTION_PREVIOUS_SAMPLE] = do_sample,
    [ACTION_LANGUAGE] = do_language,
    [ACTION_THEME] = do_theme,
    [ACTION_LARGER] = do_text_scale,
    [ACTION_SMALLER] = do_text_scale,
    [ACTION_NORMAL_SIZE] = do_text_scale,
    [ACTION_PROJECTOR_SIZE] = do_text_scale,
    [ACTION_MORE_DECIMALS] = do_decimals,
    [ACTION_FEWER_DECIMALS] = do_decimals,
    [ACTION_FULL_SCREEN] = do_full_screen,
    [ACTION_MOTION] = do_motion,
    [ACTION_BLACK] = do_blank,
    [ACTION_WHITE] = do_blank,
    [ACTION_SELECT_NEXT] = do_nothing, /* where that is, the picture says: pointing_apply */
    [ACTION_SELECT_PREVIOUS] = do_nothing,
    [ACTION_SELECT_LEFT] = do_select,
    [ACTION_SELECT_RIGHT] = do_select,
    [ACTION_SELECT_UP] = do_select,
    [ACTION_SELECT_DOWN] = do_select,
    [ACTION_PREDICT] = do_predict,
    [ACTION_ASK_AGAIN] = do_ask_again,
    [ACTION_HALL] = do_hall,
    [ACTION_HINT] = do_answer,
    [ACTION_CHECK] = do_answer,
    [ACTION_SKIP] = do_answer,
    [ACTION_LESSONS] = do_lessons,
    [ACTION_HELP] = do_help,
    [ACTION_CLOSE] = do_close,
    [ACTION_QUIT] = do_quit,
    [ACTION_QUIT_NOW] = do_quit,
};
static_assert(sizeof acts / sizeof *acts == ACTION_COUNT, "something to do for each action");

static bool is_step(enum action action) {
    return acts[action] == do_step || acts[action] == do_end || acts[action] == do_stop;
}

static bool is_onward(enum action action) {
    return action == ACTION_NEXT || action == ACTION_NEXT_PASS || action == ACTION_NEXT_STOP ||
           action == ACTION_READ_ON || action == ACTION_LAST;
}

static unsigned apply(struct session *session, enum action action) {
    /* Whoever pressed it did not see where the step would have gone. */
    unsigned uncovered = is_step(action) ? uncover(session) : SESSION_SAME;
    if (uncovered != SESSION_SAME) {
        return uncovered;
    }
    if (is_onward(action) && asking_pass(session)) {
        return SESSION_LOOKS;
    }
    bool goes_behind = is_onward(action) && action != ACTION_LAST && action != ACTION_NEXT_PASS;
    if (goes_behind && end_reached(session)) {
        return SESSION_ENDED;
    }
    bool forgets = is_step(action) && session->has_switched;
    session->has_switched = session->has_switched && !forgets;
    unsigned derived = SESSION_SAME;
    if (proof_act_take(session, action, &derived)) {
        return derived | (forgets ? SESSION_LOOKS : SESSION_SAME);
    }
    return acts[action](session, action) | (forgets ? SESSION_LOOKS : SESSION_SAME);
}

unsigned session_apply(struct session *session, enum action action) {
    assert(action < ACTION_COUNT);
    if (action == ACTION_NONE) {
        return SESSION_SAME;
    }
    asking_put(session);
    session->is_quit_asked = session->has_notice && session->notice.words == STRING_NOTICE_QUIT;
    bool is_open = is_onward(action) && session_ask_is_open(session) &&
                   session->asking.now->verdict == ASKED_UNANSWERED;
    const struct asked *asked = session->asking.now;
    unsigned changed = session_end_notice(session) | apply(session, action);
    if (is_open && asked->is_skipped && changed != SESSION_ENDED && !session->has_notice) {
        changed |= session_notify(session, STRING_NOTICE_PASSED, 0);
    }
    bool is_line_due = session->asking.written > 0 || proof_is_open(&session->proof);
    asking_pass_seen(session);
    if (is_line_due && session->asking.mode != ASK_NOTHING) {
        session_refresh(session); /* the next line is asked where it is to be written */
    }
    return changed;
}

unsigned session_turn_page(struct session *session, bool is_forward) {
    session_end_notice(session);
    unsigned uncovered = uncover(session);
    if (uncovered == SESSION_SAME) {
        session->text_page += is_forward ? 1 : (size_t)-1;
    }
    return uncovered | SESSION_LOOKS;
}
