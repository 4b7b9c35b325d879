#include "formula/activation.h"

#include <assert.h>
#include <math.h>

static const double sqrt_half = 0.70710678118654752440;        /* 1 / √2 */
static const double inverse_sqrt_2pi = 0.39894228040143267794; /* 1 / √(2π) */
static const double leaky_slope = 0.01;

/* exp never overflows: its argument is never positive */
static double sigmoid(double z) {
    if (z >= 0) {
        return 1 / (1 + exp(-z));
    }
    double e = exp(z);
    return e / (1 + e);
}

static void sigmoid_slopes(double *restrict result, const double *restrict a, size_t count) {
    for (size_t i = 0; i < count; i++) {
        result[i] = a[i] * (1 - a[i]);
    }
}

static double sigmoid_derivative(double z) {
    double a = sigmoid(z), slope;
    sigmoid_slopes(&slope, &a, 1);
    return slope;
}

static void tanh_slopes(double *restrict result, const double *restrict a, size_t count) {
    for (size_t i = 0; i < count; i++) {
        result[i] = 1 - a[i] * a[i];
    }
}

static double tanh_derivative(double z) {
    double a = tanh(z), slope;
    tanh_slopes(&slope, &a, 1);
    return slope;
}

static double relu(double z) {
    return z > 0 ? z : 0;
}

/* The derivative at 0, where there is none, is taken as 0. */
static double relu_derivative(double z) {
    return z > 0 ? 1 : 0;
}

static double leaky_relu(double z) {
    return z > 0 ? z : leaky_slope * z;
}

static double leaky_relu_derivative(double z) {
    return z > 0 ? 1 : leaky_slope;
}

/* log(1 + e^z), written so that e^z never overflows */
static double softplus(double z) {
    return (z > 0 ? z : 0) + log1p(exp(-fabs(z)));
}

/* Φ(z), in the form that frameworks compute, so that their numbers compare digit by digit: far
 * below 0 it is off by up to 1e-17, where erfc would keep its leading digits. */
static double normal_distribution(double z) {
    return 0.5 * (1 + erf(z * sqrt_half));
}

/* z Φ(z), Φ the normal distribution */
static double gelu(double z) {
    return z * normal_distribution(z);
}

/* Φ(z) + z φ(z) */
static double gelu_derivative(double z) {
    return normal_distribution(z) + z * (inverse_sqrt_2pi * exp(-0.5 * z * z));
}

static double linear(double z) {
    return z;
}

static double linear_derivative(double z) {
    (void)z;
    return 1;
}

#define NAME(tex_name) "\\operatorname{" tex_name "}"

static const struct activation_definition definitions[] = {
    [ACTIVATION_SIGMOID] = {"\\sigma", "σ", sigmoid, sigmoid_derivative, sigmoid_slopes, false,
                            "1 / (1 + ~)"},
    [ACTIVATION_TANH] = {"\\tanh", "tanh", tanh, tanh_derivative, tanh_slopes, false,
                         "(# − ~) / (# + ~)"},
    [ACTIVATION_RELU] = {NAME("ReLU"), "ReLU", relu, relu_derivative, NULL, true, "max(0, @)"},
    [ACTIVATION_LEAKY_RELU] = {NAME("LReLU"), "LReLU", leaky_relu, leaky_relu_derivative, NULL,
                               true, "max(0.01 · $, @)"},
    [ACTIVATION_SOFTPLUS] = {NAME("softplus"), "softplus", softplus, sigmoid, NULL, false,
                             "log(1 + #)"},
    [ACTIVATION_GELU] = {NAME("GELU"), "GELU", gelu, gelu_derivative, NULL, false, NULL},
    [ACTIVATION_LINEAR] = {NAME("id"), "id", linear, linear_derivative, NULL, false, NULL},
    [ACTIVATION_SOFTMAX] = {NAME("softmax"), "softmax", NULL, NULL, NULL, false, NULL},
};
static_assert(sizeof definitions / sizeof *definitions == ACTIVATION_COUNT,
              "one row an activation");

const char *const activation_names[ACTIVATION_COUNT] = {
    [ACTIVATION_SIGMOID] = "sigmoid",   [ACTIVATION_TANH] = "tanh",
    [ACTIVATION_RELU] = "relu",         [ACTIVATION_LEAKY_RELU] = "leaky_relu",
    [ACTIVATION_SOFTPLUS] = "softplus", [ACTIVATION_GELU] = "gelu",
    [ACTIVATION_LINEAR] = "linear",     [ACTIVATION_SOFTMAX] = "softmax",
};

