#include "formula/binding.h"

#include "formula/convention.h"

#include <assert.h>
#include <math.h>
#include <string.h>

struct matrix binding_node_value(const struct binding *binding, const struct evaluation *evaluation,
                                 size_t node) {
    const struct bound_node *bound = &binding->nodes[node];
    double *home = bound->home == HOME_STATE ? evaluation->state : evaluation->scratch;
    return (struct matrix){bound->shape.rows, bound->shape.columns, home + bound->offset};
}

struct matrix binding_value(const struct binding *binding, const struct evaluation *evaluation) {
    return binding_node_value(binding, evaluation, binding->node_count - 1);
}

static struct matrix operand(const struct binding *binding, const struct evaluation *evaluation,
                             const struct bound_node *node, size_t which) {
    return binding_node_value(binding, evaluation, (size_t)node->expression->operands[which]->id);
}

/* From 0. */
static size_t element_number(struct element_index index, const struct evaluation *evaluation) {
    return (index.is_letter ? evaluation->element[index.number] : (size_t)index.number) - 1;
}

/* Within the tensor. */
static size_t element_offset(const struct expression *tensor, const struct tensor_storage *storage,
                             const struct evaluation *evaluation) {
    size_t row = element_number(tensor->row, evaluation);
    size_t column = element_number(tensor->column, evaluation);
    if (tensor->is_vector) {
        assert(row < shape_count(storage->shape));
        return row;
    }
    assert(row < storage->shape.rows && column < storage->shape.columns);
    return row * storage->shape.columns + column;
}

const double *binding_tensor_read(const struct binding *binding,
                                  const struct tensor_storage *tensor,
                                  const struct evaluation *evaluation) {
    bool is_overwritten = evaluation->before != NULL && tensor->offset == binding->target.offset;
    return is_overwritten ? evaluation->before : evaluation->state + tensor->offset;
}

size_t binding_element_offset(const struct bound_node *node, const struct evaluation *evaluation) {
    return element_offset(node->expression, &node->tensor, evaluation);
}

size_t binding_target_offset(const struct binding *binding, const struct evaluation *evaluation) {
    const struct expression *target = binding->statement->target;
    return target->has_element ? element_offset(target, &binding->target, evaluation) : 0;
}

static void compute_tensor(const struct binding *binding, const struct bound_node *node,
                           const struct evaluation *evaluation, struct matrix result) {
    if (node->expression->has_element) {
        size_t offset = element_offset(node->expression, &node->tensor, evaluation);
        result.values[0] = binding_tensor_read(binding, &node->tensor, evaluation)[offset];
    } else if (node->home == HOME_SCRATCH) {
        memcpy(result.values, binding_tensor_read(binding, &node->tensor, evaluation),
               shape_count(node->shape) * sizeof *result.values);
    }
}

/* What a product reads: a folded transpose's own operand, to be read transposed. */
static struct matrix factor_of(const struct binding *binding, const struct evaluation *evaluation,
                               const struct bound_node *node, size_t which,
                               bool *ret_is_transposed) {
    const struct bound_node *factor = &binding->nodes[node->expression->operands[which]->id];
    *ret_is_transposed = factor->is_folded;
    return factor->is_folded ? operand(binding, evaluation, factor, 0)
                             : operand(binding, evaluation, node, which);
}

/* 1 x 1 times anything scales it; everything else is a matrix product. */
static void compute_product(const struct binding *binding, const struct bound_node *node,
                            const struct evaluation *evaluation, struct matrix result) {
    bool is_a_transposed, is_b_transposed;
    struct matrix a = factor_of(binding, evaluation, node, 0, &is_a_transposed);
    struct matrix b = factor_of(binding, evaluation, node, 1, &is_b_transposed);
    bool is_product =
        is_a_transposed || is_b_transposed || (a.rows * a.columns != 1 && b.rows * b.columns != 1);
    size_t slices = binding->nodes[node->expression->operands[1]->id].slices;
    size_t inner = is_a_transposed ? a.rows : a.columns;
    if (slices > 0 && inner == slices) { /* each slice is a row of numbers */
        size_t count = b.rows * b.columns / slices;
        b = (struct matrix){slices, count, b.values};
        result = (struct matrix){is_a_transposed ? a.columns : a.rows, count, result.values};
        is_product = true;
    }
    if (is_product) {
        matrix_multiply_into(result, a, is_a_transposed, b, is_b_transposed);
    } else if (a.rows * a.columns == 1) {
        matrix_scale_into(result, a.values[0], b);
    } else {
        matrix_scale_into(result, b.values[0], a);
    }
}

