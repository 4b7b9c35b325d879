#include "formula/explain/explanation.h"
#include "formula_fixture.h"
#include "random_formula_fixture.h"
#include "test.h"

/* ---- what an explanation must be ---- */

struct check {
    const struct binding *binding;
    const struct evaluation *evaluation;
    const struct explanation *explanation;
    const char *source;
    size_t failures;
};

/* Equal, the sign of a zero aside; and not a number is itself. */
static bool is_same(double a, double b) {
    return a == b || (isnan(a) && isnan(b));
}

static void claim(struct check *check, bool holds, const char *what) {
    if (!holds && check->failures++ == 0) {
        const struct node_element *result = &check->explanation->result;
        printf("# %s: node %zu (%zu, %zu): %s\n", check->source, result->node, result->row,
               result->column, what);
        test_failures++;
    }
}

/* turn: which number of the letter that the node runs over; 0: it runs over none. */
static void check_operand(struct check *check, const struct node_element *element, size_t turn) {
    if (turn > 0) {
        binding_compute_summand(check->binding, check->evaluation, check->explanation->result.node,
                                turn);
    }
    claim(check, element->node < check->explanation->result.node, "an operand comes before");
    struct matrix value = binding_node_value(check->binding, check->evaluation, element->node);
    bool is_inside = element->row < value.rows && element->column < value.columns;
    claim(check, is_inside, "the operand's element is inside it");
    claim(check,
          is_inside && is_same(matrix_at(value, element->row, element->column), element->value),
          "the operand holds the value claimed");
}

static double term_value(const struct explanation_term *term) {
    if (term->is_zero_by_position || term->convention != CONVENTION_NONE) {
        return 0;
    }
    double a = term->factors[0].value, b = term->factors[1].value;
    double value = term->factor_count == 1 ? a : term->is_quotient ? a / b : a * b;
    return term->sign * value;
}

static void check_terms(struct check *check) {
    const struct explanation *explanation = check->explanation;
    double sum = 0;
    for (size_t i = 0; i < explanation->term_count; i++) {
        const struct explanation_term *term = &explanation->terms[i];
        claim(check, term->factor_count >= 1 && term->factor_count <= 2, "one or two factors");
        for (size_t k = 0; k < term->factor_count; k++) {
            check_operand(check, &term->factors[k], term->turn);
        }
        claim(check, is_same(term->value, term_value(term)), "the term is its factors' product");
        sum += term->value;
    }
    if (explanation->kind == EXPLANATION_SUM) {
        claim(check, is_same(sum, explanation->result.value), "the terms add up to the element");
    }
}

static double term_at(const struct explanation *explanation, size_t i) {
    return explanation->terms[i].factors[0].value;
}

/* Softmax and its vjp, from the terms alone and by another road than the code's. */
static double softmax_at(const struct explanation *explanation, size_t units, size_t which) {
    double sum = 0;
    for (size_t i = 0; i < units; i++) {
        sum += exp(term_at(explanation, i) - term_at(explanation, which));
    }
    return 1 / sum;
}

static double softmax_vjp(const struct explanation *explanation, size_t units, size_t which) {
    double own = softmax_at(explanation, units, which), sum = 0;
    for (size_t i = 0; i < units; i++) {
        double a = softmax_at(explanation, units, i);
        sum += ((i == which ? own : 0) - a * own) * term_at(explanation, units + i);
    }
    return sum;
}

