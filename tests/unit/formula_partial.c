/* partial(y, x) against central differences of the same forward pass, in every notation, layout and
 * number of samples; what shapes it has, and what it refuses. */
#include "formula/differentiate/partial.h"
#include "formula/explain/explanation.h"
#include "formula_fixture.h"
#include "test.h"

#include <math.h>

struct setup {
    int notation;
    enum derivative_layout layout;
    size_t samples;
    enum activation hidden, last;
};

static void begin(struct fixture *fixture, const struct setup *setup) {
    *fixture = (struct fixture){
        .arena = arena_create(),
        .notation = setup->notation,
        .axis = setup->notation == FIXTURE_LADDER ? SAMPLES_AS_ROWS : SAMPLES_AS_COLUMNS,
        .last_layer = 3,
        .units = {3, 4, 1, 2},
        .samples = setup->samples,
        .activations = {ACTIVATION_LINEAR, setup->hidden, setup->hidden, setup->last},
        .seed = 7,
    };
    fixture_begin(fixture);
    fixture_run_forward(fixture, setup->layout);
}

static bool bind(struct fixture *fixture, const char *source, struct binding *ret,
                 struct formula_error *error) {
    const struct statement *statement =
        statement_parse_line(fixture->arena, source, strlen(source), &fixture->table, error);
    return statement != NULL &&
           statement_bind(fixture->arena, statement, &fixture->scope, ret, error);
}

static struct matrix compute(struct fixture *fixture, const struct binding *binding) {
    struct evaluation evaluation = {
        .state = fixture->state,
        .scratch = ARENA_ARRAY(fixture->arena, double, binding->scratch_count),
        .element = {1, 1, 1},
    };
    binding_compute(binding, &evaluation);
    return binding_value(binding, &evaluation);
}

/* ---- against differences ---- */

/* A tensor, by its name in the fixture's notation; a letter for each role. */
struct named {
    char role; /* A, Z, W, b, Y or C for the loss */
    int layer; /* -1: none */
};

/* The first symbols of every notation are in this order. */
static int symbol_of(char role) {
    static const char roles[] = "ZAWbYC";
    return (int)(strchr(roles, role) - roles);
}

static const char *source_of(struct fixture *fixture, struct named named) {
    const char *name = fixture->names[symbol_of(named.role)];
    char text[32];
    snprintf(text, sizeof text, named.layer < 0 ? "%s" : "%s[%d]", name, named.layer);
    return arena_copy_text(fixture->arena, text, strlen(text));
}

static struct matrix tensor_of(struct fixture *fixture, struct named named) {
    return fixture_tensor(fixture, fixture->names[symbol_of(named.role)], named.layer);
}

/* The forward pass from behind x on: x keeps what it is given. */
static void run_behind(struct fixture *fixture, struct matrix x) {
    for (size_t i = 0; i < fixture->forward_count; i++) {
        const struct binding *binding = &fixture->forward[i];
        if (fixture->state + binding->target.offset == x.values) {
            continue;
        }
        struct evaluation evaluation = {
            .state = fixture->state,
            .scratch = ARENA_ARRAY(fixture->arena, double, binding->scratch_count)};
        binding_compute(binding, &evaluation);
        binding_store(binding, &evaluation);
    }
}

/* ∂y_f/∂x_e by a central difference. */
static double difference(struct fixture *fixture, struct matrix y, size_t f, struct matrix x,
                         size_t e) {
    const double step = 1e-5;
    double kept = x.values[e], sides[2];
    for (int side = 0; side < 2; side++) {
        x.values[e] = kept + (side == 0 ? -step : step);
        run_behind(fixture, x);
        sides[side] = y.values[f];
    }
    x.values[e] = kept;
    run_behind(fixture, x);
    return (sides[1] - sides[0]) / (2 * step);
}

static size_t checked; /* elements: a test that compares nothing must not pass */

