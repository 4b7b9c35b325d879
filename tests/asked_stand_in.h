#ifndef BACKSTEP_TESTS_ASKED_STAND_IN_H
#define BACKSTEP_TESTS_ASKED_STAND_IN_H

/* Other numbers for the answer of a question, which are put back: what is hidden looks the same
 * with them. */

#include "ask_tests.h"

#include "session/session_parts.h"

static size_t hidden_numbers; /* that others stood for */

struct kept {
    double *state, *scratch;
    size_t scratch_count;
    const double *kept_state, *kept_scratch;
};

static const double *keep(struct arena *arena, const double *values, size_t count) {
    double *kept = ARENA_ARRAY(arena, double, count + 1);
    memcpy(kept, values, count * sizeof *kept);
    return kept;
}

static struct kept keep_run(struct arena *arena, struct session *session) {
    const struct binding *binding = session->run.shown.binding;
    struct kept kept = {.state = (double *)(uintptr_t)tape_state(session->run.tape),
                        .scratch = session->run.shown.own.scratch,
                        .scratch_count = binding == NULL ? 0 : binding->scratch_count};
    kept.kept_state = keep(arena, kept.state, session->run.program->state_count);
    kept.kept_scratch =
        kept.scratch_count > 0 ? keep(arena, kept.scratch, kept.scratch_count) : NULL;
    return kept;
}

static void put_back(const struct kept *kept, size_t state_count) {
    memcpy(kept->state, kept->kept_state, state_count * sizeof *kept->state);
    if (kept->scratch_count > 0) {
        memcpy(kept->scratch, kept->kept_scratch, kept->scratch_count * sizeof *kept->scratch);
    }
}

/* As wide as each other and with as many decimals. */
static void stand_in(double *values, size_t count, int which) {
    for (size_t i = 0; i < count; i++) {
        values[i] = (which == 0 ? 1234.56789 : 4321.98765) + (double)i;
    }
    hidden_numbers += count;
}

/* Elements that were answered before may be seen. */
static size_t seen_elements(const struct session *session) {
    size_t seen = asking_elements_seen(&session->asking);
    return seen == ALL_ELEMENTS ? 0 : seen;
}

/* And so are terms: those before the one that is asked. */
static size_t seen_terms(const struct session *session) {
    const struct asked *asked = session_ask_now(session);
    return asked->term == 0 ? 0 : asked->term - session_ask_is_open(session);
}

static void put_stand_ins(struct session *session, int which) {
    const struct program *program = session->run.program;
    double *state = (double *)(uintptr_t)tape_state(session->run.tape);
    for (int i = 0; i < program->tensor_count; i++) {
        struct tensor_storage storage = program->tensors[i].storage;
        if (session_ask_hides(session, i)) {
            bool is_target = session->run.shown.operation.target == i;
            size_t seen = is_target ? seen_elements(session) : 0;
            stand_in(state + storage.offset + seen, shape_count(storage.shape) - seen, which);
        }
    }
    const struct run_shown *shown = &session->run.shown;
    for (size_t i = 0; shown->binding != NULL && i < shown->binding->node_count; i++) {
        const struct bound_node *node = &shown->binding->nodes[i];
        bool is_computed = false;
        for (size_t term = seen_terms(session); term < place_term_count(&shown->operation);
             term++) {
            is_computed = is_computed || place_term_node(&shown->operation, term) == i;
        }
        if (is_computed && node->home == HOME_SCRATCH) {
            size_t seen = i + 1 == shown->binding->node_count ? seen_elements(session) : 0;
            stand_in(shown->own.scratch + node->offset + seen, shape_count(node->shape) - seen,
                     which);
        }
    }
    session_refresh(session);
}

#endif