const struct activation_definition *activation_definition(enum activation activation) {
    return &definitions[activation];
}

bool activation_mixes_units(enum activation activation) {
    return definitions[activation].value == NULL;
}

/* The units of one sample: first value, how far to the next, how many; and how far it is from
 * one sample to the next. */
struct samples {
    size_t count, to_next_sample;
    size_t units, to_next_unit;
};

static struct samples samples_of(struct matrix z, enum sample_axis axis) {
    if (sample_axis_has_units_down(axis)) {
        return (struct samples){z.columns, 1, z.rows, z.columns};
    }
    return (struct samples){z.rows, z.columns, z.columns, 1};
}

/* a_i = e^(z_i - max) / Σ_k e^(z_k - max): the largest exponent is 0, so nothing overflows. */
static void softmax_into(double *a, const double *z, size_t units, size_t step) {
    double most = z[0];
    for (size_t i = 1; i < units; i++) {
        most = z[i * step] > most ? z[i * step] : most;
    }
    double sum = 0;
    for (size_t i = 0; i < units; i++) {
        a[i * step] = exp(z[i * step] - most);
        sum += a[i * step];
    }
    for (size_t i = 0; i < units; i++) {
        a[i * step] /= sum;
    }
}

void activation_apply_into(struct matrix result, enum activation activation, enum sample_axis axis,
                           struct matrix z) {
    assert(result.rows == z.rows && result.columns == z.columns);
    if (activation_mixes_units(activation)) {
        struct samples samples = samples_of(z, axis);
        for (size_t s = 0; s < samples.count; s++) {
            size_t first = s * samples.to_next_sample;
            softmax_into(result.values + first, z.values + first, samples.units,
                         samples.to_next_unit);
        }
        return;
    }
    double (*value)(double) = definitions[activation].value;
    for (size_t i = 0; i < z.rows * z.columns; i++) {
        result.values[i] = value(z.values[i]);
    }
}

void activation_derivative_into(struct matrix result, enum activation activation, struct matrix z) {
    assert(result.rows == z.rows && result.columns == z.columns);
    assert(!activation_mixes_units(activation));
    double (*derivative)(double) = definitions[activation].derivative;
    for (size_t i = 0; i < z.rows * z.columns; i++) {
        result.values[i] = derivative(z.values[i]);
    }
}

void activation_jacobian_into(struct matrix result, enum activation activation, struct matrix z) {
    size_t n = z.rows * z.columns;
    assert((z.rows == 1 || z.columns == 1) && result.rows == n && result.columns == n);
    bool mixes = activation_mixes_units(activation);
    double *last_row = result.values + (n - 1) * n; /* holds softmax until it is overwritten */
    if (mixes) {
        softmax_into(last_row, z.values, n, 1);
    }
    for (size_t i = 0; i < n; i++) {
        double a_i = mixes ? last_row[i] : 0;
        for (size_t j = 0; j < n; j++) {
            double on_diagonal = i != j  ? 0
                                 : mixes ? a_i
                                         : definitions[activation].derivative(z.values[i]);
            result.values[i * n + j] = mixes ? on_diagonal - a_i * last_row[j] : on_diagonal;
        }
    }
}

/* a becomes a .* (g - <a, g>), for one sample. */
static void softmax_vjp_into(double *a, const double *g, size_t units, size_t step) {
    double inner = 0;
    for (size_t i = 0; i < units; i++) {
        inner += a[i * step] * g[i * step];
    }
    for (size_t i = 0; i < units; i++) {
        a[i * step] *= g[i * step] - inner;
    }
}

void activation_vjp_into(struct matrix result, enum activation activation, enum sample_axis axis,
                         struct matrix z, struct matrix g) {
    assert(result.rows == z.rows && result.columns == z.columns);
    assert(g.rows == z.rows && g.columns == z.columns);
    if (!activation_mixes_units(activation)) {
        activation_derivative_into(result, activation, z);
        for (size_t i = 0; i < z.rows * z.columns; i++) {
            result.values[i] *= g.values[i];
        }
        return;
    }
    activation_apply_into(result, activation, axis, z);
    struct samples samples = samples_of(z, axis);
    for (size_t s = 0; s < samples.count; s++) {
        size_t first = s * samples.to_next_sample;
        softmax_vjp_into(result.values + first, g.values + first, samples.units,
                         samples.to_next_unit);
    }
}
