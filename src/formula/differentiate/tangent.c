#include "formula/differentiate/tangent.h"

#include "formula/convention.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* A node's value and its tangent. */
struct dual {
    struct matrix value, tangent;
    bool is_turned; /* both are to be read transposed */
};

struct differentiation {
    const struct binding *binding;
    struct evaluation evaluation; /* i, j and k at their turn */
    struct tangent *tangent;
};

static struct dual dual_of(const struct differentiation *at, size_t node) {
    struct evaluation tangents = {.state = at->tangent->state, .scratch = at->tangent->scratch};
    return (struct dual){.value = binding_node_value(at->binding, &at->evaluation, node),
                         .tangent = binding_node_value(at->binding, &tangents, node)};
}

static struct dual operand(const struct differentiation *at, size_t node, size_t which) {
    return dual_of(at, (size_t)at->binding->nodes[node].expression->operands[which]->id);
}

/* A folded transpose has no value: its operand is read instead. */
static struct dual factor(const struct differentiation *at, size_t node, size_t which) {
    const struct expression *expression = at->binding->nodes[node].expression->operands[which];
    bool is_turned = at->binding->nodes[expression->id].is_folded;
    struct dual dual =
        dual_of(at, (size_t)(is_turned ? expression->operands[0]->id : expression->id));
    dual.is_turned = is_turned;
    return dual;
}

static size_t count_of(struct matrix matrix) {
    return matrix.rows * matrix.columns;
}

static void set_zero(struct matrix matrix) {
    memset(matrix.values, 0, count_of(matrix) * sizeof *matrix.values);
}

/* ---- two operands ---- */

/* da b + a db, or (da - a/b db)/b; what counts as 0 stays 0. */
static double pair_tangent(const struct bound_node *node, bool is_quotient, struct dual a,
                           struct dual b, const size_t at[4]) {
    double x = matrix_repeated_at(a.value, at[0], at[1]),
           y = matrix_repeated_at(b.value, at[2], at[3]);
    double dx = matrix_repeated_at(a.tangent, at[0], at[1]),
           dy = matrix_repeated_at(b.tangent, at[2], at[3]);
    if (convention_holds(node, x, y) && (x == 0 ? dx : dy) == 0) {
        return 0;
    }
    double moved = is_quotient ? x / y * dy : x * dy;
    moved = dy == 0 ? 0 : moved;
    return is_quotient ? (dx - moved) / y : (dx == 0 ? 0 : dx * y) + moved;
}

static void pair_elements(const struct differentiation *at, size_t node, bool is_quotient) {
    struct dual a = operand(at, node, 0), b = operand(at, node, 1);
    struct matrix result = dual_of(at, node).tangent;
    for (size_t i = 0; i < result.rows; i++) {
        for (size_t j = 0; j < result.columns; j++) {
            result.values[i * result.columns + j] = pair_tangent(
                &at->binding->nodes[node], is_quotient, a, b, (const size_t[]){i, j, i, j});
        }
    }
}

/* Products with a logarithm, one by one: dA B + A dB would make 0 times infinity of some. */
static void multiply_carefully(const struct differentiation *at, size_t node, struct dual a,
                               struct dual b) {
    struct matrix result = dual_of(at, node).tangent;
    size_t inner = a.is_turned ? a.value.rows : a.value.columns;
    for (size_t i = 0; i < result.rows; i++) {
        for (size_t j = 0; j < result.columns; j++) {
            double sum = 0;
            for (size_t k = 0; k < inner; k++) {
                const size_t places[4] = {a.is_turned ? k : i, a.is_turned ? i : k,
                                          b.is_turned ? j : k, b.is_turned ? k : j};
                sum += pair_tangent(&at->binding->nodes[node], false, a, b, places);
            }
            result.values[i * result.columns + j] = sum;
        }
    }
}