static double function_of_terms(struct check *check, const struct bound_node *node) {
    const struct explanation *explanation = check->explanation;
    const struct activation_definition *definition = activation_definition(node->activation);
    bool mixes = activation_mixes_units(node->activation);
    bool are_columns = check->binding->axis == SAMPLES_AS_COLUMNS;
    size_t which = are_columns ? explanation->result.row : explanation->result.column;
    double x = term_at(explanation, 0);
    if (node->expression->kind == EXPRESSION_INDICATOR) {
        double y = term_at(explanation, 1);
        const bool holds[RELATION_COUNT] = {x > y, x < y, x >= y, x <= y, x == y};
        return holds[node->expression->relation];
    }
    switch (node->expression->function) {
    case FUNCTION_ACTIVATION:
        return mixes ? softmax_at(explanation, explanation->term_count, which)
                     : definition->value(x);
    case FUNCTION_DERIVATIVE:
        return definition->derivative(x);
    case FUNCTION_VJP:
        return mixes ? softmax_vjp(explanation, explanation->term_count / 2, which)
                     : definition->derivative(x) * term_at(explanation, 1);
    case FUNCTION_LOG:
        return log(x);
    case FUNCTION_EXP:
        return exp(x);
    case FUNCTION_ABS:
        return fabs(x);
    case FUNCTION_SIGN:
        return x > 0 ? 1 : x < 0 ? -1 : 0;
    case FUNCTION_ROOT:
        return sqrt(x);
    case FUNCTION_JACOBIAN: {
        size_t i = explanation->result.row, j = explanation->result.column;
        if (!mixes) {
            return i == j ? definition->derivative(x) : 0;
        }
        double a = softmax_at(explanation, explanation->term_count, i);
        return (i == j ? a : 0) - a * softmax_at(explanation, explanation->term_count, j);
    }
    case FUNCTION_MAX:
        return fmax(x, term_at(explanation, 1));
    case FUNCTION_PARTIAL: /* of more than its two terms */
        return explanation->result.value;
    case FUNCTION_SUM:
    case FUNCTION_SUM_OVER:
    case FUNCTION_STACK:
    case FUNCTION_BESIDE:
    case FUNCTION_NORM:
    case FUNCTION_IDENTITY:
    case FUNCTION_ROW_SUM:
    case FUNCTION_COLUMN_SUM:
    case FUNCTION_DIAGONAL:
    case FUNCTION_UNIT:
    case FUNCTION_ROWS:
    case FUNCTION_COLUMNS:
    case FUNCTION_COUNT:
        break;
    }
    claim(check, false, "a function that has terms");
    return 0;
}

/* With the numbers that are there the arithmetic gives what is there. */
static void check_reckoning(struct check *check, struct arena *arena,
                            const struct bound_node *node) {
    const struct explanation *explanation = check->explanation;
    double *factors = ARENA_ARRAY(arena, double, 2 * explanation->term_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < explanation->term_count; i++) {
        for (size_t k = 0; k < explanation->terms[i].factor_count; k++) {
            factors[count++] = explanation->terms[i].factors[k].value;
        }
    }
    double again = explanation_reckon(arena, check->binding, explanation, factors);
    double found = explanation->result.value;
    double size = fabs(found) > 1 ? fabs(found) : 1;
    bool is_partial =
        node->expression->kind == EXPRESSION_CALL && node->expression->function == FUNCTION_PARTIAL;
    claim(check,
          is_partial ? isnan(again) : is_same(again, found) || fabs(again - found) <= 1e-9 * size,
          "the terms are reckoned again");
}

/* What runs over a letter leaves its last number behind, and is explained from outside. */
static bool is_inside_loop(const struct binding *binding, size_t node) {
    for (size_t i = node + 1; i < binding->node_count; i++) {
        const struct expression *outer = binding->nodes[i].expression;
        if (expression_runs_over(outer) && node > (size_t)outer->operands[0]->id) {
            return true;
        }
    }
    return false;
}

static void check_node(struct check *check, struct arena *arena, size_t i) {
    const struct bound_node *node = &check->binding->nodes[i];
    struct matrix value = binding_node_value(check->binding, check->evaluation, i);
    for (size_t row = 0; row < value.rows; row++) {
        for (size_t column = 0; column < value.columns; column++) {
            struct explanation explanation =
                explanation_of_element(arena, check->binding, check->evaluation, i, row, column);
            check->explanation = &explanation;
            claim(check, is_same(explanation.result.value, matrix_at(value, row, column)),
                  "the result is the element");
            claim(check, (explanation.term_count == 0) == (explanation.kind == EXPLANATION_LEAF),
                  "a leaf has no terms, and only a leaf");
            check_terms(check);
            check_reckoning(check, arena, node);
            if (explanation.kind == EXPLANATION_FUNCTION) {
                double again = function_of_terms(check, node), found = explanation.result.value;
                double size = fabs(found) > 1 ? fabs(found) : 1;
                claim(check, is_same(again, found) || fabs(again - found) <= 1e-9 * size,
                      "the function of the terms is the element");
            }
        }
    }
}

/* ---- the tests ---- */

static void expect_explained(struct fixture *fixture, const char *source) {
    struct formula_error error = {0};
    const struct statement *statement =
        statement_parse(fixture->arena, source, strlen(source), &fixture->table, &error);
    struct binding binding;
    if (statement == NULL ||
        !statement_bind(fixture->arena, statement, &fixture->scope, &binding, &error)) {
        EXPECT_STRING(error.message, source);
        return;
    }
    struct evaluation evaluation = {
        .state = fixture->state,
        .scratch = ARENA_ARRAY(fixture->arena, double, binding.scratch_count),
    };
    binding_take_last_element(&binding, &evaluation);
    binding_compute(&binding, &evaluation);
    binding_unfold(&binding, &evaluation);
    struct check check = {.binding = &binding, .evaluation = &evaluation, .source = source};
    for (size_t i = 0; i < binding.node_count; i++) {
        if (!is_inside_loop(&binding, i)) {
            check_node(&check, fixture->arena, i);
        }
    }
}

