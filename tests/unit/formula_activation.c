#include "formula/activation.h"
#include "test.h"

static const double points[] = {-30, -5, -1, -0.3, 0.2, 1, 2.5, 8};
enum { POINTS = sizeof points / sizeof *points, UNITS = 4, SAMPLES = 3, MOST = UNITS * SAMPLES };

struct known_value {
    enum activation activation;
    double z, value, derivative;
};

/* Computed with 30 digits, away from this code. */
static const struct known_value known[] = {
    {ACTIVATION_SIGMOID, 0, 0.5, 0.25},
    {ACTIVATION_SIGMOID, 1, 0.731058578630004879251, 0.196611933241481852537},
    {ACTIVATION_SIGMOID, -2, 0.119202922022117560105, 0.104993585403506504868},
    {ACTIVATION_TANH, 0, 0, 1},
    {ACTIVATION_TANH, 1, 0.761594155955764888119, 0.419974341614026069394},
    {ACTIVATION_RELU, 3, 3, 1},
    {ACTIVATION_RELU, -3, 0, 0},
    {ACTIVATION_RELU, 0, 0, 0},
    {ACTIVATION_LEAKY_RELU, 3, 3, 1},
    {ACTIVATION_LEAKY_RELU, -3, -0.03, 0.01},
    {ACTIVATION_SOFTPLUS, 0, 0.693147180559945309417, 0.5},
    {ACTIVATION_SOFTPLUS, 1, 1.31326168751822283405, 0.731058578630004879251},
    {ACTIVATION_GELU, 0, 0, 0.5},
    {ACTIVATION_GELU, 1, 0.841344746068542948585, 1.08331547058768632},
    {ACTIVATION_GELU, -1, -0.158655253931457051415, -0.0833154705876863},
    {ACTIVATION_LINEAR, -7, -7, 1},
};

static void test_known_values(void) {
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const struct activation_definition *definition = activation_definition(known[i].activation);
        EXPECT_NEAR(definition->value(known[i].z), known[i].value, 1e-15);
        EXPECT_NEAR(definition->derivative(known[i].z), known[i].derivative, 1e-15);
    }
    /* far down the tail 1 + erf keeps no digits, but it stays as small as they are */
    EXPECT_NEAR(activation_definition(ACTIVATION_GELU)->value(-8), -4.97676845941742e-15, 1e-15);
}

static void test_derivatives(void) {
    for (int i = 0; i < ACTIVATION_COUNT; i++) {
        const struct activation_definition *definition = activation_definition((enum activation)i);
        EXPECT(activation_names[i] != NULL);
        EXPECT(activation_mixes_units((enum activation)i) == (i == ACTIVATION_SOFTMAX));
        for (size_t p = 0; p < POINTS && definition->value != NULL; p++) {
            double h = 1e-5;
            double slope =
                (definition->value(points[p] + h) - definition->value(points[p] - h)) / (2 * h);
            EXPECT_NEAR(definition->derivative(points[p]), slope, 1e-9);
        }
    }
}

static void test_extremes(void) {
    static const double extremes[] = {1000, -1000, 1e308, -1e308, 0};
    double a[2];
    for (int i = 0; i < ACTIVATION_COUNT; i++) {
        const struct activation_definition *definition = activation_definition((enum activation)i);
        for (size_t p = 0; p < sizeof extremes / sizeof *extremes; p++) {
            double z[] = {extremes[p], -extremes[p]};
            activation_apply_into((struct matrix){2, 1, a}, (enum activation)i, SAMPLES_AS_COLUMNS,
                                  (struct matrix){2, 1, z});
            EXPECT(matrix_is_finite((struct matrix){2, 1, a}));
            EXPECT(definition->value == NULL || isfinite(definition->derivative(z[0])));
        }
    }
    EXPECT_NEAR(activation_definition(ACTIVATION_SIGMOID)->value(1000), 1, 0);
    EXPECT_NEAR(activation_definition(ACTIVATION_SIGMOID)->value(-1000), 0, 0);
    EXPECT_NEAR(activation_definition(ACTIVATION_SOFTPLUS)->value(1000), 1000, 0);
}

static void fill(double *values, size_t count, double start) {
    for (size_t i = 0; i < count; i++) {
        values[i] = sin(start + 1.7 * (double)i) * 2;
    }
}

