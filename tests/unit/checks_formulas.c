/* Typed formulas: what is equal is right however it is written, what is not is told why. */
#include "mistake_fixture.h"

#include "checks/diagnosis/formula_diagnosis.h"
#include "checks/rewrite/element.h"

static const char *root;
static struct arena *shared;
static const struct mistakes *mistakes;
static struct fixture_notations notations;

enum { NETWORKS = 6, LEAST_FORMS = 200 };

/* ---- typing ---- */

static struct formula_diagnosis type(struct arena *arena, const struct recording *recording,
                                     const char *text, bool *ret_is_read) {
    const struct diagnosis_question question = {
        .recording = recording, .mistakes = mistakes, .cell = {1, 1}};
    struct answer_formula formula;
    struct answer_fault fault = {0, 0, ""};
    *ret_is_read = answer_formula_read(arena, recording, question.cell, text, &formula, &fault);
    if (!*ret_is_read) {
        printf("# %s: %s: bytes %zu to %zu: %s\n", recording->program->notation->id, text,
               fault.begin, fault.end, fault.message);
        return (struct formula_diagnosis){.verdict = FORMULA_WRONG};
    }
    return formula_diagnosis_of(arena, &question, &formula);
}

static void expect_right(struct arena *arena, const struct recording *recording, const char *text) {
    bool is_read;
    const struct formula_diagnosis diagnosis = type(arena, recording, text, &is_read);
    if (!is_read || diagnosis.verdict != FORMULA_RIGHT) {
        test_failures++;
        printf("# %s: %s: %s\n", recording->program->notation->id, text,
               formula_verdict_names[diagnosis.verdict]);
    }
}

static const char *printed(struct arena *arena, const struct recording *recording,
                           const struct statement *statement, enum print_format format) {
    struct printer printer = recording_printer(recording, format);
    struct text_builder text;
    text_begin(&text, arena);
    print_statement(&printer, statement, &text, NULL);
    return text.bytes;
}

/* For every operation of random networks in every notation. */
typedef void visitor(struct arena *arena, const struct recording *recording);

static void each_operation(visitor *visit) {
    for (size_t network = 0; network < (FIXTURE_IS_SANITIZED ? 1 : NETWORKS); network++) {
        for (size_t i = 0; i < notations.count; i++) {
            struct arena *arena = arena_create();
            const struct program *program = fixture_program(
                arena, fixture_random_lesson(arena, network + 1), notations.items[i].notation, 0);
            for (long k = 0; k < program->operation_count; k++) {
                struct arena *own = arena_create();
                struct recording recording;
                EXPECT(recording_of_step(own, program, k + 1, &recording));
                visit(own, &recording);
                arena_destroy(own);
            }
            arena_destroy(arena);
        }
    }
}

/* ---- the notes' own forms ---- */

static long forms;

/* e_k says nowhere how long it is. */
static bool has_unit(const char *text) {
    return strstr(text, "e_{") != NULL || strstr(text, "eₖ") != NULL ||
           strstr(text, "eᵢ") != NULL || strstr(text, "eⱼ") != NULL;
}

static void type_form(struct arena *arena, const struct recording *recording,
                      const struct statement *statement) {
    const char *const texts[] = {printed(arena, recording, statement, PRINT_TEX),
                                 printed(arena, recording, statement, PRINT_TEXT),
                                 statement->source};
    for (size_t i = 0; i < TEST_COUNT(texts); i++) {
        if (!has_unit(texts[i])) {
            expect_right(arena, recording, texts[i]);
            forms++;
        }
    }
}

static void type_forms(struct arena *arena, const struct recording *recording) {
    const struct operation *operation = recording_operation(recording);
    type_form(arena, recording, operation->binding.statement);
    for (size_t i = 0; i < operation->form_count; i++) {
        type_form(arena, recording, operation->forms[i].binding.statement);
    }
}