/* A product that counts as 0 is a term of value 0, and says by which convention. */
static void test_conventions(void) {
    static const char *const sources[] = {
        "dZ[1] = -Y .* log(A[1]) - (1 - Y) .* log(1 - A[1])",
        "dZ[1] = -Y ./ A[1] + (1 - Y) ./ (1 - A[1])",
        "dZ[1] = Y^T * log(A[1])",
        "dZ[1] = Y * log(A[1])^T",
    };
    struct fixture fixture = {.arena = arena_create(),
                              .notation = 1,
                              .last_layer = 1,
                              .units = {2, 2},
                              .samples = 2,
                              .activations = {ACTIVATION_LINEAR, ACTIVATION_SIGMOID}};
    fixture_begin(&fixture);
    memcpy(fixture_tensor(&fixture, "Y", -1).values, (const double[]){0, 1, 0, 0.5},
           4 * sizeof(double));
    memcpy(fixture_tensor(&fixture, "A", 1).values, (const double[]){0, 1, 0, 0.5},
           4 * sizeof(double));
    for (size_t i = 0; i < TEST_COUNT(sources); i++) {
        expect_explained(&fixture, sources[i]);
    }
    arena_destroy(fixture.arena);
}

static void begin_random(struct fixture *fixture, uint32_t seed) {
    *fixture = (struct fixture){.arena = arena_create(), .seed = seed * 2654435761u + 1};
    bool are_rows = seed % 2;
    fixture->notation = are_rows ? FIXTURE_LADDER : FIXTURE_FOUR;
    fixture->axis = are_rows ? SAMPLES_AS_ROWS : SAMPLES_AS_COLUMNS;
    fixture->last_layer = 1 + (int)pick(fixture, 3);
    fixture->samples = 1 + pick(fixture, 3);
    for (int layer = 0; layer <= fixture->last_layer; layer++) {
        fixture->units[layer] = 1 + pick(fixture, 4);
        fixture->activations[layer] = (enum activation)pick(fixture, ACTIVATION_COUNT);
    }
    fixture_begin(fixture);
    for (size_t i = 0; i < fixture->state_count; i++) {
        /* below 0 as well: logarithms of those are no numbers, and that must hold together too */
        fixture->state[i] = 4 * fixture->state[i] - 2;
    }
}

static void test_random_formulas(void) {
    size_t parsed = 0;
    for (uint32_t seed = 1; seed <= 500; seed++) {
        struct fixture fixture;
        begin_random(&fixture, seed);
        size_t symbol = pick(&fixture, FIXTURE_MOST_SYMBOLS);
        bool is_layered = fixture.is_layered[symbol];
        struct shape shape = fixture.places[symbol][is_layered ? 1 : 0].shape;
        const char *value = random_formula(&fixture, shape, 4);
        const char *source = text_format(fixture.arena, "%s%s = %s", fixture.names[symbol],
                                         is_layered ? "[1]" : "", value);
        /* longer than a formula may be: take a smaller one */
        for (size_t depth = 3; strlen(source) > 1000; depth--) {
            value = random_formula(&fixture, shape, depth);
            source = text_format(fixture.arena, "%s%s = %s", fixture.names[symbol],
                                 is_layered ? "[1]" : "", value);
        }
        expect_explained(&fixture, source);
        parsed += strlen(source);
        arena_destroy(fixture.arena);
    }
    EXPECT(parsed > 500 * 20);
}