static void check_element(struct fixture *fixture, const char *source, double found,
                          double expected) {
    checked++;
    if (!(fabs(found - expected) <= 1e-7 * fmax(1, fabs(expected)))) {
        test_failures++;
        printf("# %s (notation %d): %.12g, by differences %.12g\n", source, fixture->notation,
               found, expected);
    }
}

/* Each element of y by each of x, one by one: a number by a number. */
static void check_elements(struct fixture *fixture, struct named y, struct named x) {
    struct matrix values = tensor_of(fixture, y), by = tensor_of(fixture, x);
    for (size_t f = 0; f < values.rows * values.columns; f++) {
        for (size_t e = 0; e < by.rows * by.columns; e++) {
            char source[120];
            snprintf(source, sizeof source, "= partial(%s(%zu,%zu), %s(%zu,%zu))",
                     source_of(fixture, y), f / values.columns + 1, f % values.columns + 1,
                     source_of(fixture, x), e / by.columns + 1, e % by.columns + 1);
            struct binding binding;
            struct formula_error error = {0};
            if (!bind(fixture, source, &binding, &error)) {
                EXPECT_STRING(error.message, source);
                return;
            }
            check_element(fixture, source, compute(fixture, &binding).values[0],
                          difference(fixture, values, f, by, e));
        }
    }
}

/* The whole: where element f of y by element e of x stands is the layout's. */
static void check_whole(struct fixture *fixture, struct named y, struct named x) {
    struct matrix values = tensor_of(fixture, y), by = tensor_of(fixture, x);
    size_t m = values.rows * values.columns, n = by.rows * by.columns;
    char source[80];
    snprintf(source, sizeof source, "= partial(%s, %s)", source_of(fixture, y),
             source_of(fixture, x));
    struct binding binding;
    struct formula_error error = {0};
    if (!bind(fixture, source, &binding, &error)) {
        EXPECT_STRING(error.message, source);
        return;
    }
    struct matrix found = compute(fixture, &binding);
    bool is_numerator = fixture->pass.layout == LAYOUT_NUMERATOR || x.role == 'W';
    EXPECT_INT(found.rows * found.columns, m * n);
    for (size_t f = 0; f < m; f++) {
        for (size_t e = 0; e < n; e++) {
            size_t place = is_numerator ? f * n + e : e * m + f;
            check_element(fixture, source, found.values[place],
                          difference(fixture, values, f, by, e));
        }
    }
}

static void check_pairs(struct fixture *fixture) {
    static const struct named pairs[][2] = {
        {{'C', -1}, {'Z', 3}}, {{'C', -1}, {'A', 1}}, {{'C', -1}, {'W', 2}}, {{'C', -1}, {'b', 1}},
        {{'Z', 3}, {'Z', 2}},  {{'A', 2}, {'Z', 2}},  {{'A', 3}, {'Z', 3}},  {{'Z', 2}, {'A', 1}},
        {{'Z', 1}, {'W', 1}},  {{'Z', 3}, {'b', 3}},  {{'Z', 2}, {'A', 0}},  {{'C', -1}, {'Y', -1}},
    };
    for (size_t i = 0; i < TEST_COUNT(pairs); i++) {
        check_elements(fixture, pairs[i][0], pairs[i][1]);
        if (fixture->samples == 1 || pairs[i][0].role == 'C') {
            check_whole(fixture, pairs[i][0], pairs[i][1]);
        }
    }
}

static const enum activation smooth[] = {ACTIVATION_SIGMOID, ACTIVATION_TANH, ACTIVATION_SOFTPLUS,
                                         ACTIVATION_GELU, ACTIVATION_SOFTMAX};