static void test_own_forms(void) {
    each_operation(type_forms);
    printf("# %ld forms, in TeX, in Unicode and as their files have them\n", forms);
    EXPECT(forms >= LEAST_FORMS);
}

/* ---- equal by algebra ---- */

static long equals;

static bool is_commutative(const struct tree *tree) {
    return tree->kind == EXPRESSION_ADD || tree->kind == EXPRESSION_HADAMARD;
}

/* What stays the same: sides of a sum, a matrix transposed twice, the transpose of a product, minus
 * a minus. */
static struct tree *rewritten(struct arena *arena, struct tree *tree, size_t way) {
    for (size_t i = 0; i < tree->operand_count; i++) {
        tree->operands[i] = rewritten(arena, tree->operands[i], way);
    }
    if (way == 0 && is_commutative(tree)) {
        struct tree *left = tree->operands[0];
        tree->operands[0] = tree->operands[1];
        tree->operands[1] = left;
    } else if (way == 1 && tree->kind == EXPRESSION_SUBTRACT) {
        tree->kind = EXPRESSION_ADD;
        tree->operands[1] = tree_with_one(arena, EXPRESSION_NEGATE, tree->operands[1]);
    } else if (way == 2 && tree->kind == EXPRESSION_PRODUCT) {
        struct tree *turned =
            tree_with_two(arena, EXPRESSION_PRODUCT,
                          tree_with_one(arena, EXPRESSION_TRANSPOSE, tree->operands[1]),
                          tree_with_one(arena, EXPRESSION_TRANSPOSE, tree->operands[0]));
        return tree_with_one(arena, EXPRESSION_TRANSPOSE, turned);
    } else if (way == 3 && tree->kind == EXPRESSION_TENSOR && !tree->has_element) {
        return tree;
    }
    return tree;
}

static void type_tree(struct arena *arena, const struct recording *recording,
                      const struct recorded_tree *tree) {
    struct tree_statement statement;
    if (tree_to_statement(arena, &tree->target, tree->value, &recording->symbols.table,
                          &statement)) {
        expect_right(arena, recording, printed(arena, recording, statement.statement, PRINT_TEXT));
        expect_right(arena, recording, statement.statement->source);
        equals += 2;
    }
}

static void type_equals(struct arena *arena, const struct recording *recording) {
    for (size_t way = 0; way < 4; way++) {
        struct recorded_tree tree = recorded_tree_right(recording, arena);
        tree.value = rewritten(arena, tree.value, way);
        if (way == 3) { /* twice transposed as a whole, and doubled and halved */
            tree.value =
                tree_with_one(arena, EXPRESSION_TRANSPOSE,
                              tree_with_one(arena, EXPRESSION_TRANSPOSE,
                                            tree_with_two(arena, EXPRESSION_PRODUCT,
                                                          tree_with_two(arena, EXPRESSION_QUOTIENT,
                                                                        tree_number(arena, 2),
                                                                        tree_number(arena, 2)),
                                                          tree.value)));
        }
        type_tree(arena, recording, &tree);
    }
    struct recorded_tree written = recorded_tree_right(recording, arena);
    const size_t cell[2] = {1, 1};
    if (recorded_tree_shape(recording, arena, &written)) {
        written.value = element_of_tree(recording, arena, written.value, cell, NULL);
        written.target = recorded_tree_element(&written.target, 1, 1);
        struct tree_statement statement;
        if (written.value != NULL &&
            tree_to_statement(arena, &written.target, written.value, &recording->symbols.table,
                              &statement) &&
            strstr(statement.statement->source, "unit(") == NULL) {
            expect_right(arena, recording, statement.statement->source);
            equals++;
        }
    }
}

static void test_equal_forms(void) {
    each_operation(type_equals);
    printf("# %ld equal formulas: turned around, transposed twice, written out\n", equals);
    EXPECT(equals >= LEAST_FORMS);
}