static void test_formulas_of_the_notes(void) {
    static const char *const sources[] = {
        "Z[l] = w[l] * A[l-1] + b[l]",
        "C = -1/m * sum(Y .* log(A[L]) + (1 - Y) .* log(1 - A[L]))",
        "dZ[L] = gA[L] .* f'(Z[L])",
        "dZ[l] = (w[l+1]^T * dZ[l+1]) .* f'(Z[l])",
        "dw[l] = 1/m * dZ[l] * A[l-1]^T",
        "db[l] = 1/m * rowsum(dZ[l])",
        "w[l] = w[l] - alpha * dw[l]",
        "dZ[l] = vjp(Z[l], gA[l])",
        "A[l] = f(Z[l])",
        "dw[l](2,3) = dZ[l](2,1) * A[l-1](3,1)",
        "dw[l] = column(i, rows(w[l]), row(j, cols(w[l]), dZ[l](i,1) * A[l-1](j,2)))",
        "dw[l] = row(j, cols(w[l]), column(i, rows(w[l]), dZ[l](i,1) * A[l-1](j,2)))",
        "A[l] = column(i, 4, unit(i, 4)^T * Z[l])",
        "A[l] = sqrt(1 + Z[l] .* Z[l])",
        "C = 1/2 * norm2(A[L] - Y) + add(k, 2, Y(k,1))",
        "dZ[l] = max(0, Z[l]) .* [Z[l] > A[l]]",
        "A[l] = identity(rows(Z[l])) * Z[l]",
        "C = sum(k, cols(Y), sum(i, rows(Y), Y(i,k) * A[L](i,k)))",
        "C = sum(k, cols(Y), k * sum(i, rows(Y), i * Y(i,k))) + sum(k, rows(Y), Y(k,1) * k)",
        "dw[l] = sum(k, cols(Y), dZ[l] * unit(k, cols(Y)) * (unit(k, cols(Y))^T * A[l-1]^T))",
        "Z[l](i,j) = sum(k, cols(w[l]), w[l](i,k) * A[l-1](k,j)) + b[l](i,1)",
    };
    for (int i = 0; i < ACTIVATION_COUNT; i++) {
        for (size_t k = 0; k < TEST_COUNT(sources); k++) {
            struct fixture fixture = {
                .arena = arena_create(),
                .notation = FIXTURE_FOUR,
                .last_layer = 2,
                .units = {3, 4, 2},
                .samples = 3,
                .activations = {ACTIVATION_LINEAR, (enum activation)i, ACTIVATION_SIGMOID},
            };
            fixture_begin(&fixture);
            if (i != ACTIVATION_SOFTMAX || strstr(sources[k], "f'(Z[l])") == NULL) {
                expect_explained(&fixture, sources[k]);
            }
            arena_destroy(fixture.arena);
        }
    }
}

/* The products of one element of a matrix product, spelled out. */
static void test_matrix_product(void) {
    struct fixture fixture = {
        .arena = arena_create(),
        .notation = FIXTURE_FOUR,
        .last_layer = 1,
        .units = {3, 2},
        .samples = 2,
    };
    fixture_begin(&fixture);
    struct matrix w = fixture_tensor(&fixture, "w", 1), a = fixture_tensor(&fixture, "A", 0);
    struct formula_error error;
    const char *source = "Z[1] = w[1] * A[0] - Z[1]";
    struct binding binding = {0};
    EXPECT(statement_bind(
        fixture.arena,
        statement_parse(fixture.arena, source, strlen(source), &fixture.table, &error),
        &fixture.scope, &binding, &error));
    struct evaluation evaluation = {.state = fixture.state};
    evaluation.scratch = ARENA_ARRAY(fixture.arena, double, binding.scratch_count);
    binding_compute(&binding, &evaluation);
    binding_unfold(&binding, &evaluation);
    struct explanation product =
        explanation_of_element(fixture.arena, &binding, &evaluation, 2, 1, 0);
    EXPECT_INT(product.kind, EXPLANATION_SUM);
    EXPECT_INT(product.term_count, 3);
    for (size_t k = 0; k < 3; k++) {
        const struct explanation_term *term = &product.terms[k];
        EXPECT_INT(term->factor_count, 2);
        EXPECT_INT(term->factors[0].row * 10 + term->factors[0].column, 10 + k);
        EXPECT_INT(term->factors[1].row * 10 + term->factors[1].column, k * 10);
        EXPECT_NEAR(term->value, matrix_at(w, 1, k) * matrix_at(a, k, 0), 0);
    }
    struct explanation difference =
        explanation_of_element(fixture.arena, &binding, &evaluation, 4, 1, 1);
    EXPECT_INT(difference.term_count, 2);
    EXPECT_INT(difference.terms[1].sign, -1);
    arena_destroy(fixture.arena);
}

int main(void) {
    static const struct test tests[] = {
        {"what counts as 0", test_conventions},
        {"500 random formulas", test_random_formulas},
        {"formulas of the notes", test_formulas_of_the_notes},
        {"matrix product", test_matrix_product},
    };
    return test_run(tests, TEST_COUNT(tests));
}