static void test_against_differences(void) {
    checked = 0;
    for (int notation = 0; notation < FIXTURE_NOTATIONS; notation++) {
        for (int layout = 0; layout < LAYOUT_COUNT; layout++) {
            for (size_t samples = 1; samples <= 2; samples++) {
                enum activation last = smooth[(size_t)(notation + layout) % TEST_COUNT(smooth)];
                struct fixture fixture;
                begin(&fixture, &(struct setup){notation, (enum derivative_layout)layout, samples,
                                                smooth[notation % 4], last});
                check_pairs(&fixture);
                arena_destroy(fixture.arena);
            }
        }
    }
    printf("# %zu elements\n", checked);
    EXPECT(checked > 3000);
}

/* ---- what it is made of ---- */

static const struct setup one_sample = {FIXTURE_FOUR, LAYOUT_DENOMINATOR, 1, ACTIVATION_TANH,
                                        ACTIVATION_SIGMOID};

/* Both sides have the same value in every element. */
static void expect_same(const struct setup *setup, const char *a, const char *b) {
    struct fixture fixture;
    begin(&fixture, setup);
    fixture.scope.layer = 1;
    struct binding bindings[2];
    struct formula_error error = {0};
    if (!bind(&fixture, a, &bindings[0], &error) || !bind(&fixture, b, &bindings[1], &error)) {
        EXPECT_STRING(error.message, a);
        arena_destroy(fixture.arena);
        return;
    }
    struct matrix left = compute(&fixture, &bindings[0]), right = compute(&fixture, &bindings[1]);
    EXPECT_INT(left.rows, right.rows);
    EXPECT_INT(left.columns, right.columns);
    for (size_t i = 0; i < left.rows * left.columns; i++) {
        if (!(fabs(left.values[i] - right.values[i]) <= 1e-14)) {
            test_failures++;
            printf("# %s: %.17g, %s: %.17g\n", a, left.values[i], b, right.values[i]);
            break;
        }
    }
    arena_destroy(fixture.arena);
}

static void test_chain_rule(void) {
    struct setup columns = one_sample, rows = one_sample, book = one_sample;
    expect_same(&columns, "= partial(Z[2], Z[1])", "= diag(f'(Z[1])) * w[2]^T");
    expect_same(&columns, "= partial(Z[1], b[1])", "= diag(b[1] - b[1] + 1)");
    expect_same(&columns, "= partial(Z[1], w[1](2,3))", "= unit(2, 4) * A[0](3)");
    expect_same(&columns, "= partial(w[1] * A[0] + b[1], w[1](2,3))", "= unit(2, 4) * A[0](3)");
    expect_same(&columns, "= partial(f(Z[2]), Z[2])", "= f'(Z[2])");
    expect_same(&columns, "= partial(f(Z[1]), Z[1])", "= partial(A[1], Z[1])");
    expect_same(&columns, "= sum(k, rows(Z[2]), partial(C, Z[2](k)) * partial(Z[2](k), Z[1](3)))",
                "= partial(C, Z[1](3))");
    expect_same(&columns, "= partial(Z[1], Z[1])", "= diag(b[1] - b[1] + 1)");
    expect_same(&columns, "= partial(max(0, Z[1] - 1), Z[1])", "= diag([Z[1] > 1])");
    expect_same(&columns, "= partial([Z[1] > 0] .* Z[1]^2, Z[1])",
                "= diag(2 * [Z[1] > 0] .* Z[1])");
    expect_same(&columns, "= partial(sqrt(1 + Z[1]^2), Z[1])", "= diag(Z[1] ./ sqrt(1 + Z[1]^2))");
    expect_same(&columns, "= partial(Z[1] ./ sqrt(3 + Z[1]), Z[1])",
                "= diag(1 ./ sqrt(3 + Z[1]) - Z[1] ./ (2 * (3 + Z[1]) .* sqrt(3 + Z[1])))");
    rows.notation = FIXTURE_LADDER;
    rows.layout = LAYOUT_NUMERATOR;
    expect_same(&rows, "= partial(loss, Z[2]) * partial(Z[2], Z[1])", "= partial(loss, Z[1])");
    expect_same(&rows, "= partial(Z[2], Z[1])", "= W[2]^T .* f'(Z[1])");
    book.notation = FIXTURE_MLBOOK;
    book.layout = LAYOUT_NUMERATOR;
    expect_same(&book, "= partial(loss, h[3]) * partial(h[3], W[3])", "= partial(loss, W[3])");
    expect_same(&book, "= partial(loss, z[3]) * partial(z[3], h[3]) * partial(h[3], W[3])",
                "= partial(loss, W[3])");
    expect_same(&book, "= partial(loss, z[3]) * (partial(z[3], h[3]) * partial(h[3], W[3]))",
                "= partial(loss, W[3])");
    expect_same(&book, "= partial(loss, h[2]) * partial(h[2], W[2])", "= partial(loss, W[2])");
    expect_same(&book, "= (partial(loss, h[3])^T)^T * partial(h[3], W[3])",
                "= partial(loss, W[3])");
    expect_same(&book, "= -partial(loss, h[3]) * (2 * partial(h[3], W[3]))",
                "= -2 * partial(loss, W[3])");
    book.samples = 3;
    expect_same(&book, "= partial(loss, z[3]) .* partial(z[3], h[3])", "= partial(loss, h[3])");
}

