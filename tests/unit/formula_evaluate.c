#include "formula_fixture.h"
#include "test.h"

#include <stdlib.h>

struct run {
    struct fixture fixture;
    struct binding binding;
    struct evaluation evaluation;
};

/* Note "four", columns, one layer of two units over two, two samples; sizes and numbers are those
 * of the note's primers. */
static void begin(struct run *run, enum activation activation) {
    run->fixture = (struct fixture){
        .arena = arena_create(),
        .notation = FIXTURE_FOUR,
        .last_layer = 1,
        .units = {2, 2},
        .samples = 2,
        .activations = {ACTIVATION_LINEAR, activation},
    };
    fixture_begin(&run->fixture);
}

static void set(struct run *run, const char *name, int layer, const double *values) {
    struct matrix tensor = fixture_tensor(&run->fixture, name, layer);
    memcpy(tensor.values, values, tensor.rows * tensor.columns * sizeof *values);
}

/* Binds and computes; the value, or an empty matrix with a failed expectation. */
static struct matrix compute(struct run *run, const char *source) {
    struct formula_error error = {0};
    struct arena *arena = run->fixture.arena;
    const struct statement *statement =
        statement_parse(arena, source, strlen(source), &run->fixture.table, &error);
    if (statement == NULL ||
        !statement_bind(arena, statement, &run->fixture.scope, &run->binding, &error)) {
        EXPECT_STRING(error.message, source);
        return (struct matrix){0};
    }
    run->evaluation.state = run->fixture.state;
    run->evaluation.scratch = ARENA_ARRAY(arena, double, run->binding.scratch_count);
    binding_compute(&run->binding, &run->evaluation);
    binding_unfold(&run->binding, &run->evaluation);
    return binding_value(&run->binding, &run->evaluation);
}

static void expect_value(struct run *run, const char *source, size_t count,
                         const double *expected) {
    struct matrix value = compute(run, source);
    EXPECT_INT(value.rows * value.columns, count);
    for (size_t i = 0; i < count && i < value.rows * value.columns; i++) {
        if (!(fabs(value.values[i] - expected[i]) <= 1e-15 * fabs(expected[i]))) {
            printf("# %s, value %zu:\n", source, i);
            EXPECT_NEAR(value.values[i], expected[i], 1e-15);
        }
    }
}

#define EXPECT_VALUE(run, source, ...)                                                             \
    expect_value(run, source, sizeof((double[]){__VA_ARGS__}) / sizeof(double),                    \
                 (double[]){__VA_ARGS__})

static void test_primers(void) {
    struct run run = {0};
    begin(&run, ACTIVATION_LINEAR);
    set(&run, "w", 1, (double[]){1, 2, 3, 4});
    set(&run, "A", 0, (double[]){-1, -2, -3, -4});
    EXPECT_VALUE(&run, "Z[l] = w[l] * A[l-1]", -7, -10, -15, -22);
    EXPECT_VALUE(&run, "Z[l] = w[l] .* A[l-1]", -1, -4, -9, -16);
    EXPECT_VALUE(&run, "Z[l] = w[l] * -w[l]", -7, -10, -15, -22);
    EXPECT_VALUE(&run, "Z[l] = w[l] .* (-w[l])", -1, -4, -9, -16);
    arena_destroy(run.fixture.arena);
}

