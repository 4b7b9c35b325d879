#include "formula_fixture.h"
#include "test.h"

/* Note "delta", columns: sizes 4, 3, 2 and five samples; the step is at layer 1. */
static void begin(struct fixture *fixture, struct arena *arena, enum activation last) {
    *fixture = (struct fixture){
        .arena = arena,
        .notation = FIXTURE_DELTA,
        .axis = SAMPLES_AS_COLUMNS,
        .last_layer = 2,
        .units = {4, 3, 2},
        .samples = 5,
        .activations = {ACTIVATION_LINEAR, ACTIVATION_TANH, last},
    };
    fixture_begin(fixture);
}

/* "2×5", or the error's message. */
static const char *bind_text(struct fixture *fixture, const char *source,
                             struct formula_error *error) {
    const struct statement *statement =
        statement_parse(fixture->arena, source, strlen(source), &fixture->table, error);
    struct binding binding = {0};
    if (statement == NULL ||
        !statement_bind(fixture->arena, statement, &fixture->scope, &binding, error)) {
        EXPECT_INT(binding.node_count, 0);
        return error->message;
    }
    size_t scratch = 0;
    for (size_t i = 0; i < binding.node_count; i++) {
        const struct bound_node *node = &binding.nodes[i];
        if (node->home == HOME_SCRATCH) {
            EXPECT_INT(node->offset, scratch);
            scratch += shape_count(node->shape);
        }
    }
    EXPECT_INT(binding.scratch_count, scratch);
    struct shape shape = binding.nodes[binding.node_count - 1].shape;
    return text_format(fixture->arena, "%zu×%zu", shape.rows, shape.columns);
}

/* The value's shape of a formula whose target need not fit: "y" takes anything that is refused
 * only at the end. */
struct shape_case {
    const char *source;
    const char *expected;
    size_t begin, end; /* of the error */
};

static void expect_cases(struct fixture *fixture, const struct shape_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct formula_error error = {0};
        EXPECT_STRING(bind_text(fixture, cases[i].source, &error), cases[i].expected);
        if (cases[i].end > 0 && (error.begin != cases[i].begin || error.end != cases[i].end)) {
            printf("# %s: at %zu..%zu, expected %zu..%zu\n", cases[i].source, error.begin,
                   error.end, cases[i].begin, cases[i].end);
            test_failures++;
        }
    }
}

static void test_good_shapes(void) {
    static const struct shape_case cases[] = {
        {"z[l] = W[l] * a[l-1] + b[l]", "3×5", 0, 0},
        {"a[l] = f(z[l])", "3×5", 0, 0},
        {"delta[l] = (W[l+1]^T * delta[l+1]) .* f'(z[l])", "3×5", 0, 0},
        {"dW[l] = delta[l] * a[l-1]^T", "3×4", 0, 0},
        {"db[l] = rowsum(delta[l])", "3×1", 0, 0},
        {"loss = sum(colsum(a[L]))", "1×1", 0, 0},
        {"loss = -1/m * sum(y .* log(a[L]))", "1×1", 0, 0},
        {"W[l] = W[l] - alpha * dW[l]", "3×4", 0, 0},
        {"W[l] = W[l] * alpha", "3×4", 0, 0},
        {"W[l] = W[l] / m", "3×4", 0, 0},
        {"W[l] = (-W[l])^2", "3×4", 0, 0},
        {"a[L] = 1 - y", "2×5", 0, 0},
        {"a[L] = vjp(z[L], ga[L])", "2×5", 0, 0},
        {"z[l] = b[l] + z[l]", "3×5", 0, 0},
        {"z[l] = z[l] ./ rowsum(z[l])", "3×5", 0, 0},
        {"z[l] = z[l] .* colsum(z[l])", "3×5", 0, 0},
        {"z[1] = W[l](1,2) * z[1]", "3×5", 0, 0},
        {"W[l](3,4) = a[0](4,5)", "1×1", 0, 0},
        {"z[l] = diag(b[l]) * z[l]", "3×5", 0, 0},
        {"z[l] = diag(b[l]^T) * z[l]", "3×5", 0, 0},
        {"b[l] = unit(2, 3)", "3×1", 0, 0},
        {"b[l] = unit(3, rows(z[l]))", "3×1", 0, 0},
        {"b[l] = unit(1, cols(W[l+1]))", "3×1", 0, 0},
        {"loss = rows(y) * cols(y)", "1×1", 0, 0},
        {"z[l] = column(i, 3, unit(i, 3)^T * z[l])", "3×5", 0, 0},
        {"z[l] = row(j, 5, z[l] * unit(j, 5))", "3×5", 0, 0},
        {"z[l] = max(0, z[l])", "3×5", 0, 0},
        {"z[l] = max(z[l], b[l])", "3×5", 0, 0},
        {"z[l] = [z[l] > colsum(z[l])]", "3×5", 0, 0},
        {"z[l] = sqrt(z[l] .* z[l])", "3×5", 0, 0},
        {"loss = norm2(z[l])", "1×1", 0, 0},
        {"z[l] = identity(3) * z[l]", "3×5", 0, 0},
    };
    struct fixture fixture;
    begin(&fixture, arena_create(), ACTIVATION_SIGMOID);
    expect_cases(&fixture, cases, TEST_COUNT(cases));
    arena_destroy(fixture.arena);
}