/* ---- wrong ---- */

static long wrongs, by_verdict[FORMULA_VERDICT_COUNT], unnamed;

/* "ẑ" stands for what nobody can type. */
static bool has_marked_symbol(const struct recording *recording,
                              const struct statement *statement) {
    size_t own = recording->program->notation->symbol_count;
    for (size_t i = 0; i < statement->node_count; i++) {
        if (statement->nodes[i]->kind == EXPRESSION_TENSOR &&
            (size_t)statement->nodes[i]->symbol >= own) {
            return true;
        }
    }
    return false;
}

static bool is_named(const struct formula_diagnosis *diagnosis, const struct mistake *mistake) {
    for (size_t i = 0; i < diagnosis->count; i++) {
        if (diagnosis->findings[i].mistake == mistake) {
            return true;
        }
    }
    return false;
}

static void type_wrong(struct arena *arena, const struct recording *recording) {
    const size_t cell[2] = {1, 1};
    const struct candidates candidates = candidates_create(arena, recording, mistakes, cell);
    for (size_t i = 0; i < candidates.count; i++) {
        const struct candidate *candidate = &candidates.items[i];
        const struct statement *statement = candidate->formula.formula.statement;
        if (candidate->is_silent || has_marked_symbol(recording, statement)) {
            continue;
        }
        struct arena *own = arena_create();
        bool is_read;
        const struct formula_diagnosis diagnosis =
            type(own, recording, statement->source, &is_read);
        wrongs++;
        EXPECT(is_read);
        by_verdict[diagnosis.verdict]++;
        if (diagnosis.verdict == FORMULA_RIGHT) {
            test_failures++;
            printf("# %s taken for right: %s\n", candidate->mistake->id, statement->source);
        }
        if (diagnosis.verdict == FORMULA_MISTAKE && !is_named(&diagnosis, candidate->mistake)) {
            unnamed++;
            printf("# %s, not %s: %s\n", diagnosis.findings[0].mistake->id, candidate->mistake->id,
                   statement->source);
        }
        arena_destroy(own);
    }
}

static void test_wrong_forms(void) {
    each_operation(type_wrong);
    printf("# %ld wrong formulas: %ld a mistake, %ld shapes, %ld a factor, %ld neither\n", wrongs,
           by_verdict[FORMULA_MISTAKE],
           by_verdict[FORMULA_SHAPE_ERROR] + by_verdict[FORMULA_OTHER_SHAPE],
           by_verdict[FORMULA_FACTOR], by_verdict[FORMULA_WRONG]);
    EXPECT(wrongs >= LEAST_FORMS);
    EXPECT_INT(by_verdict[FORMULA_WRONG], 0);
    EXPECT_INT(unnamed, 0);
}

/* ---- by hand ---- */

struct typed_case {
    const char *lesson, *notation;
    long step;
    const char *text, *verdict, *mistake;
};