static void test_operators(void) {
    struct run run = {0};
    begin(&run, ACTIVATION_LINEAR);
    set(&run, "w", 1, (double[]){1, 2, 3, 4});
    set(&run, "A", 1, (double[]){5, 6, 7, 8});
    set(&run, "b", 1, (double[]){10, 20});
    set(&run, "m", -1, (double[]){2});
    EXPECT_VALUE(&run, "C = 2 - 3 - 4", -5);
    EXPECT_VALUE(&run, "C = 2 / 4 / 4", 0.125);
    EXPECT_VALUE(&run, "C = -3^2", -9);
    EXPECT_VALUE(&run, "C = (-3)^2", 9);
    EXPECT_VALUE(&run, "C = 2 * 3 + 4 * 5", 26);
    EXPECT_VALUE(&run, "w[l] = -w[l]", -1, -2, -3, -4);
    EXPECT_VALUE(&run, "w[l] = w[l]^T", 1, 3, 2, 4);
    EXPECT_VALUE(&run, "w[l] = w[l]^2", 1, 4, 9, 16);
    EXPECT_VALUE(&run, "Z[l] = w[l] + A[l]", 6, 8, 10, 12);
    EXPECT_VALUE(&run, "Z[l] = w[l] - A[l]", -4, -4, -4, -4);
    EXPECT_VALUE(&run, "Z[l] = w[l] * A[l]", 19, 22, 43, 50);
    EXPECT_VALUE(&run, "Z[l] = w[l] .* A[l]", 5, 12, 21, 32);
    EXPECT_VALUE(&run, "Z[l] = A[l] ./ w[l]", 5, 3, 7.0 / 3, 2);
    EXPECT_VALUE(&run, "Z[l] = w[l] + b[l]", 11, 12, 23, 24);
    EXPECT_VALUE(&run, "Z[l] = b[l]^T - w[l]", 9, 18, 7, 16);
    EXPECT_VALUE(&run, "Z[l] = 1 - w[l]", 0, -1, -2, -3);
    EXPECT_VALUE(&run, "Z[l] = 2 * w[l]", 2, 4, 6, 8);
    EXPECT_VALUE(&run, "Z[l] = w[l] * 2", 2, 4, 6, 8);
    EXPECT_VALUE(&run, "Z[l] = w[l] / m", 0.5, 1, 1.5, 2);
    EXPECT_VALUE(&run, "C = b[l]^T * b[l]", 500);
    EXPECT_VALUE(&run, "C = sum(k, 3, k * k)", 14);
    EXPECT_VALUE(&run, "C = add(k, 3, k * k)", 14);
    EXPECT_VALUE(&run, "b[l] = column(k, 2, k * 5)", 5, 10);
    EXPECT_VALUE(&run, "b[l] = row(k, 2, k * 5)^T", 5, 10);
    EXPECT_VALUE(&run, "w[l] = column(i, 2, row(j, 2, 10 * i + j))", 11, 12, 21, 22);
    EXPECT_VALUE(&run, "w[l] = row(j, 2, column(i, 2, 10 * i + j))", 11, 12, 21, 22);
    EXPECT_VALUE(&run, "w[l] = column(i, 2, unit(i, 2)^T * w[l])", 1, 2, 3, 4);
    EXPECT_VALUE(&run, "w[l] = row(j, 2, w[l] * unit(j, 2))", 1, 2, 3, 4);
    EXPECT_VALUE(&run, "w[l] = identity(2) + identity(rows(w[l]))", 2, 0, 0, 2);
    EXPECT_VALUE(&run, "C = norm2(w[l])", 30);
    EXPECT_VALUE(&run, "C = sum(k, 2, sum(row(j, 2, k * w[l](k,j))))", 17);
    EXPECT_VALUE(&run, "C = 1 + 2 * sum(k, rows(b[l]), b[l](k,1)) - 3", 58);
    EXPECT_VALUE(&run, "C = sum(i, 2, i * sum(k, 2, w[l](i,k) * A[l](k,1)))", 105);
    EXPECT_VALUE(&run, "C = sum(k, 2, w[l](1,k)) + sum(k, 2, w[l](2,k))", 10);
    EXPECT_VALUE(&run, "w[l] = sum(k, 2, b[l](k,1) * (unit(k, 2) * unit(k, 2)^T))", 10, 0, 0, 20);
    run.evaluation.element[0] = 2;
    run.evaluation.element[1] = 1;
    EXPECT_VALUE(&run, "Z[l](i,j) = sum(k, 2, w[l](i,k) * A[l](k,j))", 43);
    EXPECT_VALUE(&run, "w[l] = b[l] * b[l]^T", 100, 200, 200, 400);
    arena_destroy(run.fixture.arena);
}

