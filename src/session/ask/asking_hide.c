/* What is asked for, hidden in what is shown. */
#include "session/ask/asking.h"
#include "session/session_parts.h"

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
