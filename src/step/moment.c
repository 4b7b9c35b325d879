#include "step/moment.h"

#include "base/number.h"
#include "session/ask/session_ask.h"
#include "step/focus.h"

/* A formula that was computed is in trouble only where the run is stuck; another form of it may
 * break down where it does not, written out with exponentials. */
static const struct trouble *trouble_of(const struct moment *moment) {
    struct trouble *trouble = ARENA_NEW(moment->arena, struct trouble);
    bool may_be = moment->operation != NULL && moment->at.element == 0 &&
                  (moment->is_stuck || moment->look.form > 0);
    return may_be && trouble_find(moment->arena, &moment->operation->binding, &moment->evaluation,
                                  trouble)
               ? trouble
               : NULL;
}

/* Where in the operation its terms are seen from: at the one that is asked for. */
static struct place place_of_focus(const struct session *session, const struct moment *moment) {
    const struct asked *asked = session_ask_now(session);
    struct place place = moment->at;
    if (asked != NULL && asked->term > 0 && moment->look.level == LEVEL_TERM &&
        place.element == 0) {
        size_t node = place_term_node(moment->operation, asked->term - 1);
        place.step--;
        place.term = asked->term - 1;
        place.element = shape_count(moment->operation->binding.nodes[node].shape);
    }
    return place;
}

struct moment moment_create(const struct session *session, struct arena *arena) {
    struct moment moment = {
        .arena = arena,
        .program = session_program(session),
        .state = session_state(session),
        .at = session_place(session),
        .place = session_program_place(session),
        .operation = session_shown_operation(session),
        .look = {.level = session_shown_level(session),
                 .form = session_shown_form(session),
                 .sample = session_sample(session),
                 .selected = session_selection(session)->selected},
        .decimals = session_settings(session)->decimals,
        .asked = session_ask_is_open(session) ? session_ask_now(session) : NULL,
        .question = {.standing = session_ask_now(session),
                     .has_hall_options =
                         session_ask_is_for_hall(session) && !session_ask_now(session)->is_skipped},
        .is_stuck = session_is_stuck(session),
    };
    session_last_binding(session, &moment.evaluation);
    session_formula_binding(session, &moment.own);
    struct focus *focus = ARENA_NEW(arena, struct focus);
    *focus = focus_of(arena, moment.operation, &moment.evaluation, moment.look.level,
                      place_of_focus(session, &moment));
    moment.focus = focus;
    moment.trouble = trouble_of(&moment);
    return moment;
}

bool moment_asks_shape(const struct moment *moment, int tensor, struct shape shape) {
    const struct asked *asked = moment->asked;
    return asked != NULL && asked->kind == QUESTION_SHAPE &&
           (tensor >= 0 ? asked->subject.quantity.tensor == tensor
                        : shape_equal(asked->subject.shape, shape));
}

int moment_decimals(const struct moment *moment, struct matrix value) {
    return number_decimals(value.values, value.rows * value.columns, moment->decimals);
}
