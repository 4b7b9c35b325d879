#include "session/way/leap.h"

#include "session/session_look.h"
#include "session/session_parts.h"

static bool may_leap(const struct session *session) {
    const struct place place = session_place(session);
    return session->has_end_page && !session->is_own_way && session->run.script != NULL &&
           session->settings.level == LEVEL_OPERATION && place.element == 0 &&
           place_equal(place, session->aim) && session->asking.mode != ASK_EVERY_STEP &&
           !session_is_stuck(session);
}

/* From the end of an iteration, or from what was just told, if the iteration that follows tells
 * nothing new from there on. */
long leap_target(const struct session *session) {
    const struct program *program = session->run.program;
    const long step = session->aim.step, count = program->operation_count;
    if (!may_leap(session) || step < count || step >= program->step_count) {
        return -1;
    }
    bool is_told = script_next_news(session->run.script, step - 1) == step;
    long news = script_next_news(session->run.script, step);
    long target = news >= 0 ? news : program->step_count;
    bool is_near = (target - 1) / count == step / count;
    bool is_beside = news < 0 && target == step + 1;
    return (is_told || step % count == 0) && (!is_near || news < 0) && !is_beside ? target : -1;
}

void leap_set_own_way(struct session *session, bool is_own) {
    session->is_own_way = is_own;
}

void leap_end_own_way(struct session *session) {
    const long step = session->aim.step;
    bool is_told =
        session->run.script != NULL && script_next_news(session->run.script, step - 1) == step;
    session->is_own_way = session->is_own_way && !is_told;
}

bool leap_on(struct session *session, unsigned *ret_changed) {
    long target = leap_target(session), from = session->aim.step;
    if (target < 0) {
        return false;
    }
    *ret_changed = session_aim_inside(session, (struct place){.step = target});
    session->leap_from = from;
    session->leap_to = session->aim.step;
    return true;
}

bool leap_back(struct session *session, unsigned *ret_changed) {
    bool is_here = session->aim.element == 0 && session->aim.step == session->leap_to;
    if (session->leap_to == session->leap_from || !is_here) {
        return false;
    }
    session->is_own_way = true;
    session->leap_to = session->leap_from;
    *ret_changed = session_aim_inside(session, (struct place){.step = session->leap_from});
    return true;
}

long leap_origin(const struct session *session) {
    return session->leap_from > 0 ? session->leap_from : -1;
}