static const struct typed_case typed_cases[] = {
    {"mazur", "four", 8, "(w[2]ᵀ δ[2]) ⊙ σ′(z[1])", "right", NULL},
    {"mazur", "four", 8, "σ'(z[1]) ⊙ (w[2]ᵀ·δ[2])", "right", NULL},
    {"mazur", "four", 8, "δ^{[1]} = (w^{[2]})^T δ^{[2]} \\odot \\sigma'(z^{[1]})", "right", NULL},
    {"mazur", "four", 8, "(w^{[l+1]T} \\delta^{[l+1]}) \\odot \\sigma'(z^{[l]})", "right", NULL},
    {"mazur", "four", 8, "a[1] ⊙ (1 − a[1]) ⊙ (w[2]ᵀ δ[2])", "right", NULL},
    {"mazur", "four", 8, "(δ[2]ᵀ w[2])ᵀ ⊙ a[1] ⊙ (1 − a[1])", "right", NULL},
    {"mazur", "four", 8, "Σ_k w_{ki}^{[2]} δ_k^{[2]} σ'(z_i^{[1]})", "right", NULL},
    {"mazur", "four", 8, "(w[2]^T * dZ[2]) .* f'(Z[1])", "right", NULL},
    {"mazur", "four", 8, "w[2]ᵀ δ[2]", "mistake", "no_slope"},
    {"mazur", "four", 8, "w[2]^T delta[2] .* sigma'(z[1])", "right", NULL},
    {"mazur", "delta", 9, "delta^{(2)} (a^{(1)})^T", "right", NULL},
    {"mazur", "four", 8, "(w[2] δ[2]) ⊙ σ′(z[1])", "mistake", "no_transpose"},
    {"mazur", "four", 8, "(w[2]ᵀ δ[2]) ⊙ a[1]", "mistake", "value_for_slope"},
    {"mazur", "four", 8, "3 (w[2]ᵀ δ[2]) ⊙ σ′(z[1])", "factor", NULL},
    {"mazur", "four", 8, "δ[2] w[2]ᵀ ⊙ σ′(z[1])", "shape", NULL},
    {"mazur", "four", 8, "w[2] ⊙ 5", "shape", NULL},
    {"mazur", "four", 8, "σ′(z[1])", "wrong", NULL},
    {"mazur", "ladder", 9, "(∂ℒ/∂z_2 · W_2^⊤) ∘ a_1 ∘ (1 − a_1)", "right", NULL},
    {"mazur", "ladder", 9, "\\frac{\\partial L}{\\partial z_2} W_2^T \\circ a_1 \\circ (1 - a_1)",
     "right", NULL},
    {"mazur", "ladder", 9, "(∂ℒ/∂z_2 · W_2) ∘ a_1 ∘ (1 − a_1)", "mistake", "no_transpose"},
    {"mazur", "layer", 2, "a^{[1]} = g(y^{[1]})", "right", NULL},
    {"mazur", "layer", 2, "1/(1 + e^{-y[1]})", "right", NULL},
    {"mazur", "layer", 2, "1/(1 + e^{y[1]})", "mistake", "exponent_sign"},
    {"mazur", "delta", 9, "δ^{(2)} (a^{(1)})^T", "right", NULL},
    {"mazur", "mlbook", 13, "W^{(2)} - η ∂ℒ(ŷ)/∂W^{(2)}", "right", NULL},
    {"mazur", "mlbook", 13, "W^{(2)} + η ∂ℒ(ŷ)/∂W^{(2)}", "mistake", "uphill"},
    {"mazur", "four", 2, "\\sqrt{\\sigma(z^{[1]}) \\odot \\sigma(z^{[1]})}", "right", NULL},
    {"mazur", "four", 2, "sqrt(σ(z[1]) ⊙ σ(z[1]))", "right", NULL},
    {"mazur", "four", 2, "√(σ(z[1])^2)", "right", NULL},
    {"mazur", "four", 2, "|σ(z[1])|", "right", NULL},
    {"mazur", "four", 2, "tanh(z[1])", "mistake", "wrong_function"},
    {"mazur", "four", 2, "max(σ(z[1]), 0)", "right", NULL},
    {"mazur", "four", 2, "softplus(z[1])", "wrong", NULL},
    {"mazur", "four", 8, "(w[2]ᵀ δ[2]) ⊙ sigmoid'(z[1])", "right", NULL},
    {"mazur", "four", 8, "(w[2]ᵀ δ[2]) ⊙ tanh'(z[1])", "mistake", "wrong_function"},
    {"mazur", "four", 8, "(w[2]ᵀ δ[2]) ⊙ relu'(z[1])", "wrong", NULL},
    {"mazur", "four", 5, "(1/2) Σ_{k=1}^{2} (y_k - a[2]_k)^2", "right", NULL},
    {"mazur", "four", 8, "(w[2]T δ[2]) ⊙ σ^{\\prime}(z[1])", "right", NULL},
    {"mazur", "four", 8, "(w[2]^ᵀ δ[2]) ⊙ σ'(z[1] + 0)", "right", NULL},
    {"mazur", "four", 2, "\\frac  1 {1 + e^{-z[1]}}", "right", NULL},
    {"mazur", "four", 2, "\\sqrt{1 + \\frac{1}{z^{[1]}}}", "wrong", NULL},
};