static void test_softmax(void) {
    double z[MOST], turned[MOST], a[MOST], b[MOST], back[MOST];
    fill(z, MOST, 0.4);
    struct matrix columns = {UNITS, SAMPLES, z}, rows = {SAMPLES, UNITS, turned};
    matrix_transpose_into(rows, columns);
    activation_apply_into((struct matrix){UNITS, SAMPLES, a}, ACTIVATION_SOFTMAX,
                          SAMPLES_AS_COLUMNS, columns);
    activation_apply_into((struct matrix){SAMPLES, UNITS, b}, ACTIVATION_SOFTMAX, SAMPLES_AS_ROWS,
                          rows);
    matrix_transpose_into((struct matrix){UNITS, SAMPLES, back},
                          (struct matrix){SAMPLES, UNITS, b});
    EXPECT(memcmp(a, back, sizeof a) == 0);
    for (size_t s = 0; s < SAMPLES; s++) {
        double sum = 0, exponentials = 0;
        for (size_t i = 0; i < UNITS; i++) {
            sum += a[i * SAMPLES + s];
            exponentials += exp(z[i * SAMPLES + s]);
        }
        EXPECT_NEAR(sum, 1, 1e-15);
        EXPECT_NEAR(a[s], exp(z[s]) / exponentials, 1e-15);
    }
}

/* Row i, column j: how a_i changes with z_j. */
static void test_jacobian(void) {
    for (int i = 0; i < ACTIVATION_COUNT; i++) {
        enum activation activation = (enum activation)i;
        double z[UNITS], up[UNITS], down[UNITS], jacobian[UNITS * UNITS], as_row[UNITS * UNITS];
        fill(z, UNITS, 0.3 + i);
        activation_jacobian_into((struct matrix){UNITS, UNITS, jacobian}, activation,
                                 (struct matrix){UNITS, 1, z});
        activation_jacobian_into((struct matrix){UNITS, UNITS, as_row}, activation,
                                 (struct matrix){1, UNITS, z});
        EXPECT(memcmp(jacobian, as_row, sizeof jacobian) == 0);
        for (size_t j = 0; j < UNITS; j++) {
            double h = 1e-5, kept = z[j];
            z[j] = kept + h;
            activation_apply_into((struct matrix){UNITS, 1, up}, activation, SAMPLES_AS_COLUMNS,
                                  (struct matrix){UNITS, 1, z});
            z[j] = kept - h;
            activation_apply_into((struct matrix){UNITS, 1, down}, activation, SAMPLES_AS_COLUMNS,
                                  (struct matrix){UNITS, 1, z});
            z[j] = kept;
            for (size_t k = 0; k < UNITS; k++) {
                EXPECT_NEAR(jacobian[k * UNITS + j], (up[k] - down[k]) / (2 * h), 1e-9);
            }
        }
    }
}

/* J(z)^T g of every sample, against the Jacobian of each. */
static void expect_vjp(enum activation activation, enum sample_axis axis) {
    double z[MOST], g[MOST], result[MOST], jacobian[UNITS * UNITS], one[UNITS];
    fill(z, MOST, 0.1 + (double)activation);
    fill(g, MOST, 2.2);
    bool are_columns = axis == SAMPLES_AS_COLUMNS;
    size_t rows = are_columns ? UNITS : SAMPLES, columns = are_columns ? SAMPLES : UNITS;
    size_t step = are_columns ? SAMPLES : 1, next = are_columns ? 1 : UNITS;
    activation_vjp_into((struct matrix){rows, columns, result}, activation, axis,
                        (struct matrix){rows, columns, z}, (struct matrix){rows, columns, g});
    for (size_t s = 0; s < SAMPLES; s++) {
        for (size_t i = 0; i < UNITS; i++) {
            one[i] = z[s * next + i * step];
        }
        activation_jacobian_into((struct matrix){UNITS, UNITS, jacobian}, activation,
                                 (struct matrix){UNITS, 1, one});
        for (size_t j = 0; j < UNITS; j++) {
            double sum = 0;
            for (size_t i = 0; i < UNITS; i++) {
                sum += jacobian[i * UNITS + j] * g[s * next + i * step];
            }
            EXPECT_NEAR(result[s * next + j * step], sum, 1e-14);
        }
    }
}

static void test_vjp(void) {
    for (int i = 0; i < ACTIVATION_COUNT; i++) {
        expect_vjp((enum activation)i, SAMPLES_AS_COLUMNS);
        expect_vjp((enum activation)i, SAMPLES_AS_ROWS);
    }
}

/* The derivative kernel is the table's function, element by element. */
static void test_kernels(void) {
    double z[MOST], result[MOST];
    fill(z, MOST, 1);
    for (int i = 0; i < ACTIVATION_SOFTMAX; i++) {
        const struct activation_definition *definition = activation_definition((enum activation)i);
        activation_derivative_into((struct matrix){UNITS, SAMPLES, result}, (enum activation)i,
                                   (struct matrix){UNITS, SAMPLES, z});
        for (size_t k = 0; k < MOST; k++) {
            EXPECT_NEAR(result[k], definition->derivative(z[k]), 0);
        }
    }
}

int main(void) {
    static const struct test tests[] = {
        {"known values", test_known_values},
        {"derivatives against differences", test_derivatives},
        {"extremes stay finite", test_extremes},
        {"softmax by columns and by rows", test_softmax},
        {"jacobian against differences", test_jacobian},
        {"vjp against the jacobian", test_vjp},
        {"kernels against the table", test_kernels},
    };
    return test_run(tests, TEST_COUNT(tests));
}
