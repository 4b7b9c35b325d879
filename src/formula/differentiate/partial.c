#include "formula/differentiate/partial.h"

#include "formula/differentiate/tangent.h"

#include <assert.h>
#include <string.h>

struct differentiation {
    const struct binding *binding;
    const struct evaluation *evaluation;
    const struct bound_node *node;
    const struct partial *partial;
    double *room;
};

static void compute_values(const struct differentiation *at) {
    for (size_t i = 0; i < at->partial->step_count; i++) {
        const struct partial_step *step = &at->partial->steps[i];
        const struct evaluation evaluation = {.state = at->evaluation->state,
                                              .scratch = at->room + step->values};
        binding_compute(step->binding, &evaluation);
    }
}

/* From the tangents of x to those of y. */
static struct matrix carry(const struct differentiation *at) {
    double *state = at->room + at->partial->state, *spare = at->room + at->partial->spare;
    for (size_t i = 0; i < at->partial->step_count; i++) {
        const struct partial_step *step = &at->partial->steps[i];
        const struct evaluation values = {.state = at->evaluation->state,
                                          .scratch = at->room + step->values};
        struct tangent tangent = {
            .evaluation = &values,
            .state = state,
            .scratch = at->room + step->tangents,
            .spare = spare,
        };
        bool is_known = tangent_compute(step->binding, &tangent);
        assert(is_known);
        (void)is_known;
    }
    struct tangent own = {
        .evaluation = at->evaluation,
        .state = state,
        .scratch = at->room + at->partial->own,
        .spare = spare,
    };
    return tangent_of_node(at->binding, &own, (size_t)at->node->expression->operands[0]->id);
}

/* Which elements of x change: the first one and the number of them. */
static size_t first_of(const struct differentiation *at, size_t *ret_count) {
    const struct bound_node *x = &at->binding->nodes[at->node->expression->operands[1]->id];
    bool is_one = x->expression->has_element;
    *ret_count = is_one ? 1 : shape_count(x->tensor.shape);
    return x->tensor.offset + (is_one ? binding_element_offset(x, at->evaluation) : 0);
}

static void put(const struct differentiation *at, struct matrix result, struct matrix tangents,
                size_t which, size_t count) {
    size_t inner = tangents.rows * tangents.columns;
    for (size_t f = 0; f < inner; f++) {
        size_t place = at->partial->order == PARTIAL_BY_X ? which * inner + f : f * count + which;
        result.values[place] = tangents.values[f];
    }
}

void binding_compute_partial(const struct binding *binding, const struct evaluation *evaluation,
                             size_t node) {
    const struct bound_node *bound = &binding->nodes[node];
    struct matrix result = binding_node_value(binding, evaluation, node);
    const struct differentiation at = {binding, evaluation, bound, bound->partial,
                                       result.values + shape_count(bound->shape)};
    double *state = at.room + at.partial->state;
    memset(state, 0, at.partial->state_count * sizeof *state);
    compute_values(&at);
    size_t count, first = first_of(&at, &count);
    if (at.partial->order == PARTIAL_TOGETHER) {
        for (size_t e = 0; e < count; e++) {
            state[first + e] = 1;
        }
        matrix_copy_into(result, carry(&at));
        return;
    }
    for (size_t e = 0; e < count; e++) {
        state[first + e] = 1;
        put(&at, result, carry(&at), e, count);
        state[first + e] = 0;
    }
}