/* As many samples as units: matrices fit that do not elsewhere. */
static const char square_lesson[] =
    "{\"format\": 1, \"title\": \"a\", \"notation\": \"four\", \"network\": "
    "{\"inputs\": [\"x1\", \"x2\"], \"layers\": [{\"units\": 3, \"activation\": "
    "\"tanh\", \"weights\": [[0.31, -0.72], [0.55, 0.18], [-0.44, 0.93]], "
    "\"biases\": [0.12, -0.27, 0.08]}, {\"units\": 3, \"activation\": \"softmax\", "
    "\"weights\": [[0.61, -0.35, 0.22], [-0.48, 0.77, 0.15], [0.29, 0.41, -0.66]], "
    "\"biases\": [0.05, -0.14, 0.21]}]}, \"data\": {\"inputs\": [[0.7, -1.3], [1.1, "
    "0.4], [-0.6, 0.9]], \"targets\": [[0, 1, 0], [1, 0, 0], [0, 0, 1]]}, \"loss\": "
    "\"cross_entropy\", \"learning_rate\": 0.3, \"iterations\": 3}";
static const char relu_lesson[] =
    "{\"format\": 1, \"title\": \"b\", \"notation\": \"four\", \"network\": "
    "{\"inputs\": [\"x1\", \"x2\", \"x3\"], \"layers\": [{\"units\": 2, "
    "\"activation\": \"relu\", \"weights\": [[0.83, -0.37, 0.52], [-0.64, 0.91, "
    "0.28]], \"biases\": [0.14, -0.23]}, {\"units\": 1, \"activation\": \"sigmoid\", "
    "\"weights\": [[0.95, -0.78]], \"biases\": [0.17]}]}, \"data\": {\"inputs\": "
    "[[0.5, -1.2, 0.8], [1.3, 0.7, -0.4], [-0.9, 0.6, 1.1], [0.2, 1.4, -0.7]], "
    "\"targets\": [[1], [0], [1], [0]]}, \"loss\": \"binary_cross_entropy\", "
    "\"learning_rate\": 0.4, \"iterations\": 3}";

static const struct typed_case square_cases[] = {
    {square_lesson, "four", 8, "(w[2]ᵀ dZ[2]) * f'(Z[1])", "mistake", "matrix_for_elementwise"},
    {square_lesson, "four", 8, "(w[2]^T * dZ[2]) .* (1 - A[1].^2)", "right", NULL},
    {square_lesson, "four", 9, "1/m * dZ[2]", "shape", NULL}, /* is no sample's part */
    {square_lesson, "four", 9, "1/m * rowsum(dZ[2])", "right", NULL},
    {square_lesson, "four", 1, "w[1] X + b[1]", "right", NULL},
    {square_lesson, "four", 1, "w[1] x", "mistake", "no_bias"},
    {square_lesson, "four", 12, "1/m * dZ[1] * xᵀ", "right", NULL},
    {relu_lesson, "four", 8, "(w[2]ᵀ dZ[2]) ⊙ A[1]", "mistake", "relu_slope_is_z"},
    {relu_lesson, "four", 8, "(w[2]ᵀ dZ[2]) ⊙ Z[1]", "mistake", "relu_slope_is_z"},
    {relu_lesson, "four", 2, "relu(Z[1])", "right", NULL},
    {square_lesson, "four", 2, "tanh(Z[1])", "right", NULL},
    {relu_lesson, "four", 4, "sigma(Z[2])", "right", NULL},
    {relu_lesson, "four", 2, "sigma(Z[1])", "mistake", "wrong_function"},
};

