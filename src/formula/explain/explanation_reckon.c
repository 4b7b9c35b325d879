/* The arithmetic of an explanation once more, with other numbers. */
#include "formula/explain/explanation.h"

#include "formula/convention.h"

#include <math.h>
#include <stdlib.h>

struct reckoner {
    struct arena *arena;
    const struct binding *binding;
    const struct explanation *explanation;
    const double *factors;
};

static const struct bound_node *node_of(const struct reckoner *reckoner) {
    return &reckoner->binding->nodes[reckoner->explanation->result.node];
}

static double reckon_sum(const struct reckoner *reckoner) {
    const double *next = reckoner->factors;
    double sum = 0;
    for (size_t i = 0; i < reckoner->explanation->term_count; i++) {
        const struct explanation_term *term = &reckoner->explanation->terms[i];
        double value = next[0];
        if (term->factor_count == 2) {
            value = term->is_quotient ? next[0] / next[1] : next[0] * next[1];
        }
        /* also where only the digits ask for a convention: 0 · log(0.000) */
        bool is_zero =
            term->is_zero_by_position || term->convention != CONVENTION_NONE ||
            (term->factor_count == 2 && convention_holds(node_of(reckoner), next[0], next[1]));
        sum += is_zero ? 0 : term->sign * value;
        next += term->factor_count;
    }
    return sum;
}

/* The units of one sample as a column; the factors are those of z, and then, where is_pair, as many
 * of g. */
static struct matrix column_of(const struct reckoner *reckoner, bool is_second, bool is_pair) {
    size_t units = reckoner->explanation->term_count / (is_pair ? 2 : 1);
    struct matrix column = {units, 1, ARENA_ARRAY(reckoner->arena, double, units)};
    for (size_t i = 0; i < units; i++) {
        column.values[i] = reckoner->factors[i + (is_second ? units : 0)];
    }
    return column;
}

static double reckon_activation(const struct reckoner *reckoner) {
    const struct node_element *result = &reckoner->explanation->result;
    const struct bound_node *node = node_of(reckoner);
    enum function function = node->expression->function;
    struct matrix z = column_of(reckoner, false, function == FUNCTION_VJP);
    struct matrix value = {z.rows, 1, ARENA_ARRAY(reckoner->arena, double, z.rows)};
    size_t unit =
        sample_axis_turn(reckoner->binding->axis, (struct shape){result->row, result->column}).rows;
    if (function == FUNCTION_VJP) {
        activation_vjp_into(value, node->activation, SAMPLES_AS_COLUMNS, z,
                            column_of(reckoner, true, true));
    } else if (function == FUNCTION_DERIVATIVE) {
        activation_derivative_into(value, node->activation, z);
    } else {
        activation_apply_into(value, node->activation, SAMPLES_AS_COLUMNS, z);
    }
    return value.values[activation_mixes_units(node->activation) ? unit : 0];
}

static double reckon_jacobian(const struct reckoner *reckoner) {
    const struct node_element *result = &reckoner->explanation->result;
    const struct bound_node *node = node_of(reckoner);
    struct matrix z = column_of(reckoner, false, false);
    struct matrix whole = {z.rows, z.rows, ARENA_ARRAY(reckoner->arena, double, z.rows *z.rows)};
    activation_jacobian_into(whole, node->activation, z);
    bool mixes = activation_mixes_units(node->activation);
    bool is_zero = reckoner->explanation->terms[0].is_zero_by_position;
    return mixes ? matrix_at(whole, result->row, result->column) : is_zero ? 0 : whole.values[0];
}

static double sign_of(double x) {
    return (x > 0) - (x < 0);
}

/* Of one number. */
static double (*const functions[FUNCTION_COUNT])(double) = {[FUNCTION_LOG] = log,
                                                            [FUNCTION_EXP] = exp,
                                                            [FUNCTION_ABS] = fabs,
                                                            [FUNCTION_SIGN] = sign_of,
                                                            [FUNCTION_ROOT] = sqrt};

static double reckon_function(const struct reckoner *reckoner) {
    const struct expression *expression = node_of(reckoner)->expression;
    enum function function = expression->function;
    const double *factors = reckoner->factors;
    if (expression->kind == EXPRESSION_INDICATOR) {
        return expression_holds(expression->relation, factors[0], factors[1]);
    }
    if (function == FUNCTION_ACTIVATION || function == FUNCTION_DERIVATIVE ||
        function == FUNCTION_VJP) {
        return reckon_activation(reckoner);
    }
    if (function == FUNCTION_JACOBIAN) {
        return reckon_jacobian(reckoner);
    }
    if (function == FUNCTION_MAX) {
        return fmax(factors[0], factors[1]);
    }
    return functions[function] != NULL ? functions[function](factors[0]) : (double)NAN;
}

double explanation_reckon(struct arena *arena, const struct binding *binding,
                          const struct explanation *explanation, const double *factors) {
    const struct reckoner reckoner = {arena, binding, explanation, factors};
    return explanation->kind == EXPLANATION_SUM        ? reckon_sum(&reckoner)
           : explanation->kind == EXPLANATION_FUNCTION ? reckon_function(&reckoner)
                                                       : explanation->result.value;
}