static void multiply(const struct differentiation *at, size_t node) {
    struct dual a = factor(at, node, 0), b = factor(at, node, 1);
    struct matrix result = dual_of(at, node).tangent;
    bool is_product =
        a.is_turned || b.is_turned || (count_of(a.value) != 1 && count_of(b.value) != 1);
    if (!is_product) {
        pair_elements(at, node, false);
        return;
    }
    if (at->binding->nodes[node].convention != CONVENTION_NONE) {
        multiply_carefully(at, node, a, b);
        return;
    }
    struct matrix second = {result.rows, result.columns, at->tangent->spare};
    matrix_multiply_into(result, a.tangent, a.is_turned, b.value, b.is_turned);
    matrix_multiply_into(second, a.value, a.is_turned, b.tangent, b.is_turned);
    for (size_t i = 0; i < count_of(result); i++) {
        result.values[i] += second.values[i];
    }
}

/* ---- functions ---- */

static double sign(double x) {
    return x > 0 ? 1 : x < 0 ? -1 : 0;
}

/* log, exp, abs, sqrt: from the argument, its tangent and the value. A sign does not change. */
static double map_tangent(enum function function, double x, double dx, double value) {
    if (dx == 0 || function == FUNCTION_SIGN) {
        return 0;
    }
    return function == FUNCTION_LOG    ? dx / x
           : function == FUNCTION_EXP  ? value * dx
           : function == FUNCTION_ROOT ? dx / (2 * value)
                                       : sign(x) * dx;
}

static void watch_kinks(const struct differentiation *at, struct dual a) {
    for (size_t i = 0; i < count_of(a.value); i++) {
        bool is_there = a.value.values[i] == 0 && a.tangent.values[i] != 0;
        at->tangent->meets_kink = at->tangent->meets_kink || is_there;
    }
}

static void map(const struct differentiation *at, size_t node) {
    struct dual a = operand(at, node, 0), own = dual_of(at, node);
    enum function function = at->binding->nodes[node].expression->function;
    if (function == FUNCTION_ABS || function == FUNCTION_SIGN) {
        watch_kinks(at, a);
    }
    for (size_t i = 0; i < count_of(a.value); i++) {
        own.tangent.values[i] =
            map_tangent(function, a.value.values[i], a.tangent.values[i], own.value.values[i]);
    }
}

/* f'(z) dz; softmax's Jacobian is symmetric, so that its vjp is this too. */
static void activate(const struct differentiation *at, size_t node) {
    struct dual z = operand(at, node, 0);
    enum activation activation = at->binding->nodes[node].activation;
    if (activation_definition(activation)->has_kink) {
        watch_kinks(at, z);
    }
    activation_vjp_into(dual_of(at, node).tangent, activation, at->binding->axis, z.value,
                        z.tangent);
}

/* That of the larger one; where both are the same, a kink, the one nearer to 0: max(0, z) goes with
 * ReLU, whose slope at 0 is 0. */
static void larger(const struct differentiation *at, size_t node) {
    struct dual a = operand(at, node, 0), b = operand(at, node, 1);
    struct matrix result = dual_of(at, node).tangent;
    for (size_t i = 0; i < result.rows; i++) {
        for (size_t j = 0; j < result.columns; j++) {
            double x = matrix_repeated_at(a.value, i, j), y = matrix_repeated_at(b.value, i, j);
            double dx = matrix_repeated_at(a.tangent, i, j),
                   dy = matrix_repeated_at(b.tangent, i, j);
            bool is_kink = x == y && dx != dy;
            at->tangent->meets_kink = at->tangent->meets_kink || is_kink;
            bool is_first = is_kink ? fabs(dx) < fabs(dy) : x > y;
            result.values[i * result.columns + j] = is_first ? dx : dy;
        }
    }
}

/* 2 Σ x dx */
static void norm(const struct differentiation *at, size_t node) {
    struct dual a = operand(at, node, 0);
    double sum = 0;
    for (size_t i = 0; i < count_of(a.value); i++) {
        sum += 2 * a.value.values[i] * a.tangent.values[i];
    }
    dual_of(at, node).tangent.values[0] = sum;
}

static bool differentiate_range(struct differentiation *at, size_t begin, size_t end);

/* Each summand's values are computed anew before its tangents are. */
static bool run_over(struct differentiation *at, size_t node) {
    const struct expression *expression = at->binding->nodes[node].expression;
    struct matrix result = dual_of(at, node).tangent;
    size_t begin = (size_t)expression->operands[0]->id + 1;
    size_t summand = (size_t)expression->operands[1]->id;
    size_t *turn = &at->evaluation.element[expression->which.number];
    size_t kept = *turn;
    set_zero(result);
    for (size_t k = 1; k <= (size_t)at->binding->nodes[node].constant; k++) {
        binding_compute_summand(at->binding, &at->evaluation, node, k);
        *turn = k;
        if (!differentiate_range(at, begin, summand + 1)) {
            return false;
        }
        binding_put_summand(at->binding, node, result, dual_of(at, summand).tangent, k);
    }
    *turn = kept;
    return true;
}