static void test_bad_shapes(void) {
    static const struct shape_case cases[] = {
        {"z[l] = W[l] * a[l]",
         "the matrix product of W[l] (3×4) and a[l] (3×5) does not fit: 4 columns against 3 rows",
         7, 18},
        {"z[l] = (W[l] + 1)^T * a[l-1]",
         "the matrix product of (W[l] + 1)^T (4×3) and a[l-1] (4×5) does not fit: 3 columns "
         "against 4 rows",
         7, 28},
        {"z[l] = z[l] + a[L]", "z[l] (3×5) and a[L] (2×5) do not match element by element", 7, 18},
        {"z[l] = z[l] - y", "z[l] (3×5) and y (2×5) do not match element by element", 7, 15},
        {"z[l] = z[l] .* W[l]", "z[l] (3×5) and W[l] (3×4) do not match element by element", 7, 19},
        {"z[l] = z[l] ./ b[2]", "z[l] (3×5) and b[2] (2×1) do not match element by element", 7, 19},
        {"z[l] = b[l] .* colsum(z[l])",
         "b[l] (3×1) and colsum(z[l]) (1×5) do not match element by element", 7, 27},
        {"z[l] = z[l] / b[l]",
         "\"/\" divides by a 1×1; element by element it is \"./\": z[l] (3×5) and b[l] (3×1)", 7,
         18},
        {"z[l] = W[l]", "z[l] is 3×5, but W[l] is 3×4", 7, 11},
        {"W[l](1,1) = W[l]", "W[l](1,1) is 1×1, but W[l] is 3×4", 12, 16},
        {"db[l] = delta[l]", "db[l] is 3×1, but delta[l] is 3×5", 8, 16},
        {"z[l] = z[l] + (W[l] * (a[l-1] - a[l-1]) * W[L]) .* 1",
         "the matrix product of W[l] * (a[l-1] - a[l-1]) (3×5) and W[L] (2×3) does not fit: 5 "
         "columns against 2 rows",
         15, 46},
        /* an operand of any length leaves room for the shapes */
        {"z[l] = W[l] * (a[l-1] + a[l-1] + a[l-1] + a[l-1] + a[l-1] - a[l-1])^T",
         "the matrix product of W[l] (3×4) and (a[l-1] + a[l-1] + a[l-1] + a[l-1] + a[l… (5×4) "
         "does not fit: 4 columns against 5 rows",
         0, 0},
    };
    struct fixture fixture;
    begin(&fixture, arena_create(), ACTIVATION_SIGMOID);
    expect_cases(&fixture, cases, TEST_COUNT(cases));
    arena_destroy(fixture.arena);
}

