#include "step/blame.h"

#include <assert.h>
#include <math.h>

struct marker {
    struct arena *arena; /* of explanations */
    struct arena *marks_arena;
    const struct binding *binding;
    const struct evaluation *evaluation;
    bool **nodes;
};

/* A matrix that stands on the board as it is. */
static bool is_shown(const struct expression *node) {
    return node->kind == EXPRESSION_TENSOR ||
           (node->kind == EXPRESSION_TRANSPOSE && node->operands[0]->kind == EXPRESSION_TENSOR);
}

static void mark(struct marker *marker, size_t node, size_t row, size_t column);

/* What the element is made of: where some products are not finite themselves, only those. */
static void mark_operands(struct marker *marker, const struct explanation *explanation) {
    bool has_bad = false;
    for (size_t i = 0; i < explanation->term_count; i++) {
        has_bad = has_bad || !isfinite(explanation->terms[i].value);
    }
    for (size_t i = 0; i < explanation->term_count; i++) {
        const struct explanation_term *term = &explanation->terms[i];
        bool is_innocent = term->is_zero_by_position || (has_bad && isfinite(term->value));
        for (size_t k = 0; k < term->factor_count && !is_innocent; k++) {
            mark(marker, term->factors[k].node, term->factors[k].row, term->factors[k].column);
        }
    }
}

static void mark(struct marker *marker, size_t node, size_t row, size_t column) {
    const struct bound_node *bound = &marker->binding->nodes[node];
    if (is_shown(bound->expression)) {
        if (marker->nodes[node] == NULL) {
            marker->nodes[node] = ARENA_ARRAY(marker->marks_arena, bool, shape_count(bound->shape));
        }
        marker->nodes[node][row * bound->shape.columns + column] = true;
        return;
    }
    struct explanation explanation = explanation_of_element(marker->arena, marker->binding,
                                                            marker->evaluation, node, row, column);
    mark_operands(marker, &explanation);
}

struct blame blame_create(const struct moment *moment) {
    enum { MOST_ELEMENTS = 64 }; /* that are traced back */
    const struct trouble *trouble = moment->trouble;
    if (trouble == NULL) {
        return (struct blame){NULL};
    }
    const struct binding *binding = &moment->operation->binding;
    /* operations write whole tensors; the lines of a proof have no trouble of their own */
    assert(binding->statement->target != NULL && !binding->statement->target->has_element);
    struct marker marker = {
        .arena = arena_create(),
        .marks_arena = moment->arena,
        .binding = binding,
        .evaluation = &moment->evaluation,
        .nodes = ARENA_ARRAY(moment->arena, bool *, binding->node_count),
    };
    struct matrix value = binding_node_value(binding, &moment->evaluation, trouble->node);
    size_t traced = 0;
    for (size_t i = 0; i < value.rows * value.columns && traced < MOST_ELEMENTS; i++) {
        if (trouble_has(binding, &moment->evaluation, trouble, i)) {
            mark(&marker, trouble->node, i / value.columns, i % value.columns);
            traced++;
        }
    }
    arena_destroy(marker.arena);
    return (struct blame){(const bool *const *)marker.nodes};
}

const bool *blame_not_finite(struct arena *arena, struct matrix value) {
    size_t count = value.rows * value.columns;
    bool *marks = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(value.values[i])) {
            marks = marks != NULL ? marks : ARENA_ARRAY(arena, bool, count);
            marks[i] = true;
        }
    }
    return marks;
}
