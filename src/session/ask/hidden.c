#include "session/ask/hidden.h"

#include "base/number.h"
#include "engine/place.h"
#include "engine/program_state.h"

#include <string.h>

static double *copy(struct arena *arena, const double *values, size_t count) {
    double *copied = ARENA_ARRAY(arena, double, count + 1);
    memcpy(copied, values, count * sizeof *copied);
    return copied;
}

static void hide(double *values, size_t count) {
    for (size_t i = 0; i < count; i++) {
        values[i] = number_hidden(values[i]);
    }
}

/* Which nodes are computed from terms of the operation, or are one: not the first ones that are
 * seen. */
static bool *computed_nodes(struct arena *arena, const struct operation *operation, size_t seen) {
    const struct binding *binding = &operation->binding;
    bool *computed = ARENA_ARRAY(arena, bool, binding->node_count);
    for (size_t term = seen; term < place_term_count(operation); term++) {
        computed[place_term_node(operation, term)] = true;
    }
    for (size_t i = 0; i < binding->node_count; i++) {
        const struct expression *node = binding->nodes[i].expression;
        for (size_t k = 0; k < node->operand_count; k++) {
            computed[i] = computed[i] || computed[node->operands[k]->id];
        }
    }
    return computed;
}

/* The elements from `seen` on. */
static void hide_behind(double *values, size_t count, size_t seen) {
    if (seen < count) {
        hide(values + seen, count - seen);
    }
}

static double *hidden_scratch(struct arena *arena, const struct run *run,
                              struct hidden_parts seen) {
    const struct binding *binding = &run->shown.operation.binding;
    double *scratch = copy(arena, run->shown.own.scratch, binding->scratch_count);
    const bool *computed = computed_nodes(arena, &run->shown.operation, seen.terms);
    for (size_t i = 0; i < binding->node_count; i++) {
        const struct bound_node *node = &binding->nodes[i];
        bool is_value = i + 1 == binding->node_count;
        if (node->home == HOME_SCRATCH && (computed[i] || is_value)) {
            hide_behind(scratch + node->offset, shape_count(node->shape),
                        is_value ? seen.elements : 0);
        }
    }
    return scratch;
}

struct hidden hidden_create(struct arena *arena, const struct run *run, const bool *tensors,
                            struct hidden_parts seen) {
    const struct program *program = run->program;
    double *state = copy(arena, tape_state(run->tape), program->state_count);
    for (int i = 0; i < program->tensor_count; i++) {
        const struct tensor_storage *storage = &program->tensors[i].storage;
        if (tensors[i]) {
            bool is_target = run->shown.binding != NULL && run->shown.operation.target == i;
            hide_behind(state + storage->offset, shape_count(storage->shape),
                        is_target ? seen.elements : 0);
        }
    }
    struct hidden hidden = {.is_on = true, .tensors = tensors, .shape_of = -1, .state = state};
    if (run->shown.binding != NULL) {
        hidden.evaluation = run->shown.own;
        hidden.evaluation.state = state;
        hidden.evaluation.scratch = hidden_scratch(arena, run, seen);
    }
    return hidden;
}

void hidden_add_shape(const struct run *run, int tensor, struct hidden *hidden) {
    *run->unsized = *run->program;
    run->unsized->unsized = &run->program->tensors[tensor];
    hidden->shape_of = tensor;
    hidden->program = run->unsized;
}