/* ---- shapes, and what has none ---- */

struct shape_case {
    size_t samples;
    const char *source, *expected;
};

static const struct shape_case shapes[] = {
    {1, "= partial(C, Z[1])", "4×1"},
    {1, "= partial(C, w[1])", "4×3"},
    {1, "= partial(C, w[1](1,2))", "1×1"},
    {1, "= partial(Z[2], Z[1])", "4×1"},
    {1, "= partial(Z[1], A[0])", "3×4"},
    {1, "= partial(Z[1], w[1](1,1))", "4×1"},
    {1, "= partial(Z[1], w[1])", "4 of 4×3"},
    {1, "= partial(Z[2], w[2])", "1 of 1×4"},
    {1, "= partial(Z[2](1), w[2])", "1×4"},
    {1, "= -partial(Z[1], w[1]) + partial(Z[1], w[1])", "4 of 4×3"},
    {1, "= partial(C, Z[1])^T * partial(Z[1], w[1])", "4×3"},
    {1, "= w[2] * partial(Z[1], w[1])", "4×3"},
    {1, "= w[1]^T * partial(Z[1], w[1])", "3 of 4×3"},
    {3, "= partial(C, Z[1])", "4×3"},
    {3, "= partial(Z[1], w[1](1,1))", "4×3"},
    {3, "= partial(A[1], Z[1])", "4×3"},
    {3, "= partial(C, b[1])", "4×1"},
    {3, "= partial(Z[1](2,3), w[1])", "4×3"},
    /* what has none */
    {1, "= partial(Z[1], w[1])^T",
     "partial(Z[1], w[1]) is a list of matrices (4): a product has it behind a row"},
    {1, "= f'(Z[1])^T * partial(Z[1], w[1]) .* partial(Z[1], w[1])",
     "partial(Z[1], w[1]) is a list of matrices (4): a product has it behind a row"},
    {1, "= A[0]^T * partial(Z[1], w[1])",
     "A[0]^T (1×3) and partial(Z[1], w[1]) (16×3): the second is 4 matrices and needs a row of as "
     "many numbers"},
    {1, "= partial(dZ[1], w[1])",
     "dZ[1] is not of the forward pass: partial(y, x) differentiates forward formulas"},
    {1, "= partial(C, dw[1])",
     "dw[1] is not of the forward pass: partial(y, x) differentiates forward formulas"},
    {1, "= partial(Z[1], Z[2])", "no forward formula leads from Z[2] to Z[1]"},
    {1, "= partial(Y, Z[2])", "no forward formula leads from Z[2] to Y"},
    {1, "= partial(f'(Z[1]), Z[1])",
     "f'(Z[1]) is computed with f', jacobian, vjp or partial, whose own derivatives are not known"},
    {1, "= partial(partial(C, Z[1]), Z[1])",
     "partial(C, Z[1]) is computed with f', jacobian, vjp or partial, whose own derivatives are "
     "not known"},
    {1, "w[1] = w[1] - partial(C, w[1])",
     "a formula that changes a tensor cannot differentiate what is computed from it"},
    {1, "= partial(C, Z[1](5))", "there is no element 5: Z[1] has 4 elements"},
    {1, "= partial(C, Z[1](j))", "j stands for nothing in this formula"},
    {1, "= w[1](2)", "w[1] is 4×3: one index is for a row or a column"},
    {3, "= partial(Z[2], Z[1])",
     "partial(Z[2], Z[1]) would have an index too many: take one sample, or one element"},
    {3, "= partial(A[3], Z[3])",
     "partial(A[3], Z[3]) would have an index too many: take one sample, or one element"},
    {3, "= partial(Z[1], b[1])",
     "partial(Z[1], b[1]) would have an index too many: take one sample, or one element"},
    {3, "= partial(Z[1], w[1])",
     "partial(Z[1], w[1]) would have an index too many: take one sample, or one element"},
};