static double sign(double x) {
    return x > 0 ? 1 : x < 0 ? -1 : 0;
}

static void map_into(struct matrix result, double (*function)(double), struct matrix a) {
    for (size_t i = 0; i < a.rows * a.columns; i++) {
        result.values[i] = function(a.values[i]);
    }
}

/* The functions that act on each element alone. */
static double (*const maps[FUNCTION_COUNT])(double) = {
    [FUNCTION_LOG] = log,   [FUNCTION_EXP] = exp,   [FUNCTION_ABS] = fabs,
    [FUNCTION_SIGN] = sign, [FUNCTION_ROOT] = sqrt,
};

/* Those of one matrix as a whole. */
static void (*const rearrangements[FUNCTION_COUNT])(struct matrix result, struct matrix a) = {
    [FUNCTION_SUM] = matrix_sum_into,
    [FUNCTION_ROW_SUM] = matrix_row_sums_into,
    [FUNCTION_COLUMN_SUM] = matrix_column_sums_into,
    [FUNCTION_DIAGONAL] = matrix_diagonal_into,
    [FUNCTION_NORM] = matrix_norm_into,
};

static void compute_unit(const struct binding *binding, const struct bound_node *node,
                         const struct evaluation *evaluation, struct matrix result) {
    size_t which = (size_t)operand(binding, evaluation, node, 0).values[0] - 1;
    assert(which < result.rows);
    memset(result.values, 0, result.rows * sizeof *result.values);
    result.values[which] = 1;
}

static void compute_max(const struct binding *binding, const struct bound_node *node,
                        const struct evaluation *evaluation, struct matrix result) {
    struct matrix a = operand(binding, evaluation, node, 0);
    struct matrix b = operand(binding, evaluation, node, 1);
    for (size_t i = 0; i < result.rows; i++) {
        for (size_t j = 0; j < result.columns; j++) {
            double x = matrix_repeated_at(a, i, j), y = matrix_repeated_at(b, i, j);
            result.values[i * result.columns + j] = x > y || x != x ? x : y;
        }
    }
}

static void compute_indicator(const struct binding *binding, const struct bound_node *node,
                              const struct evaluation *evaluation, struct matrix result) {
    struct matrix a = operand(binding, evaluation, node, 0);
    struct matrix b = operand(binding, evaluation, node, 1);
    for (size_t i = 0; i < result.rows; i++) {
        for (size_t j = 0; j < result.columns; j++) {
            result.values[i * result.columns + j] =
                expression_holds(node->expression->relation, matrix_repeated_at(a, i, j),
                                 matrix_repeated_at(b, i, j));
        }
    }
}

static void compute_activation(const struct binding *binding, const struct bound_node *node,
                               const struct evaluation *evaluation, struct matrix result) {
    struct matrix z = operand(binding, evaluation, node, 0);
    enum function function = node->expression->function;
    if (function == FUNCTION_ACTIVATION) {
        activation_apply_into(result, node->activation, binding->axis, z);
    } else if (function == FUNCTION_DERIVATIVE) {
        activation_derivative_into(result, node->activation, z);
    } else if (function == FUNCTION_VJP) {
        activation_vjp_into(result, node->activation, binding->axis, z,
                            operand(binding, evaluation, node, 1));
    } else {
        activation_jacobian_into(result, node->activation, z);
    }
}