static void test_tensors(void) {
    static const struct shape_case cases[] = {
        {"z[l] = W[l+2] * a[0]", "W[l+2] would be layer 3, but layers run from 0 to 2", 7, 13},
        {"z[l] = a[l-2]", "a[l-2] would be layer -1, but layers run from 0 to 2", 7, 13},
        {"z[3] = y", "z[3] would be layer 3, but layers run from 0 to 2", 0, 4},
        {"z[L+1] = y", "z[L+1] would be layer 3, but layers run from 0 to 2", 0, 6},
        {"z[L-3] = y", "z[L-3] would be layer -1, but layers run from 0 to 2", 0, 6},
        {"z[l] = W[0] * a[0]", "W[0]: the input layer has none", 7, 11},
        {"W[0] = 1", "W[0]: the input layer has none", 0, 4},
        {"delta[l] = delta[l+1]", "delta[l+1]: no step has written it yet", 11, 21},
        {"loss = W[l](4,1)", "there is no row 4: W[l] has 3 rows", 7, 16},
        {"loss = W[l](1,5)", "there is no column 5: W[l] has 4 columns", 7, 16},
        {"b[l](1,2) = 1", "there is no column 2: b[l] has 1 column", 0, 9},
        {"loss = W[l](i,1)", "i stands for nothing in this formula", 7, 16},
        {"loss = k", "k stands for nothing in this formula", 7, 8},
        {"loss = W[l](1,j)", "j runs to 7, but W[l] has 4 columns", 7, 16},
    };
    struct fixture fixture;
    begin(&fixture, arena_create(), ACTIVATION_SIGMOID);
    fixture.scope.element_limits[1] = 7;
    fixture.unwritten_symbol = 7; /* delta */
    expect_cases(&fixture, cases, TEST_COUNT(cases));
    /* writing needs no earlier value */
    struct formula_error error;
    EXPECT_STRING(bind_text(&fixture, "delta[l] = a[l]", &error), "3×5");
    EXPECT_STRING(bind_text(&fixture, "loss = j * j", &error), "1×1");
    arena_destroy(fixture.arena);
}

static void test_functions(void) {
    static const struct shape_case cases[] = {
        {"a[l] = f(a[l])", "f needs the pre-activation of a layer, not a[l]", 7, 14},
        {"a[l] = f'(y)", "f' needs the pre-activation of a layer, not y", 7, 12},
        {"a[l] = f[l](W[l] * a[l-1] + 1)", "3×5", 0, 0},
        {"a[L] = f[L](W[L] * a[l] + 1)", "2×5", 0, 0},
        {"a[l] = f[0](z[l])", "f needs the pre-activation of a layer, not z[l]", 7, 17},
        {"a[L](1,1) = f[L](z[L](1,1) + 1)", "softmax needs a whole sample, not one element of it",
         12, 31},
        {"a[l] = f(z[l] + 1)", "f needs the pre-activation of a layer, not z[l] + 1", 7, 18},
        {"a[l] = f(z[l](1,1))", "a[l] is 3×5, but f(z[l](1,1)) is 1×1", 7, 19},
        {"a[l](1,1) = jacobian(z[l](1,1))", "jacobian needs a whole sample, not one element of it",
         12, 31},
        {"a[l] = sum(k, 2.5, z[l])",
         "this length must be a whole number from 1 to 100000, rows(x) or cols(x)", 14, 17},
        {"a[l] = sum(k, 9, k * W[l](k,1) * z[l])", "k runs to 9, but W[l] has 3 rows", 21, 30},
        {"a[l](i,j) = sum(i, 3, z[l](i,j))", "i has a meaning here already", 12, 32},
        {"loss = sum(j, 100000, sum(k, 101, j * k))",
         "these sums inside each other have 10100000 terms (at most 10000000)", 22, 40},
        {"loss = sum(j, 100000, j) * sum(k, 100000, sum(j, 100, j * k))", "1×1", 0, 0},
        {"a[l] = sum(k, 3, z[l]) * k", "k stands for nothing in this formula", 25, 26},
        {"a[l] = vjp(a[l], z[l])", "vjp needs the pre-activation of a layer, not a[l]", 7, 22},
        {"a[L] = f'(z[L])",
         "softmax has no derivative element by element: use vjp(z, g) or jacobian(z)", 7, 15},
        {"a[L] = jacobian(z[L])", "jacobian is of one sample, but there are 5", 7, 21},
        {"a[L] = vjp(z[L], z[l])", "z[L] (2×5) and z[l] (3×5) must have the same shape", 7, 22},
        {"a[L] = diag(z[l])", "diag needs a row or a column, but z[l] is 3×5", 7, 17},
        {"b[l] = unit(1, 0)",
         "this length must be a whole number from 1 to 100000, rows(x) or cols(x)", 15, 16},
        {"b[l] = unit(1, 1.5)",
         "this length must be a whole number from 1 to 100000, rows(x) or cols(x)", 15, 18},
        {"b[l] = unit(1, 100001)",
         "this length must be a whole number from 1 to 100000, rows(x) or cols(x)", 15, 21},
        {"b[l] = unit(1, m)",
         "this length must be a whole number from 1 to 100000, rows(x) or cols(x)", 15, 16},
        {"b[l] = unit(m, 3)", "which unit vector: a whole number or a letter", 12, 13},
        {"b[l] = unit(0, 3)", "which unit vector: a whole number or a letter", 12, 13},
        {"b[l] = unit(4, 3)", "there is no row 4: unit(4, 3) has 3 rows", 7, 17},
        {"z[l] = column(i, 2, z[l])", "i has a meaning here already", 7, 25},
        {"z[l] = column(k, 2, z[l])", "z[l] is 3×5, but column(k, 2, z[l]) is 6×5", 7, 25},
        {"z[l] = max(z[l], y)", "z[l] (3×5) and y (2×5) do not match element by element", 7, 19},
        {"z[l] = [z[l] > y]", "z[l] (3×5) and y (2×5) do not match element by element", 7, 17},
        {"z[l] = identity(m)",
         "this length must be a whole number from 1 to 100000, rows(x) or cols(x)", 16, 17},
        {"b[l] = unit(i, 3)", "i runs to 4, but unit(i, 3) has 3 rows", 7, 17},
    };
    struct fixture fixture;
    begin(&fixture, arena_create(), ACTIVATION_SOFTMAX);
    fixture.scope.element_limits[0] = 4;
    expect_cases(&fixture, cases, TEST_COUNT(cases));
    arena_destroy(fixture.arena);
}