static void test_functions(void) {
    struct run run = {0};
    begin(&run, ACTIVATION_SIGMOID);
    set(&run, "Z", 1, (double[]){0, 1, -1, 1000});
    set(&run, "A", 1, (double[]){1, -2, 0, 4});
    const double s = 0.731058578630004879251, d = 0.196611933241481852537;
    EXPECT_VALUE(&run, "A[l] = f(Z[l])", 0.5, s, 0.268941421369995120749, 1);
    EXPECT_VALUE(&run, "A[l] = f'(Z[l])", 0.25, d, d, 0);
    EXPECT_VALUE(&run, "A[l] = vjp(Z[l], A[l])", 0.25, -2 * d, 0, 0);
    EXPECT_VALUE(&run, "A[l] = log(abs(A[l]) + 1)", 0.693147180559945309417, 1.09861228866810969140,
                 0, 1.60943791243410037460);
    EXPECT_VALUE(&run, "A[l] = exp(A[l])", 2.71828182845904523536, 0.135335283236612691894, 1,
                 54.5981500331442390781);
    EXPECT_VALUE(&run, "A[l] = abs(A[l])", 1, 2, 0, 4);
    EXPECT_VALUE(&run, "A[l] = sign(A[l])", 1, -1, 0, 1);
    EXPECT_VALUE(&run, "A[l] = sqrt(abs(A[l]))", 1, 1.41421356237309504880, 0, 2);
    EXPECT_VALUE(&run, "C = sum(A[l])", 3);
    EXPECT_VALUE(&run, "b[l] = rowsum(A[l])", -1, 4);
    EXPECT_VALUE(&run, "b[l] = colsum(A[l])^T", 1, 2);
    EXPECT_VALUE(&run, "w[l] = diag(rowsum(A[l]))", -1, 0, 0, 4);
    EXPECT_VALUE(&run, "w[l] = diag(colsum(A[l]))", 1, 0, 0, 2);
    EXPECT_VALUE(&run, "b[l] = unit(2, 2)", 0, 1);
    EXPECT_VALUE(&run, "C = rows(w[l]) + 10 * cols(unit(1, 5)) + 100 * rows(unit(1, 5))", 512);
    EXPECT(!matrix_is_finite(compute(&run, "A[l] = log(A[l])")));
    arena_destroy(run.fixture.arena);
}

static void test_softmax(void) {
    for (size_t turned = 0; turned < 2; turned++) {
        struct run run = {0};
        begin(&run, ACTIVATION_SOFTMAX);
        run.fixture.scope.axis = turned ? SAMPLES_AS_ROWS : SAMPLES_AS_COLUMNS;
        set(&run, "Z", 1, (double[]){0, 1000, 0, 1000});
        turned ? EXPECT_VALUE(&run, "A[l] = f(Z[l])", 0, 1, 0, 1)
               : EXPECT_VALUE(&run, "A[l] = f(Z[l])", 0.5, 0.5, 0.5, 0.5);
        set(&run, "gA", 1, (double[]){1, 0, 0, 0});
        turned ? EXPECT_VALUE(&run, "A[l] = vjp(Z[l], gA[l])", 0, 0, 0, 0)
               : EXPECT_VALUE(&run, "A[l] = vjp(Z[l], gA[l])", 0.25, 0, -0.25, 0);
        arena_destroy(run.fixture.arena);
    }
}

static void test_jacobian(void) {
    struct run run = {.fixture = {.notation = FIXTURE_FOUR,
                                  .last_layer = 1,
                                  .units = {1, 2},
                                  .samples = 1,
                                  .activations = {ACTIVATION_LINEAR, ACTIVATION_SOFTMAX}}};
    run.fixture.arena = arena_create();
    fixture_begin(&run.fixture);
    set(&run, "Z", 1, (double[]){3, 3});
    set(&run, "gA", 1, (double[]){1, 0});
    EXPECT_VALUE(&run, "dZ[l] = jacobian(Z[l])^T * gA[l]", 0.25, -0.25);
    run.fixture.activations[1] = ACTIVATION_TANH;
    set(&run, "Z", 1, (double[]){0, 0});
    EXPECT_VALUE(&run, "dZ[l] = jacobian(Z[l]) * gA[l]", 1, 0);
    arena_destroy(run.fixture.arena);
}