static void compute_call(const struct binding *binding, const struct bound_node *node,
                         const struct evaluation *evaluation, struct matrix result) {
    struct matrix a = operand(binding, evaluation, node, 0);
    switch (node->expression->function) {
    case FUNCTION_ACTIVATION:
    case FUNCTION_DERIVATIVE:
    case FUNCTION_JACOBIAN:
    case FUNCTION_VJP:
        compute_activation(binding, node, evaluation, result);
        return;
    case FUNCTION_LOG:
    case FUNCTION_EXP:
    case FUNCTION_ABS:
    case FUNCTION_SIGN:
    case FUNCTION_ROOT:
        map_into(result, maps[node->expression->function], a);
        return;
    case FUNCTION_SUM:
    case FUNCTION_ROW_SUM:
    case FUNCTION_COLUMN_SUM:
    case FUNCTION_DIAGONAL:
    case FUNCTION_NORM:
        rearrangements[node->expression->function](result, a);
        return;
    case FUNCTION_IDENTITY:
        matrix_identity_into(result);
        return;
    case FUNCTION_MAX:
        compute_max(binding, node, evaluation, result);
        return;
    case FUNCTION_UNIT:
        compute_unit(binding, node, evaluation, result);
        return;
    case FUNCTION_PARTIAL:
        binding_compute_partial(binding, evaluation, (size_t)(node - binding->nodes));
        return;
    case FUNCTION_ROWS:
    case FUNCTION_COLUMNS:
        result.values[0] = node->constant;
        return;
    case FUNCTION_SUM_OVER: /* compute_range runs the summand again and again */
    case FUNCTION_STACK:
    case FUNCTION_BESIDE:
    case FUNCTION_COUNT:
        return;
    }
    assert(false);
}

static const enum matrix_pairing pairings[EXPRESSION_KIND_COUNT] = {
    [EXPRESSION_ADD] = MATRIX_ADD,           [EXPRESSION_SUBTRACT] = MATRIX_SUBTRACT,
    [EXPRESSION_HADAMARD] = MATRIX_MULTIPLY, [EXPRESSION_HADAMARD_QUOTIENT] = MATRIX_DIVIDE,
    [EXPRESSION_QUOTIENT] = MATRIX_DIVIDE,
};

static void compute_node(const struct binding *binding, const struct bound_node *node,
                         const struct evaluation *evaluation, struct matrix result) {
    const struct expression *expression = node->expression;
    switch (expression->kind) {
    case EXPRESSION_NUMBER:
        result.values[0] = node->constant;
        return;
    case EXPRESSION_ELEMENT:
        result.values[0] = (double)element_number(expression->which, evaluation) + 1;
        return;
    case EXPRESSION_TENSOR:
        compute_tensor(binding, node, evaluation, result);
        return;
    case EXPRESSION_NEGATE:
        matrix_scale_into(result, -1, operand(binding, evaluation, node, 0));
        return;
    case EXPRESSION_TRANSPOSE:
        matrix_transpose_into(result, operand(binding, evaluation, node, 0));
        return;
    case EXPRESSION_SQUARE: {
        struct matrix a = operand(binding, evaluation, node, 0);
        matrix_pair_into(result, MATRIX_MULTIPLY, a, a);
        return;
    }
    case EXPRESSION_ADD:
    case EXPRESSION_SUBTRACT:
    case EXPRESSION_HADAMARD:
    case EXPRESSION_HADAMARD_QUOTIENT:
    case EXPRESSION_QUOTIENT:
        matrix_pair_into(result, pairings[expression->kind], operand(binding, evaluation, node, 0),
                         operand(binding, evaluation, node, 1));
        return;
    case EXPRESSION_PRODUCT:
        compute_product(binding, node, evaluation, result);
        return;
    case EXPRESSION_INDICATOR:
        compute_indicator(binding, node, evaluation, result);
        return;
    case EXPRESSION_CALL:
        compute_call(binding, node, evaluation, result);
        return;
    case EXPRESSION_KIND_COUNT:
        break;
    }
    assert(false);
}

static void compute_range(const struct binding *binding, const struct evaluation *evaluation,
                          size_t begin, size_t end);

void binding_put_summand(const struct binding *binding, size_t node, struct matrix result,
                         struct matrix summand, size_t which) {
    enum function function = binding->nodes[node].expression->function;
    if (function == FUNCTION_SUM_OVER) {
        for (size_t i = 0; i < summand.rows * summand.columns; i++) {
            result.values[i] += summand.values[i];
        }
        return;
    }
    size_t row = function == FUNCTION_STACK ? (which - 1) * summand.rows : 0;
    size_t column = function == FUNCTION_BESIDE ? (which - 1) * summand.columns : 0;
    for (size_t i = 0; i < summand.rows; i++) {
        memcpy(result.values + (row + i) * result.columns + column,
               summand.values + i * summand.columns, summand.columns * sizeof *result.values);
    }
}

