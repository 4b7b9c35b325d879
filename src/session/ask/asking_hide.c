/* What is asked for, hidden in what is shown; and what is passed by because it is shown. */
#include "engine/quantity.h"
#include "session/ask/asking.h"
#include "session/session_look.h"
#include "session/session_parts.h"

#include <limits.h>

/* ---- hidden ---- */

static void uncover(struct asking *asking) {
    arena_destroy(asking->cover);
    asking->cover = NULL;
    asking->hidden = (struct hidden){.shape_of = -1};
}

void asking_close(struct asking *asking) {
    asking_forget(asking);
    uncover(asking);
}

static const bool *hidden_tensors(const struct asking *asking, const struct run *run) {
    const struct asked *asked = asking->now;
    bool *tensors = ARENA_ARRAY(asking->cover, bool, (size_t)run->program->tensor_count);
    if (run->shown.binding != NULL) {
        tensors[run->shown.operation.target] = true;
    }
    if (asked->subject.quantity.tensor >= 0 && asked->kind != QUESTION_CELL) {
        tensors[asked->subject.quantity.tensor] = true;
    }
    return tensors;
}

void asking_hide(struct session *session) {
    struct asking *asking = &session->asking;
    uncover(asking);
    if (!asking_is_hiding(asking)) {
        return;
    }
    asking->cover = arena_create();
    size_t seen = asking_elements_seen(asking);
    const struct hidden_parts parts = {seen == ALL_ELEMENTS ? 0 : seen, asking_terms_seen(asking)};
    asking->hidden =
        hidden_create(asking->cover, &session->run, hidden_tensors(asking, &session->run), parts);
    const struct asked *asked = asking->now;
    asking->hidden.is_formula = asked->kind == QUESTION_FORMULA;
    if (asked->kind == QUESTION_SHAPE && asked->subject.quantity.tensor >= 0) {
        hidden_add_shape(&session->run, asked->subject.quantity.tensor, &asking->hidden);
    }
}

/* ---- seen: in a later step that the reader has jumped to, inside the step, in another notation
 * ---- */

void asking_put(struct session *session) {
    struct asked *now = session->asking.now;
    if (!asking_is_open(&session->asking)) {
        return;
    }
    bool is_new = now->at.notation == NULL;
    now->at.notation = session->run.program->notation;
    now->at.step = session->asking.place.step;
    if (!is_new) {
        return;
    }
    const struct program *program = session->run.program;
    const struct operation *operation = session_program_place(session).operation;
    const int tensor = operation != NULL ? operation->target : -1;
    now->at.role = tensor >= 0 ? program->tensors[tensor].role : ROLE_COUNT;
    now->at.layer = tensor >= 0 ? program->tensors[tensor].layer : 0;
    now->at.rank = tensor >= 0 ? quantity_tensor_rank(program, tensor) : 0;
}

/* The operation of a program that does what was done where it was asked, from 0; -1: it was asked
 * before all of them; LONG_MAX: there is none. */
static long operation_there(const struct program *program, const struct asked_place *at) {
    if (at->role == ROLE_COUNT) {
        return -1;
    }
    const int tensor = quantity_tensor_at(program, at->role, at->layer, at->rank);
    for (long i = 0; i < program->operation_count && tensor >= 0; i++) {
        if (program->operations[i].target == tensor) {
            return i;
        }
    }
    return LONG_MAX;
}

bool asking_is_at(const struct subject *subject, const struct asked *asked) {
    return asked->at.notation != NULL && asked->iteration == subject->place.iteration &&
           subject->place.done - 1 == operation_there(subject->run->program, &asked->at);
}

/* Whether the shown place is where it was asked, or a later one. */
static bool is_seen(const struct session *session, const struct asked *asked) {
    const struct program_place here = session_program_place(session);
    const long is_inside = session_place(session).element > 0;
    bool is_later = asked->at.notation == session->run.program->notation &&
                    session_place(session).step + is_inside > asked->at.step;
    return asked->at.notation != NULL &&
           (is_later || asked->iteration < here.iteration ||
            (asked->iteration == here.iteration &&
             here.done + is_inside > operation_there(session->run.program, &asked->at)));
}

bool asking_gives_away(const struct session *session, const struct asked *asked) {
    return asked != NULL && !asked->is_settled && asked != session->asking.now &&
           is_seen(session, asked);
}

void asking_pass_seen(struct session *session) {
    struct asking *asking = &session->asking;
    if (asking->is_held || tape_position(session->run.tape) != session->aim.step) {
        return;
    }
    /* Who is asked nothing passes nothing by. */
    struct asked *first = asking->mode != ASK_NOTHING ? asking->first : NULL;
    for (struct asked *asked = first; asked != NULL; asked = asked->next) {
        if (asking_gives_away(session, asked)) {
            asked->is_settled = asked->is_skipped = true;
            asking_add_answer(session, asked, ASK_EVENT_SKIPPED);
            if (!session->has_notice) { /* what the key says comes first */
                session_notify(session, STRING_NOTICE_LEFT, 0);
            }
        }
    }
    asking_put(session);
}
