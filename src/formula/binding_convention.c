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

static bool is_used(const struct bound_node *node, struct pairs pairs) {
    for (size_t k = 0; k < pairs.count; k++) {
        if (convention_holds(node, pairs.a[k * pairs.a_step], pairs.b[k * pairs.b_step])) {
            return true;
        }
    }
    return false;
}

/* Counts an element of the first node that somebody asks for. */
static void note_use(struct convention_use *use, enum convention convention, size_t node,
                     size_t row, size_t column) {
    if (use == NULL || use->convention != convention || (use->count > 0 && use->node != node)) {
        return;
    }
    if (use->count == 0) {
        use->node = node;
        use->row = row;
        use->column = column;
    }
    use->count++;
}

/* 0 log 0 and 0/0 are no numbers, and neither is a sum with one of them. */
void binding_apply_convention(const struct binding *binding, const struct evaluation *evaluation,
                              size_t node) {
    const struct bound_node *bound = &binding->nodes[node];
    struct matrix result = binding_node_value(binding, evaluation, node);
    for (size_t i = 0; i < result.rows * result.columns; i++) {
        if (!isnan(result.values[i])) {
            continue;
        }
        size_t row = i / result.columns, column = i % result.columns;
        struct sides sides = sides_of(binding, evaluation, node);
        struct pairs pairs = pairs_of(&sides, row, column);
        result.values[i] = remade(bound, pairs);
        if (is_used(bound, pairs)) {
            note_use(evaluation->use, bound->convention, node, row, column);
        }
    }
}

bool binding_find_convention(const struct binding *binding, const struct evaluation *evaluation,
                             enum convention convention, struct convention_use *ret) {
    bool is_wanted = false;
    for (size_t i = 0; i < binding->node_count; i++) {
        is_wanted = is_wanted || binding->nodes[i].convention == convention;
    }
    struct convention_use use = {.convention = convention};
    struct evaluation again = *evaluation;
    again.use = &use;
    binding_take_first_element(&again);
    if (!is_wanted) {
        return false;
    }
    do {
        binding_compute(binding, &again);
    } while (binding_take_next_element(binding, &again));
    *ret = use;
    return use.count > 0;
}
