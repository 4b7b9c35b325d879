/* What counts as 0 by convention, put into values and found there. */
#include "formula/binding.h"
#include "formula/convention.h"

#include <math.h>

/* What an element of a product or a quotient is made of: `count` pairs, from a and b on. */
struct pairs {
    const double *a, *b;
    size_t a_step, b_step;
    size_t count;
};

struct sides {
    const struct bound_node *node;
    struct matrix a, b;
    bool is_a_turned, is_b_turned; /* read transposed */
    bool is_matrix_product;
};

/* A folded transpose has no value of its own: its operand is read instead. */
static struct matrix side(const struct binding *binding, const struct evaluation *evaluation,
                          const struct expression *operand, bool *ret_is_turned) {
    *ret_is_turned = binding->nodes[operand->id].is_folded;
    operand = *ret_is_turned ? operand->operands[0] : operand;
    return binding_node_value(binding, evaluation, (size_t)operand->id);
}

static struct sides sides_of(const struct binding *binding, const struct evaluation *evaluation,
                             size_t at) {
    struct sides sides = {.node = &binding->nodes[at]};
    const struct expression *expression = sides.node->expression;
    sides.a = side(binding, evaluation, expression->operands[0], &sides.is_a_turned);
    sides.b = side(binding, evaluation, expression->operands[1], &sides.is_b_turned);
    bool is_scaling = !sides.is_a_turned && !sides.is_b_turned &&
                      (sides.a.rows * sides.a.columns == 1 || sides.b.rows * sides.b.columns == 1);
    sides.is_matrix_product = expression->kind == EXPRESSION_PRODUCT && !is_scaling;
    return sides;
}

/* A row, a column or a 1 x 1 stands for all its repeats. */
static const double *repeated(struct matrix side, size_t row, size_t column) {
    size_t i = side.rows > 1 ? row : 0, j = side.columns > 1 ? column : 0;
    return side.values + i * side.columns + j;
}

static struct pairs pairs_of(const struct sides *sides, size_t row, size_t column) {
    struct matrix a = sides->a, b = sides->b;
    if (!sides->is_matrix_product) {
        return (struct pairs){repeated(a, row, column), repeated(b, row, column), 0, 0, 1};
    }
    return (struct pairs){
        .a = a.values + (sides->is_a_turned ? row : row * a.columns),
        .b = b.values + (sides->is_b_turned ? column * b.columns : column),
        .a_step = sides->is_a_turned ? a.columns : 1,
        .b_step = sides->is_b_turned ? 1 : b.columns,
        .count = sides->is_a_turned ? a.rows : a.columns,
    };
}

/* The element made anew, with 0 for the pairs that count as 0. */
static double remade(const struct bound_node *node, struct pairs pairs) {
    bool is_quotient = node->convention == CONVENTION_ZERO_QUOTIENT;
    double sum = 0;
    for (size_t k = 0; k < pairs.count; k++) {
        double a = pairs.a[k * pairs.a_step], b = pairs.b[k * pairs.b_step];
        sum += convention_holds(node, a, b) ? 0 : is_quotient ? a / b : a * b;
    }
    return sum;
}

void binding_apply_convention(const struct binding *binding, const struct evaluation *evaluation,
                              size_t node) {
    struct matrix result = binding_node_value(binding, evaluation, node);
    for (size_t i = 0; i < result.rows * result.columns; i++) {
        if (isnan(result.values[i])) {
            struct sides sides = sides_of(binding, evaluation, node);
            struct pairs pairs = pairs_of(&sides, i / result.columns, i % result.columns);
            result.values[i] = remade(sides.node, pairs);
        }
    }
}

/* ---- finding ---- */

static bool is_used(const struct bound_node *node, struct pairs pairs) {
    for (size_t k = 0; k < pairs.count; k++) {
        if (convention_holds(node, pairs.a[k * pairs.a_step], pairs.b[k * pairs.b_step])) {
            return true;
        }
    }
    return false;
}

bool binding_find_convention(const struct binding *binding, const struct evaluation *evaluation,
                             enum convention convention, struct convention_use *ret) {
    for (size_t node = 0; node < binding->node_count; node++) {
        const struct bound_node *bound = &binding->nodes[node];
        if (bound->convention != convention || convention == CONVENTION_NONE) {
            continue;
        }
        struct sides sides = sides_of(binding, evaluation, node);
        struct convention_use use = {.convention = convention, .node = node};
        for (size_t i = 0; i < shape_count(bound->shape); i++) {
            size_t row = i / bound->shape.columns, column = i % bound->shape.columns;
            if (is_used(bound, pairs_of(&sides, row, column))) {
                use.row = use.count == 0 ? row : use.row;
                use.column = use.count == 0 ? column : use.column;
                use.count++;
            }
        }
        if (use.count > 0) {
            *ret = use;
            return true;
        }
    }
    return false;
}