/* jacobian: units are counted along the axis that the samples do not use. */
static void test_jacobian_of_one_sample(void) {
    static const char *const sources[] = {"ga[L] = jacobian(z[L]) * z[L]",
                                          "dZ[L] = Z[L] * jacobian(Z[L])"};
    for (int rows = 0; rows < 2; rows++) {
        struct fixture fixture = {
            .arena = arena_create(),
            .notation = rows ? FIXTURE_LADDER : FIXTURE_DELTA,
            .axis = rows ? SAMPLES_AS_ROWS : SAMPLES_AS_COLUMNS,
            .last_layer = 1,
            .units = {2, 3},
            .samples = 1,
            .activations = {ACTIVATION_LINEAR, ACTIVATION_SOFTMAX},
        };
        fixture_begin(&fixture);
        struct formula_error error;
        EXPECT_STRING(bind_text(&fixture, sources[rows], &error), rows ? "1×3" : "3×1");
        arena_destroy(fixture.arena);
    }
}

/* 8192 x 8192 is just what one formula may use; nothing larger, and nothing overflows. */
static void test_size_limit(void) {
    struct fixture fixture = {
        .arena = arena_create(),
        .notation = FIXTURE_DELTA,
        .last_layer = 1,
        .units = {1, 8192},
        .samples = 1,
    };
    fixture_begin(&fixture);
    struct formula_error error = {0};
    EXPECT_STRING(bind_text(&fixture, "loss = sum(z[1] * a[1]^T * (z[1] * a[1]^T))", &error),
                  "z[1] * a[1]^T would be too large (8192×8192)");
    EXPECT_STRING(bind_text(&fixture, "W[1] = diag(z[1]) * diag(z[1]) * z[1]", &error),
                  "diag(z[1]) would be too large (8192×8192)");
    EXPECT_INT(error.begin, 20);
    arena_destroy(fixture.arena);
}

int main(void) {
    static const struct test tests[] = {
        {"good shapes", test_good_shapes},
        {"bad shapes", test_bad_shapes},
        {"tensors and elements", test_tensors},
        {"functions", test_functions},
        {"jacobian of one sample", test_jacobian_of_one_sample},
        {"size limit", test_size_limit},
    };
    return test_run(tests, TEST_COUNT(tests));
}
