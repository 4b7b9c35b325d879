#include "checks/rounding.h"

#include "formula/explain/explanation.h"

#include <float.h>
#include <math.h>

/* No rounding of numbers that are taught is larger; others are not looked into. */
static bool is_suspicious(double value) {
    return value != 0 && fabs(value) < 1e-6;
}

static bool is_rounding(const struct explanation *sum, double value) {
    double sizes = 0;
    for (size_t i = 0; i < sum->term_count; i++) {
        sizes += fabs(sum->terms[i].value);
    }
    return sum->kind == EXPLANATION_SUM && sum->term_count > 1 &&
           fabs(value) <= (double)sum->term_count * DBL_EPSILON * sizes;
}

static void take_out(const struct binding *binding, const struct evaluation *evaluation,
                     struct node_element at, double *value) {
    struct arena *arena = arena_create();
    const struct explanation sum =
        explanation_of_element(arena, binding, evaluation, at.node, at.row, at.column);
    *value = is_rounding(&sum, *value) ? 0 : *value;
    arena_destroy(arena);
}

void rounding_take_out(const struct binding *binding, const struct evaluation *evaluation,
                       size_t node, struct matrix right) {
    for (size_t i = 0; i < right.rows * right.columns; i++) {
        if (is_suspicious(right.values[i])) {
            const struct node_element at = {node, i / right.columns, i % right.columns, 0};
            take_out(binding, evaluation, at, &right.values[i]);
        }
    }
}