static const struct lesson *lesson_of(struct arena *arena, const struct typed_case *typed) {
    return typed->lesson[0] == '{'
               ? fixture_lesson_of_text(arena, "typed", typed->lesson, strlen(typed->lesson))
               : fixture_lesson(arena, root,
                                text_format(arena, "tests/lessons/%s.json", typed->lesson));
}

static void expect_typed(const struct typed_case *typed) {
    struct arena *arena = arena_create();
    const struct program *program = fixture_program(
        arena, lesson_of(arena, typed), fixture_notation(arena, root, typed->notation), 0);
    struct recording recording;
    bool is_read;
    EXPECT(recording_of_step(arena, program, typed->step, &recording));
    const struct formula_diagnosis diagnosis = type(arena, &recording, typed->text, &is_read);
    printf("# %s, step %ld: %s\n", typed->notation, typed->step, typed->text);
    EXPECT(is_read);
    EXPECT_STRING(formula_verdict_names[diagnosis.verdict], typed->verdict);
    if (typed->mistake != NULL && diagnosis.count > 0) {
        EXPECT_STRING(diagnosis.findings[0].mistake->id, typed->mistake);
    }
    arena_destroy(arena);
}

static void test_typed(void) {
    for (size_t i = 0; i < TEST_COUNT(typed_cases); i++) {
        expect_typed(&typed_cases[i]);
    }
    for (size_t i = 0; i < TEST_COUNT(square_cases); i++) {
        expect_typed(&square_cases[i]);
    }
}

struct fault_case {
    const char *text;
    size_t begin;
    const char *message;
};

static const struct fault_case fault_cases[] = {
    {"w[2]ᵀ q[2]", 8, "this is no symbol of the notation"},
    {"(w[2]ᵀ δ[2]", 14, "a \")\" is missing here"},
    {"w[7] δ[2]", 0, "this is no tensor of the network: which layer?"},
    {"w δ[2]", 0, "this is no tensor of the network: which layer?"},
    {"δ[2] = w[2]", 0, "another quantity is asked for"},
    {"w^{[2", 2, "this brace is not closed"},
    {"\\foo w[2]", 0, "this command is not known"},
    {"w[2] ⊙", 8, "something is missing here"},
    {"", 0, "something is missing here"},
    {"w[2])", 4, "this does not belong here"},
};

static void test_faults(void) {
    struct arena *arena = arena_create();
    const struct program *program =
        fixture_program(arena, fixture_lesson(arena, root, "tests/lessons/mazur.json"),
                        fixture_notation(arena, root, "four"), 0);
    struct recording recording;
    EXPECT(recording_of_step(arena, program, 8, &recording));
    const size_t cell[2] = {1, 1};
    for (size_t i = 0; i < TEST_COUNT(fault_cases); i++) {
        struct answer_formula formula;
        struct answer_fault fault = {0, 0, ""};
        printf("# %s\n", fault_cases[i].text);
        EXPECT(
            !answer_formula_read(arena, &recording, cell, fault_cases[i].text, &formula, &fault));
        EXPECT_INT(fault.begin, fault_cases[i].begin);
        EXPECT_STRING(fault.message, fault_cases[i].message);
    }
    arena_destroy(arena);
}

int main(int count, char **arguments) {
    root = count > 1 ? arguments[1] : ".";
    shared = arena_create();
    mistakes = fixture_mistakes(shared, root);
    notations = fixture_notations(shared, root);
    const struct test tests[] = {
        {"the notes' own forms are right", test_own_forms},
        {"equal formulas are right", test_equal_forms},
        {"wrong formulas are told why", test_wrong_forms},
        {"formulas as they are typed", test_typed},
        {"what cannot be read, and where", test_faults},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