/* W = W - eta dW: the new value is not stored by computing, and the old one outlives storing. */
static void test_overwritten_target(void) {
    struct run run = {0};
    begin(&run, ACTIVATION_LINEAR);
    set(&run, "w", 1, (double[]){1, 2, 3, 4});
    set(&run, "dw", 1, (double[]){10, 10, 20, 20});
    set(&run, "alpha", -1, (double[]){0.5});
    EXPECT_VALUE(&run, "w[l] = w[l] - alpha * dw[l]", -4, -3, -7, -6);
    struct matrix w = fixture_tensor(&run.fixture, "w", 1);
    EXPECT_NEAR(w.values[0], 1, 0);
    binding_store(&run.binding, &run.evaluation);
    EXPECT_NEAR(w.values[0], -4, 0);
    EXPECT_NEAR(w.values[3], -6, 0);
    struct matrix old = binding_node_value(&run.binding, &run.evaluation, 0);
    EXPECT(old.values != w.values);
    EXPECT_NEAR(old.values[0], 1, 0);
    EXPECT_NEAR(old.values[3], 4, 0);
    arena_destroy(run.fixture.arena);
}

static void test_elements(void) {
    struct run run = {0};
    begin(&run, ACTIVATION_LINEAR);
    run.fixture.scope.element_limits[0] = 2;
    run.fixture.scope.element_limits[1] = 2;
    set(&run, "dZ", 1, (double[]){2, 3, 5, 7});
    set(&run, "A", 0, (double[]){1, 10, 100, 1000});
    struct matrix dw = fixture_tensor(&run.fixture, "dw", 1);
    for (size_t i = 1; i <= 2; i++) {
        for (size_t j = 1; j <= 2; j++) {
            run.evaluation.element[0] = i;
            run.evaluation.element[1] = j;
            compute(&run, "dw[l](i,j) = dZ[l](i,1) * A[l-1](j,1) + dZ[l](i,2) * A[l-1](j,2)");
            binding_store(&run.binding, &run.evaluation);
            EXPECT_VALUE(&run, "C = 10 * i + j", (double)(10 * i + j));
            EXPECT_VALUE(&run, "b[l] = unit(i, 2)", i == 1, i == 2);
        }
    }
    double expected[] = {32, 3200, 75, 7500};
    for (size_t i = 0; i < 4; i++) {
        EXPECT_NEAR(dw.values[i], expected[i], 0);
    }
    EXPECT_VALUE(&run, "C = dZ[l](2,1)", 5);
    arena_destroy(run.fixture.arena);
}

/* Everything that a statement does not write stays as it is, to the last bit. */
static void test_state_is_only_read(void) {
    struct run run = {0};
    begin(&run, ACTIVATION_TANH);
    size_t size = run.fixture.state_count * sizeof(double);
    double *before = malloc(size);
    memcpy(before, run.fixture.state, size);
    compute(&run, "dZ[l] = (w[l]^T * gA[l]) .* f'(Z[l])");
    EXPECT(memcmp(before, run.fixture.state, size) == 0);
    binding_store(&run.binding, &run.evaluation);
    struct matrix written = fixture_tensor(&run.fixture, "dZ", 1);
    size_t first = (size_t)(written.values - run.fixture.state);
    for (size_t i = 0; i < run.fixture.state_count; i++) {
        bool is_target = i >= first && i < first + 4;
        EXPECT((before[i] == run.fixture.state[i]) == !is_target);
    }
    free(before);
    arena_destroy(run.fixture.arena);
}

/* Y is the target, A[1] the units. */
static void set_saturated(struct run *run, double y, double a) {
    set(run, "Y", -1, (const double[]){y, 0.5, 0.25, 1});
    set(run, "A", 1, (const double[]){a, 0.5, 0.25, 0.5});
}

static double first_of(struct run *run, const char *source) {
    return compute(run, source).values[0];
}

