/* The tangent of a formula along a direction against a central difference, for each function that
 * has one; those that have none are refused. And what relations hold of numbers. */
#include "formula/differentiate/tangent.h"
#include "formula_fixture.h"
#include "test.h"

#include <assert.h>
#include <math.h>

static void begin(struct fixture *fixture) {
    *fixture = (struct fixture){
        .arena = arena_create(),
        .notation = FIXTURE_FOUR,
        .axis = SAMPLES_AS_COLUMNS,
        .last_layer = 3,
        .units = {3, 4, 1, 2},
        .samples = 2,
        .activations = {ACTIVATION_LINEAR, ACTIVATION_TANH, ACTIVATION_SIGMOID, ACTIVATION_SOFTMAX},
        .seed = 11,
    };
    fixture_begin(fixture);
    fixture_run_forward(fixture, LAYOUT_NUMERATOR);
}

static bool bind(struct fixture *fixture, const char *source, struct binding *ret) {
    struct formula_error error = {0};
    const struct statement *statement =
        statement_parse(fixture->arena, source, strlen(source), &fixture->table, &error);
    bool is_bound = statement != NULL &&
                    statement_bind(fixture->arena, statement, &fixture->scope, ret, &error);
    if (!is_bound) {
        EXPECT_STRING(error.message, source);
    }
    return is_bound;
}

static struct evaluation evaluation_at(struct fixture *fixture, const struct binding *binding,
                                       double *state) {
    struct evaluation evaluation = {
        .state = state,
        .scratch = ARENA_ARRAY(fixture->arena, double, binding->scratch_count + 1),
    };
    binding_compute(binding, &evaluation);
    return evaluation;
}

/* The state, so far along a direction. */
static double *moved(struct fixture *fixture, const double *direction, double step) {
    double *state = ARENA_ARRAY(fixture->arena, double, fixture->state_count);
    for (size_t i = 0; i < fixture->state_count; i++) {
        state[i] = fixture->state[i] + step * direction[i];
    }
    return state;
}

static double difference(struct fixture *fixture, const struct binding *binding,
                         const double *direction) {
    const double step = 1e-5;
    double sides[2];
    for (int side = 0; side < 2; side++) {
        double *state = moved(fixture, direction, side == 0 ? -step : step);
        const struct evaluation evaluation = evaluation_at(fixture, binding, state);
        sides[side] = binding_value(binding, &evaluation).values[0];
    }
    return (sides[1] - sides[0]) / (2 * step);
}

/* False where the formula has no tangent; else that of its 1 x 1 value. */
static bool find_tangent(struct fixture *fixture, const struct binding *binding,
                         const double *direction, double *ret) {
    const struct evaluation evaluation =
        evaluation_at(fixture, binding, moved(fixture, direction, 0));
    struct tangent tangent = {
        .evaluation = &evaluation,
        .state = ARENA_ARRAY(fixture->arena, double, fixture->state_count),
        .scratch = ARENA_ARRAY(fixture->arena, double, binding->scratch_count + 1),
        .spare = ARENA_ARRAY(fixture->arena, double, binding->scratch_count + 1),
    };
    memcpy(tangent.state, direction, fixture->state_count * sizeof *direction);
    bool is_known = tangent_compute(binding, &tangent);
    *ret = is_known ? tangent.state[binding->target.offset] : 0;
    return is_known;
}

static const double *direction_of(struct fixture *fixture) {
    double *direction = ARENA_ARRAY(fixture->arena, double, fixture->state_count);
    for (size_t i = 0; i < fixture->state_count; i++) {
        direction[i] = (double)(fixture_random(fixture) % 2001) / 1000 - 1;
    }
    return direction;
}

static void test_against_differences(void) {
    static const char *const sources[] = {
        "C = norm2(Z[1])",
        "C = norm2(A[1] - Z[1] ./ 3)",
        "C = sum(rowsum(Z[1]) .* b[1])",
        "C = sum(colsum(Z[1]^2))",
        "C = sum(diag(b[1]) * Z[1])",
        "C = sum(max(Z[1], A[1] ./ 2))",
        "C = sum(exp(Z[1]) ./ (1 + exp(-Z[1])))",
        "C = sum(log(1 + exp(Z[1])))",
        "C = sum(sqrt(1 + Z[1]^2))",
        "C = sum(abs(Z[1]))",
        "C = sum(sign(Z[1]) .* Z[1])",
        "C = sum([Z[1] > 0] .* Z[1])",
        "C = sum(f(Z[1]) .* Z[1])",
        "C = sum((w[2] * A[1] + b[2])^T)",
        "C = sum(unit(2, rows(Z[1]))^T * Z[1]) / cols(Z[1])",
        "C = sum(identity(4) * Z[1])",
        "C = -sum(w[2] * A[1])",
        "C = sum(2 * b[1] ./ (3 + b[1]^2))",
    };
    for (size_t i = 0; i < TEST_COUNT(sources); i++) {
        struct fixture fixture;
        begin(&fixture);
        struct binding binding;
        double found = 0;
        fixture.scope.layer = 1;
        if (bind(&fixture, sources[i], &binding)) {
            const double *direction = direction_of(&fixture);
            double expected = difference(&fixture, &binding, direction);
            bool is_known = find_tangent(&fixture, &binding, direction, &found);
            if (!is_known || !(fabs(found - expected) <= 1e-7 * fmax(1, fabs(expected)))) {
                test_failures++;
                printf("# %s: %.12g, by differences %.12g\n", sources[i], found, expected);
            }
            EXPECT(expected != 0);
        }
        arena_destroy(fixture.arena);
    }
}

static void test_unknown(void) {
    static const char *const sources[] = {
        "C = sum(f'(Z[1]))",
        "C = sum(vjp(Z[3], A[3]))",
    };
    for (size_t i = 0; i < TEST_COUNT(sources); i++) {
        struct fixture fixture;
        begin(&fixture);
        struct binding binding;
        double found = 0;
        fixture.scope.layer = 1;
        if (bind(&fixture, sources[i], &binding)) {
            EXPECT(!find_tangent(&fixture, &binding, direction_of(&fixture), &found));
            EXPECT(!tangent_is_known(&binding, 0, binding.node_count - 1));
        }
        arena_destroy(fixture.arena);
    }
}

static void test_relations(void) {
    static const struct {
        enum relation relation;
        bool below, same, above;
    } cases[] = {
        {RELATION_ABOVE, false, false, true},   {RELATION_BELOW, true, false, false},
        {RELATION_AT_LEAST, false, true, true}, {RELATION_AT_MOST, true, true, false},
        {RELATION_EQUAL, false, true, false},
    };
    static_assert(TEST_COUNT(cases) == RELATION_COUNT, "each relation");
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        EXPECT_INT(expression_holds(cases[i].relation, 1, 2), cases[i].below);
        EXPECT_INT(expression_holds(cases[i].relation, 2, 2), cases[i].same);
        EXPECT_INT(expression_holds(cases[i].relation, 2, 1), cases[i].above);
        EXPECT_INT(expression_holds(cases[i].relation, (double)NAN, 1), false);
    }
}

int main(void) {
    static const struct test tests[] = {
        {"tangents against differences", test_against_differences},
        {"functions without a tangent", test_unknown},
        {"relations", test_relations},
    };
    return test_run(tests, TEST_COUNT(tests));
}