static void test_shapes(void) {
    for (size_t i = 0; i < TEST_COUNT(shapes); i++) {
        struct setup setup = one_sample;
        setup.samples = shapes[i].samples;
        setup.last = ACTIVATION_SOFTMAX;
        struct fixture fixture;
        begin(&fixture, &setup);
        struct binding binding;
        struct formula_error error = {0};
        char text[240];
        if (!bind(&fixture, shapes[i].source, &binding, &error)) {
            snprintf(text, sizeof text, "%s", error.message);
        } else {
            const struct bound_node *node = &binding.nodes[binding.node_count - 1];
            size_t slices = node->slices > 0 ? node->slices : 1;
            int length = node->slices > 0 ? snprintf(text, sizeof text, "%zu of ", slices) : 0;
            snprintf(text + length, sizeof text - (size_t)length, "%zu×%zu",
                     node->shape.rows / slices, node->shape.columns);
        }
        EXPECT_STRING(text, shapes[i].expected);
        arena_destroy(fixture.arena);
    }
}

static void test_without_a_forward_pass(void) {
    struct fixture fixture = {
        .arena = arena_create(), .last_layer = 1, .units = {2, 2}, .samples = 1};
    fixture_begin(&fixture);
    struct binding binding;
    struct formula_error error = {0};
    EXPECT(!bind(&fixture, "= partial(loss, W[1])", &binding, &error));
    EXPECT_STRING(error.message, "there is no forward pass here to differentiate");
    arena_destroy(fixture.arena);
}

/* A layer of a thousand units would be run forward a million times. */
static void test_work(void) {
    struct fixture fixture = {.arena = arena_create(),
                              .notation = FIXTURE_FOUR,
                              .last_layer = 1,
                              .units = {1000, 1000},
                              .samples = 1};
    fixture_begin(&fixture);
    fixture_run_forward(&fixture, LAYOUT_NUMERATOR);
    struct binding binding;
    struct formula_error error = {0};
    EXPECT(!bind(&fixture, "= partial(C, w[1])", &binding, &error));
    EXPECT_STRING(error.message,
                  "partial(C, w[1]) would take too long: 1000000 times the forward pass");
    arena_destroy(fixture.arena);
}

/* ---- ReLU as the larger one ---- */