/* Those without are functions whose own derivatives are not known. */
static const bool has_tangent[FUNCTION_COUNT] = {
    [FUNCTION_ACTIVATION] = true, [FUNCTION_LOG] = true,      [FUNCTION_EXP] = true,
    [FUNCTION_ABS] = true,        [FUNCTION_SIGN] = true,     [FUNCTION_SUM] = true,
    [FUNCTION_SUM_OVER] = true,   [FUNCTION_STACK] = true,    [FUNCTION_BESIDE] = true,
    [FUNCTION_NORM] = true,       [FUNCTION_IDENTITY] = true, [FUNCTION_ROW_SUM] = true,
    [FUNCTION_COLUMN_SUM] = true, [FUNCTION_DIAGONAL] = true, [FUNCTION_UNIT] = true,
    [FUNCTION_ROWS] = true,       [FUNCTION_COLUMNS] = true,  [FUNCTION_MAX] = true,
    [FUNCTION_ROOT] = true,
};

/* What moves or adds up elements does the same to their tangents. */
static void rearrange(enum function function, struct matrix result, struct matrix argument) {
    if (function == FUNCTION_ROW_SUM) {
        matrix_row_sums_into(result, argument);
    } else if (function == FUNCTION_COLUMN_SUM) {
        matrix_column_sums_into(result, argument);
    } else {
        matrix_diagonal_into(result, argument);
    }
}

static bool call(struct differentiation *at, size_t node) {
    struct matrix result = dual_of(at, node).tangent;
    struct matrix argument = operand(at, node, 0).tangent;
    switch (at->binding->nodes[node].expression->function) {
    case FUNCTION_ACTIVATION:
        activate(at, node);
        return true;
    case FUNCTION_LOG:
    case FUNCTION_EXP:
    case FUNCTION_ABS:
    case FUNCTION_SIGN:
    case FUNCTION_ROOT:
        map(at, node);
        return true;
    case FUNCTION_SUM:
        matrix_sum_into(result, argument);
        return true;
    case FUNCTION_SUM_OVER:
    case FUNCTION_STACK:
    case FUNCTION_BESIDE:
        return run_over(at, node);
    case FUNCTION_NORM:
        norm(at, node);
        return true;
    case FUNCTION_ROW_SUM:
    case FUNCTION_COLUMN_SUM:
    case FUNCTION_DIAGONAL:
        rearrange(at->binding->nodes[node].expression->function, result, argument);
        return true;
    case FUNCTION_IDENTITY:
    case FUNCTION_UNIT:
    case FUNCTION_ROWS:
    case FUNCTION_COLUMNS:
        set_zero(result);
        return true;
    case FUNCTION_MAX:
        larger(at, node);
        return true;
    case FUNCTION_DERIVATIVE:
    case FUNCTION_JACOBIAN:
    case FUNCTION_VJP:
    case FUNCTION_PARTIAL:
    case FUNCTION_COUNT:
        break;
    }
    return false;
}

/* ---- the whole ---- */

/* An indicator is constant but for a jump where both sides are the same. */
static void watch_relation(const struct differentiation *at, size_t node) {
    struct dual a = operand(at, node, 0), b = operand(at, node, 1);
    struct matrix result = dual_of(at, node).tangent;
    for (size_t i = 0; i < count_of(result); i++) {
        size_t row = i / result.columns, column = i % result.columns;
        bool moves = matrix_repeated_at(a.tangent, row, column) !=
                     matrix_repeated_at(b.tangent, row, column);
        bool is_there =
            matrix_repeated_at(a.value, row, column) == matrix_repeated_at(b.value, row, column);
        at->tangent->meets_kink = at->tangent->meets_kink || (moves && is_there);
    }
}