/* Adds up the summand's values for 1..n, in order; it keeps the last of them. */
static void compute_summation(const struct binding *binding, const struct evaluation *evaluation,
                              size_t sum, size_t begin) {
    const struct bound_node *node = &binding->nodes[sum];
    size_t summand = (size_t)node->expression->operands[1]->id;
    struct matrix result = binding_node_value(binding, evaluation, sum);
    memset(result.values, 0, shape_count(node->shape) * sizeof *result.values);
    struct evaluation turn = *evaluation;
    for (size_t k = 1; k <= (size_t)node->constant; k++) {
        turn.element[node->expression->which.number] = k;
        compute_range(binding, &turn, begin, summand + 1);
        binding_put_summand(binding, sum, result, binding_node_value(binding, evaluation, summand),
                            k);
    }
}

/* A summand that begins at `begin` is the one of the sum whose turn it is, not entered anew. */
static void compute_range(const struct binding *binding, const struct evaluation *evaluation,
                          size_t begin, size_t end) {
    for (size_t i = begin; i < end; i++) {
        size_t sum = binding->nodes[i].loop;
        if (sum > 0 && sum < end) {
            compute_summation(binding, evaluation, sum, i);
            i = sum;
        } else if (!binding->nodes[i].is_folded) {
            compute_node(binding, &binding->nodes[i], evaluation,
                         binding_node_value(binding, evaluation, i));
            if (binding->nodes[i].convention != CONVENTION_NONE) {
                binding_apply_convention(binding, evaluation, i);
            }
        }
    }
}

void binding_compute(const struct binding *binding, const struct evaluation *evaluation) {
    compute_range(binding, evaluation, 0, binding->node_count);
}

size_t binding_compute_next(const struct binding *binding, const struct evaluation *evaluation,
                            size_t node) {
    size_t sum = binding->nodes[node].loop;
    size_t end = (sum > 0 ? sum : node) + 1;
    compute_range(binding, evaluation, node, end);
    return end;
}

void binding_compute_summand(const struct binding *binding, const struct evaluation *evaluation,
                             size_t sum, size_t which) {
    const struct expression *expression = binding->nodes[sum].expression;
    struct evaluation turn = *evaluation;
    turn.element[expression->which.number] = which;
    size_t begin = (size_t)expression->operands[0]->id + 1;
    compute_range(binding, &turn, begin, (size_t)expression->operands[1]->id + 1);
}

void binding_take_first_element(struct evaluation *evaluation) {
    for (size_t i = 0; i < FORMULA_MOST_INDICES; i++) {
        evaluation->element[i] = 1;
    }
}

bool binding_take_next_element(const struct binding *binding, struct evaluation *evaluation) {
    for (size_t i = FORMULA_MOST_INDICES; i > 0; i--) {
        if (evaluation->element[i - 1] < binding->element_limits[i - 1]) {
            evaluation->element[i - 1]++;
            return true;
        }
        evaluation->element[i - 1] = 1;
    }
    return false;
}

void binding_take_last_element(const struct binding *binding, struct evaluation *evaluation) {
    for (size_t i = 0; i < FORMULA_MOST_INDICES; i++) {
        evaluation->element[i] = binding->element_limits[i];
    }
}

size_t binding_slices(const struct binding *binding, size_t node) {
    const struct bound_node *found = &binding->nodes[node];
    const struct expression *expression = found->expression;
    if (expression->kind != EXPRESSION_CALL || expression->function != FUNCTION_STACK) {
        return found->slices;
    }
    struct shape shape = binding->nodes[expression->operands[1]->id].shape;
    bool is_of_matrices = shape.rows > 1 && shape.columns > 1;
    return is_of_matrices ? (size_t)found->constant : 0;
}

void binding_unfold(const struct binding *binding, const struct evaluation *evaluation) {
    for (size_t i = 0; i < binding->node_count; i++) {
        if (binding->nodes[i].is_folded) {
            compute_node(binding, &binding->nodes[i], evaluation,
                         binding_node_value(binding, evaluation, i));
        }
    }
}

void binding_store(const struct binding *binding, const struct evaluation *evaluation) {
    struct matrix value = binding_value(binding, evaluation);
    size_t offset = binding_target_offset(binding, evaluation);
    memcpy(evaluation->state + binding->target.offset + offset, value.values,
           value.rows * value.columns * sizeof *value.values);
}