static void test_relu(void) {
    struct fixture fixture;
    struct setup setup = one_sample;
    setup.hidden = ACTIVATION_RELU;
    begin(&fixture, &setup);
    struct matrix z = fixture_tensor(&fixture, "Z", 1);
    memcpy(z.values, (double[]){-1, 0, 2, 0.5}, 4 * sizeof *z.values);
    static const char *const sources[] = {
        "= max(0, Z[1])", "= max(Z[1], 0)", "= f(Z[1])",
        "= partial(max(0, Z[1]), Z[1](4)) - unit(4, 4) + f(Z[1])"};
    static const char *const slopes[] = {"= partial(max(0, Z[1]), Z[1])",
                                         "= partial(max(Z[1], 0), Z[1])", "= diag([Z[1] > 0])",
                                         "= diag(f'(Z[1]))"};
    struct formula_error error = {0};
    struct binding binding;
    for (size_t i = 0; i < TEST_COUNT(sources); i++) {
        EXPECT(bind(&fixture, sources[i], &binding, &error));
        EXPECT(memcmp(compute(&fixture, &binding).values, (double[]){0, 0, 2, 0.5},
                      4 * sizeof(double)) == 0);
    }
    for (size_t i = 0; i < TEST_COUNT(slopes); i++) {
        EXPECT(bind(&fixture, slopes[i], &binding, &error));
        struct matrix slope = compute(&fixture, &binding);
        EXPECT(matrix_at(slope, 0, 0) == 0 && matrix_at(slope, 1, 1) == 0 &&
               matrix_at(slope, 2, 2) == 1 && matrix_at(slope, 3, 3) == 1);
    }
    arena_destroy(fixture.arena);
}

/* An element of a derivative is explained by the element that changes and the one that changes it.
 */
static void check_explained(struct fixture *fixture, struct named y, struct named x) {
    struct matrix values = tensor_of(fixture, y), by = tensor_of(fixture, x);
    char source[80];
    snprintf(source, sizeof source, "= partial(%s, %s)", source_of(fixture, y),
             source_of(fixture, x));
    struct binding binding;
    struct formula_error error = {0};
    EXPECT(bind(fixture, source, &binding, &error));
    struct evaluation evaluation = {.state = fixture->state,
                                    .scratch =
                                        ARENA_ARRAY(fixture->arena, double, binding.scratch_count)};
    binding_compute(&binding, &evaluation);
    size_t node = binding.node_count - 1;
    struct matrix found = binding_value(&binding, &evaluation);
    for (size_t i = 0; i < found.rows * found.columns; i++) {
        double value = found.values[i];
        const struct explanation explanation = explanation_of_element(
            fixture->arena, &binding, &evaluation, node, i / found.columns, i % found.columns);
        EXPECT_INT((long)explanation.term_count, 2);
        struct node_element of = explanation.terms[0].factors[0];
        struct node_element with = explanation.terms[1].factors[0];
        size_t f = of.row * values.columns + of.column, e = with.row * by.columns + with.column;
        EXPECT_NEAR(of.value, values.values[f], 0);
        EXPECT_NEAR(with.value, by.values[e], 0);
        check_element(fixture, source, value, difference(fixture, values, f, by, e));
    }
}

static void test_explained(void) {
    checked = 0;
    for (int layout = 0; layout < LAYOUT_COUNT; layout++) {
        struct setup setup = one_sample;
        setup.layout = (enum derivative_layout)layout;
        struct fixture fixture;
        begin(&fixture, &setup);
        check_explained(&fixture, (struct named){'C', -1}, (struct named){'W', 2});
        check_explained(&fixture, (struct named){'Z', 3}, (struct named){'Z', 1});
        check_explained(&fixture, (struct named){'Z', 1}, (struct named){'A', 0});
        arena_destroy(fixture.arena);
    }
    EXPECT(checked > 40);
}

int main(void) {
    static const struct test tests[] = {
        {"against differences", test_against_differences},
        {"chain rule", test_chain_rule},
        {"shapes", test_shapes},
        {"without a forward pass", test_without_a_forward_pass},
        {"work", test_work},
        {"ReLU", test_relu},
        {"what an element is made of", test_explained},
    };
    return test_run(tests, TEST_COUNT(tests));
}