static void read_tensor(const struct differentiation *at, size_t node) {
    const struct bound_node *bound = &at->binding->nodes[node];
    struct dual own = dual_of(at, node);
    const double *tangents = at->tangent->state + bound->tensor.offset;
    if (bound->expression->has_element) {
        tangents += binding_element_offset(bound, &at->evaluation);
    }
    if (bound->home == HOME_SCRATCH) {
        memcpy(own.tangent.values, tangents, count_of(own.tangent) * sizeof *tangents);
    }
}

static bool differentiate(struct differentiation *at, size_t node) {
    struct matrix result = dual_of(at, node).tangent;
    switch (at->binding->nodes[node].expression->kind) {
    case EXPRESSION_NUMBER:
    case EXPRESSION_ELEMENT:
        set_zero(result);
        return true;
    case EXPRESSION_TENSOR:
        read_tensor(at, node);
        return true;
    case EXPRESSION_NEGATE:
        matrix_scale_into(result, -1, operand(at, node, 0).tangent);
        return true;
    case EXPRESSION_TRANSPOSE:
        matrix_transpose_into(result, operand(at, node, 0).tangent);
        return true;
    case EXPRESSION_SQUARE: {
        struct dual a = operand(at, node, 0);
        matrix_pair_into(result, MATRIX_MULTIPLY, a.value, a.tangent);
        matrix_scale_into(result, 2, result);
        return true;
    }
    case EXPRESSION_ADD:
    case EXPRESSION_SUBTRACT: {
        bool is_sum = at->binding->nodes[node].expression->kind == EXPRESSION_ADD;
        matrix_pair_into(result, is_sum ? MATRIX_ADD : MATRIX_SUBTRACT,
                         operand(at, node, 0).tangent, operand(at, node, 1).tangent);
        return true;
    }
    case EXPRESSION_HADAMARD:
        pair_elements(at, node, false);
        return true;
    case EXPRESSION_HADAMARD_QUOTIENT:
    case EXPRESSION_QUOTIENT:
        pair_elements(at, node, true);
        return true;
    case EXPRESSION_PRODUCT:
        multiply(at, node);
        return true;
    case EXPRESSION_INDICATOR:
        watch_relation(at, node);
        set_zero(result);
        return true;
    case EXPRESSION_CALL:
        return call(at, node);
    case EXPRESSION_KIND_COUNT:
        break;
    }
    return false;
}

/* What a sum adds up is left to the sum; a folded transpose to the product. */
static bool differentiate_range(struct differentiation *at, size_t begin, size_t end) {
    bool is_known = true;
    for (size_t i = begin; i < end && is_known; i++) {
        size_t sum = at->binding->nodes[i].loop;
        if (sum > 0 && sum < end) {
            i = sum;
            is_known = differentiate(at, sum);
        } else if (!at->binding->nodes[i].is_folded) {
            is_known = differentiate(at, i);
        }
    }
    return is_known;
}

bool tangent_is_known(const struct binding *binding, size_t first, size_t last) {
    for (size_t i = first; i <= last; i++) {
        const struct expression *expression = binding->nodes[i].expression;
        if (expression->kind == EXPRESSION_CALL && !has_tangent[expression->function]) {
            return false;
        }
    }
    return true;
}

size_t tangent_first_node(const struct binding *binding, size_t node) {
    const struct expression *expression = binding->nodes[node].expression;
    while (expression->operand_count > 0) {
        expression = expression->operands[0];
    }
    return (size_t)expression->id;
}

struct matrix tangent_of_node(const struct binding *binding, struct tangent *tangent, size_t node) {
    struct differentiation at = {
        .binding = binding, .evaluation = *tangent->evaluation, .tangent = tangent};
    bool is_known = differentiate_range(&at, tangent_first_node(binding, node), node + 1);
    assert(is_known);
    (void)is_known;
    return dual_of(&at, node).tangent;
}

bool tangent_compute(const struct binding *binding, struct tangent *tangent) {
    assert(!binding->statement->target->has_element);
    struct differentiation at = {
        .binding = binding, .evaluation = *tangent->evaluation, .tangent = tangent};
    if (!differentiate_range(&at, 0, binding->node_count)) {
        return false;
    }
    struct matrix value = dual_of(&at, binding->node_count - 1).tangent;
    memcpy(tangent->state + binding->target.offset, value.values,
           count_of(value) * sizeof *value.values);
    return true;
}
