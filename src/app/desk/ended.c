#include "app/desk/ended.h"

#include "session/session_look.h"
#include "session/way/leap.h"
#include "view/draw/scene_button.h"
#include "view/stage/stage_end.h"

void ended_open(struct ended *ended, const struct session *session,
                const struct hall_lesson *next) {
    ended_close(ended);
    ended->arena = arena_create();
    ended->page.lesson = session_lesson(session);
    ended->page.outcomes = session_ask_outcomes(session, ended->arena, &ended->page.count);
    ended->page.next = next;
    ended->page.program = session_program(session);
    ended->page.has_leapt = leap_origin(session) >= 0;
    ended->is_open = true;
}

void ended_close(struct ended *ended) {
    arena_destroy(ended->arena);
    *ended = (struct ended){.is_open = false};
}

void ended_draw(const struct ended *ended, const struct session *session,
                const struct cover_sight *sight, struct arena *arena, struct scene *ret) {
    stage_end_build(session, &ended->page, sight->size, sight->metrics, arena, ret);
}

/* Back to where the lesson leapt to its end; from there on no more leaps. */
static unsigned walk(struct ended *ended, struct session *session) {
    if (!ended->page.has_leapt) {
        return SESSION_SAME;
    }
    ended_close(ended);
    leap_set_own_way(session, true);
    return session_aim_at(session, leap_origin(session)) | SESSION_LOOKS;
}

unsigned ended_answer(struct ended *ended, struct session *session, enum end_request request,
                      long step) {
    switch (request) {
    case END_NOT_MINE:
    case END_NEXT:
        return SESSION_SAME;
    case END_AGAIN:
    case END_STEP:
        ended_close(ended);
        leap_set_own_way(session, false);
        return session_aim_at(session, request == END_STEP ? step : 0) | SESSION_LOOKS;
    case END_WALK:
        return walk(ended, session);
    case END_CLOSE:
        ended_close(ended);
        break;
    }
    return SESSION_LOOKS;
}

enum end_request ended_click(const struct ended *ended, const struct scene *scene,
                             struct scene_point at, long *ret_step) {
    size_t which;
    enum end_request request = end_page_request(scene_button_at(scene, at.x, at.y), &which);
    if (request == END_STEP) {
        *ret_step = ended->page.outcomes[which].step;
    }
    return request;
}
