#ifndef BACKSTEP_FORMULA_ACTIVATION_H
#define BACKSTEP_FORMULA_ACTIVATION_H

/* The activation functions: one table row each. All but softmax act on each element alone;
 * softmax acts on all units of one sample together. */

#include "formula/matrix.h"
#include "formula/sample_axis.h"

#include <stdbool.h>

enum activation {
    ACTIVATION_SIGMOID,
    ACTIVATION_TANH,
    ACTIVATION_RELU,
    ACTIVATION_LEAKY_RELU,
    ACTIVATION_SOFTPLUS,
    ACTIVATION_GELU,
    ACTIVATION_LINEAR,
    ACTIVATION_SOFTMAX,
    ACTIVATION_COUNT
};

/* Marks of how an activation is reckoned: z, z as a factor, e^z and e^{−z}. */
enum activation_mark {
    ACTIVATION_NUMBER = '@',
    ACTIVATION_FACTOR = '$',
    ACTIVATION_POWER = '#',
    ACTIVATION_POWER_OF_NEGATED = '~'
};

struct activation_definition {
    const char *tex;  /* the function's symbol: "\\sigma" */
    const char *text; /* the same in Unicode: "σ" */
    /* f and f' of one element; NULL for softmax, which has neither. */
    double (*value)(double z);
    double (*derivative)(double z);
    /* f' of count elements from what f gave for them, the same bits as derivative(z); NULL where f'
     * is not reckoned from f. The blocks do not overlap. */
    void (*slopes)(double *restrict result, const double *restrict a, size_t count);
    bool has_kink;        /* at z = 0: the slopes from the left and from the right differ */
    const char *reckoned; /* f(z) with marks: "1 / (1 + ~)"; NULL: the name says as much */
};

/* Its row in the table of activations; static. */
const struct activation_definition *activation_definition(enum activation activation);

/* As lessons write them: "leaky_relu". */
extern const char *const activation_names[ACTIVATION_COUNT];

/* True when the function mixes the units of a sample (softmax). */
bool activation_mixes_units(enum activation activation);

/* result = f(z), every sample. */
void activation_apply_into(struct matrix result, enum activation activation, enum sample_axis axis,
                           struct matrix z);

/* result = f'(z), element by element; not for softmax. */
void activation_derivative_into(struct matrix result, enum activation activation, struct matrix z);

/* result(i, j) = ∂a_i/∂z_j of one sample z with n units (n x n): diag(f'(z)), or for softmax
 * diag(a) - a a^T. */
void activation_jacobian_into(struct matrix result, enum activation activation, struct matrix z);

/* result = J(z)^T g for every sample, without forming J: f'(z) .* g, or for softmax
 * a .* (g - <a, g>). */
void activation_vjp_into(struct matrix result, enum activation activation, enum sample_axis axis,
                         struct matrix z, struct matrix g);

#endif