/* What a target of 0 gives no weight to counts as 0, whichever way the note writes it. */
static void test_conventions(void) {
    static const char *const zero[] = {
        "dZ[1] = Y .* log(A[1])",
        "dZ[1] = -Y .* log(A[1])",
        "dZ[1] = log(A[1]) .* Y",
        "dZ[1] = Y .* (-log(A[1]))",
        "dZ[1](1,1) = Y(1,1) * log(A[1](1,1))",
        "dZ[1](1,1) = sum(k, 1, -Y(k,1) * log(A[1](k,1)))",
        "dZ[1] = Y ./ A[1]",
        "dZ[1] = -Y ./ A[1]",
        "dZ[1](1,1) = 2 * Y(1,1) / A[1](1,1)",
    };
    struct run run;
    begin(&run, ACTIVATION_SIGMOID);
    set_saturated(&run, 0, 0);
    for (size_t i = 0; i < TEST_COUNT(zero); i++) {
        EXPECT_NEAR(fabs(first_of(&run, zero[i])), 0, 0);
    }
    /* one row times one column: 0 log 0 + 0.25 log 0.25 */
    EXPECT_NEAR(first_of(&run, "dZ[1] = Y^T * log(A[1])"), 0.25 * log(0.25), 0);
    EXPECT_NEAR(first_of(&run, "dZ[1] = Y * log(A[1])^T"), 0.5 * log(0.5), 0);
    set_saturated(&run, 1, 1);
    EXPECT_NEAR(first_of(&run, "dZ[1] = (1 - Y) .* log(1 - A[1])"), 0, 0);
    EXPECT_NEAR(first_of(&run, "dZ[1] = -Y ./ A[1] + (1 - Y) ./ (1 - A[1])"), -1, 0);
    arena_destroy(run.fixture.arena);
}

/* The conventions hide nothing else: no other infinity, no other 0/0, no wrong and sure answer. */
static void test_conventions_hide_nothing(void) {
    static const char *const not_a_number[] = {
        "dZ[1] = Y .* (1 ./ A[1])",     /* 0 times an infinity that is no logarithm */
        "dZ[1] = Y .* (2 * log(A[1]))", /* not a logarithm as it stands */
        "dZ[1] = Y .* log(1 ./ A[1])",  /* the logarithm of infinity */
        "dZ[1] = A[1] ./ A[1]",         /* a dividend that is computed */
        "dZ[1] = (Y - A[1]) ./ A[1]",
        "dZ[1] = (0 * Z[1]) ./ A[1]",
        "dZ[1] = (Y - Y) .* (log(A[1]) + 1)",
        "dZ[1] = 0 ./ A[1]", /* no target in it */
    };
    static const char *const infinite[] = {"dZ[1] = Y .* log(A[1])", "dZ[1] = Y ./ A[1]",
                                           "dZ[1] = Y^T * log(A[1])"};
    struct run run;
    begin(&run, ACTIVATION_SIGMOID);
    set_saturated(&run, 0, 0);
    for (size_t i = 0; i < TEST_COUNT(not_a_number); i++) {
        bool is_nan = isnan(first_of(&run, not_a_number[i]));
        EXPECT_STRING(is_nan ? "not a number" : not_a_number[i], "not a number");
    }
    set_saturated(&run, 1, 0);
    for (size_t i = 0; i < TEST_COUNT(infinite); i++) {
        EXPECT(isinf(first_of(&run, infinite[i])));
    }
    arena_destroy(run.fixture.arena);
}

int main(void) {
    static const struct test tests[] = {
        {"primers", test_primers},
        {"operators", test_operators},
        {"functions", test_functions},
        {"softmax by columns and by rows", test_softmax},
        {"jacobian", test_jacobian},
        {"overwritten target", test_overwritten_target},
        {"elements", test_elements},
        {"the state is only read", test_state_is_only_read},
        {"what counts as 0", test_conventions},
        {"and what does not", test_conventions_hide_nothing},
    };
    return test_run(tests, TEST_COUNT(tests));
}
