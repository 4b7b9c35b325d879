/* Each way in which a formula is mistaken, on formulas of Mazur's network; and what is wrong with a
 * file of mistakes, at its place. */
#include "mistake_fixture.h"

static const char *root;

enum { STEP_OF_LOSS = 5 };

struct rewrite_case {
    const char *notation;
    long step;
    const char *rewrite; /* as assets/mistakes.json has it */
    const char *source;  /* the first formula that it makes; "": none */
};

static const struct rewrite_case cases[] = {
    {"four", 8, "{\"drop\": \"slope\"}", "dZ[1] = (w[2]^T * dZ[2])"},
    {"ladder", 9, "{\"drop\": \"slope\"}", "dZ[1] = (dZ[2] * W[2]^T)"},
    {"four", 1, "{\"drop\": \"bias[l]\"}", "Z[1] = w[1] * A[0]"},
    {"four", 11, "{\"drop\": \"rate\"}", "w[1] = w[1] - dw[1]"},
    {"four", 8, "{\"repeat\": \"slope\"}", "dZ[1] = (w[2]^T * dZ[2]) .* (f'(Z[1]) .* f'(Z[1]))"},
    {"four", 8, "{\"transpose\": \"weight[l+1]\"}", "dZ[1] = (w[2] * dZ[2]) .* f'(Z[1])"},
    {"four", 9, "{\"transpose\": \"right\"}", "dw[2] = (dZ[2] * A[1]^T)^T"},
    {"four", 6, "{\"swap\": \"activation[l] - target\"}", "gA[2] = Y - A[2]"},
    {"four", 11, "{\"turn\": \"rate * weight_gradient[l]\"}", "w[1] = w[1] + alpha * dw[1]"},
    {"four", 8, "{\"replace\": \"slope\", \"by\": \"activation[l]\"}",
     "dZ[1] = (w[2]^T * dZ[2]) .* A[1]"},
    {"four", 8, "{\"replace\": \"weight[l+1]\", \"by\": \"weight_after[l+1]\"}",
     "dZ[1] = (w_after[2]^T * dZ[2]) .* f'(Z[1])"},
    {"four", 2, "{\"replace\": \"function\", \"by\": \"preactivation[l]\"}", "A[1] = Z[1]"},
    {"four", 8, "{\"matrix\": \"slope\"}", "dZ[1] = (w[2]^T * dZ[2]) * f'(Z[1])^T"},
    {"four", 8, "{\"elementwise\": true}", "dZ[1](2,1) = w[2](2,1) * dZ[2](2,1) * f'(Z[1](2,1))"},
    {"four", 8, "{\"one_of_sum\": true}", "dZ[1](2,1) = w[2](1,2) * dZ[2](1,1) * f'(Z[1](2,1))"},
    {"four", 9, "{\"cell\": \"activation[l-1]\", \"by\": \"weight[l](i,j)\"}",
     "dw[2](2,1) = dZ[2](2,1) * w[2](2,1)"},
    {"ladder", 8, "{\"cell\": \"activation[l-1]\", \"by\": \"weight[l](i,j)\"}",
     "dW[2](2,1) = W[2](2,1) * dZ[2](1,1)"},
    {"four", 8, "{\"other\": \"sample\"}", ""},
    {"four", 8, "{\"lose_term\": true}",
     "dZ[1](2,1) = (sum(k, 2, w[2](k,2) * dZ[2](k,1)) - w[2](1,2) * dZ[2](1,1)) * f'(Z[1](2,1))"},
    {"four", 8, "{\"turn_term\": true}",
     "dZ[1](2,1) = (sum(k, 2, w[2](k,2) * dZ[2](k,1)) - 2 * (w[2](1,2) * dZ[2](1,1))) * "
     "f'(Z[1](2,1))"},
    {"four", 8, "{\"drop\": \"slope\", \"then\": {\"turn\": \"right\"}}",
     "dZ[1] = -(w[2]^T * dZ[2])"},
    {"ladder", 9, "{\"replace\": \"slope\", \"by\": \"rows(target)\"}",
     "dZ[1] = (dZ[2] * W[2]^T) .* cols(Y)"},
    {"ladder", 9, "{\"replace\": \"slope\", \"by\": \"cols(target)\"}",
     "dZ[1] = (dZ[2] * W[2]^T) .* rows(Y)"},
    {"four", 8, "{\"replace\": \"slope\", \"by\": \"weight[l+2]\"}", ""},
    {"four", 8, "{\"replace\": \"slope\", \"by\": \"activation[L]\"}",
     "dZ[1] = (w[2]^T * dZ[2]) .* A[2]"},
    {"four", 8,
     "{\"replace\": \"slope\", \"by\": \"unit(k, 2)\", \"then\": {\"drop\": \"unit(k, 2)\"}}",
     "dZ[1] = (w[2]^T * dZ[2])"},
    {"four", 5, "{\"replace\": \"right\", \"by\": \"1/4 * right\"}",
     "C = 1 / 8 * sum((Y - A[2])^2)"},
};

/* Where a lesson has formulas of its own. */
struct own_case {
    const char *formula; /* "hidden_error": "..." */
    struct rewrite_case expected;
};

static const struct own_case own_cases[] = {
    {"\"loss\": \"C = 1/2 * sum((Y - A[L])^2)\"",
     {"four", 8,
      "{\"transpose\": \"weight[l+1]\", \"then\": {\"cell\": \"error[l+1]\", \"by\": \"1\"}}", ""}},
    {"\"loss\": \"C = 1/2 * sum((Y - A[L])^2)\"",
     {"four", 8, "{\"transpose\": \"weight[l+1]\", \"then\": {\"one_of_sum\": true}}", ""}},
    {"\"loss\": \"C = 1/2 * sum((Y - A[L])^2)\"",
     {"four", 8, "{\"transpose\": \"weight[l+1]\", \"then\": {\"elementwise\": true}}", ""}},
    {"\"hidden_error\": \"dZ[l] = vjp(Z[l], w[l+1]^T * dZ[l+1])\"",
     {"four", 8, "{\"one_of_sum\": true}",
      "dZ[1](2,1) = f'(Z[1](2,1)) * (w[2](1,2) * dZ[2](1,1))"}},
    {"\"hidden_error\": \"dZ[l] = (w[l+1]^T * dZ[l+1]) .* max(f'(Z[l]), 0)\"",
     {"four", 8, "{\"one_of_sum\": true}",
      "dZ[1](2,1) = w[2](1,2) * dZ[2](1,1) * max(f'(Z[1](2,1)), 0)"}},
    {"\"hidden_error\": \"dZ[l] = diag(f'(Z[l])) * (w[l+1]^T * dZ[l+1])\"",
     {"four", 8, "{\"one_of_sum\": true}",
      "dZ[1](2,1) = unit(2, 3)^T * diag(f'(Z[1])) * unit(1, 3) * sum(k, 2, w[2](k,1) * "
      "dZ[2](k,1))"}},
    {"\"loss\": \"C = sum(k, 2, (Y(k,1) - A[L](k,1))^2)\"",
     {"four", 5, "{\"lose_term\": true}",
      "C(1,1) = sum(k, 2, (Y(k,1) - A[2](k,1))^2) - (Y(1,1) - A[2](1,1))^2"}},
    {"\"loss\": \"C = sum(k, 2, k * (Y(k,1) - A[L](k,1))^2)\"",
     {"four", 5, "{\"lose_term\": true}",
      "C(1,1) = sum(k, 2, k * (Y(k,1) - A[2](k,1))^2) - (Y(1,1) - A[2](1,1))^2"}},
    {"\"hidden_error\": \"dZ[l] = (w[l+1]^T * dZ[l+1]) .* [Z[l] > 0]\"",
     {"four", 8, "{\"drop\": \"[preactivation[l] > 0]\"}", "dZ[1] = (w[2]^T * dZ[2])"}},
    {"\"loss\": \"C = 1/8 * sum((Y - A[L])^2)\"",
     {"four", 5, "{\"turn_term\": true}",
      "C(1,1) = 1 / 8 * (sum(k, 2, (Y(k,1) - A[2](k,1))^2) - 2 * (Y(1,1) - A[2](1,1))^2)"}},
};

static const struct lesson *lesson_with(struct arena *arena, const char *formula) {
    const char *text = text_format(
        arena,
        "{\"format\": 1, \"title\": \"own\", \"notation\": \"four\", \"formulas\": {%s}, "
        "\"network\": "
        "{\"inputs\": 2, \"layers\": [{\"units\": 3, \"activation\": \"sigmoid\"}, {\"units\": 2, "
        "\"activation\": \"sigmoid\"}]}, \"data\": {\"inputs\": [[0.5, 0.1]], \"targets\": [[0, "
        "1]]}, "
        "\"loss\": \"half_square\"}",
        formula);
    return fixture_lesson_with((struct fixture_shelf){arena, root}, "own", text, strlen(text));
}

static const struct mistakes *read_rewrite(struct arena *arena, const char *rewrite,
                                           struct diagnostics *diagnostics, const char **ret_text) {
    *ret_text = text_format(arena,
                            "{\"format\": 1, \"mistakes\": {\"m\": {\"seen\": 1, \"rewrites\": "
                            "[%s],\n\"name\": {\"en\": \"a\", \"zh\": \"b\"}, \"say\": {\"en\": "
                            "\"c\", \"zh\": \"d\"}}}}",
                            rewrite);
    diagnostics_begin(diagnostics, arena);
    return mistakes_read(arena, *ret_text, strlen(*ret_text), diagnostics);
}

static void expect_rewrite(struct arena *arena, const struct lesson *lesson,
                           const struct rewrite_case *expected) {
    struct diagnostics diagnostics;
    const char *text;
    const struct mistakes *mistakes = read_rewrite(arena, expected->rewrite, &diagnostics, &text);
    if (mistakes == NULL) {
        fixture_bail_out("rewrite", diagnostics_print(&diagnostics, "m", text, strlen(text)));
    }
    const struct notation *notation = lesson->has_formulas
                                          ? lesson->own_notation
                                          : fixture_notation(arena, root, expected->notation);
    const struct program *program = fixture_program(arena, lesson, notation, 0);
    struct recording recording;
    EXPECT(recording_of_step(arena, program, expected->step, &recording));
    const struct recorded_tree right = recorded_tree_right(&recording, arena);
    struct rewritten_list list = {.arena = arena};
    const size_t cell[2] = {expected->step == STEP_OF_LOSS ? 1 : 2, 1};
    rewrite_apply(&recording, &right, cell, &mistakes->items[0].rewrites[0].rewrite, &list);
    struct tree_statement statement = {NULL, NULL};
    printf("# %s, step %ld: %s\n", expected->notation, expected->step, expected->rewrite);
    bool is_made = list.count > 0 &&
                   tree_to_statement(arena, &list.items[0].tree.target, list.items[0].tree.value,
                                     &recording.symbols.table, &statement);
    EXPECT_STRING(is_made ? statement.statement->source : "", expected->source);
}

static void test_rewrites(void) {
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        struct arena *arena = arena_create();
        expect_rewrite(arena, fixture_lesson(arena, root, "tests/lessons/mazur.json"), &cases[i]);
        arena_destroy(arena);
    }
}

static void test_own(void) {
    for (size_t i = 0; i < TEST_COUNT(own_cases); i++) {
        struct arena *arena = arena_create();
        expect_rewrite(arena, lesson_with(arena, own_cases[i].formula), &own_cases[i].expected);
        arena_destroy(arena);
    }
}

/* ---- faults ---- */

struct fault_case {
    const char *rewrite, *first_line;
};

static const struct fault_case faults[] = {
    {"{\"drop\": \"slop\"}", "m:1:68: error: /mistakes/m/rewrites/0/drop: unknown name \"slop\""},
    {"{\"drap\": \"slope\"}",
     "m:1:59: error: /mistakes/m/rewrites/0/drap: unknown key; did you mean \"drop\"?"},
    {"{\"drop\": \"slope\", \"by\": \"rate\"}",
     "m:1:76: error: /mistakes/m/rewrites/0/by: \"drop\" has no \"by\""},
    {"{\"replace\": \"slope\"}", "m:1:58: error: /mistakes/m/rewrites/0: expected a key \"by\", "
                                 "found none"},
    {"{\"drop\": \"slope\", \"turn\": \"right\"}",
     "m:1:76: error: /mistakes/m/rewrites/0/turn: a rewrite does one thing (what follows is "
     "\"then\")"},
    {"{}", "m:1:58: error: /mistakes/m/rewrites/0: a rewrite says what it does, as in {\"drop\": "
           "\"slope\"}"},
    {"3", "m:1:58: error: /mistakes/m/rewrites/0: expected an object, found 3"},
    {"{\"drop\": \"slope\", \"then\": {\"drop\": \"slope\", \"then\": {\"drop\": \"slope\", "
     "\"then\": {\"drop\": \"slope\", \"then\": {\"drop\": \"slope\"}}}}}",
     "m:1:154: error: /mistakes/m/rewrites/0/then/then/then/then: more than 4 steps"},
};

/* Of a file as a whole. */
static const struct fault_case file_faults[] = {
    {"[]", "m:1:1: error: expected an object, found an array"},
    {"{\"format\": 1, \"mistakes\": {\"m\": 3}}",
     "m:1:33: error: /mistakes/m: expected an object, found 3"},
    {"{\"format\": 1, \"mistakes\": {\"m\": {\"seen\": 1, \"match\": \"rounding\", \"name\": "
     "\"a\", \"say\": {\"en\": \"c\", \"zh\": \"d\"}}}}",
     "m:1:74: error: /mistakes/m/name: expected a text in every language, found \"a\""},
    {"{\"format\": 1, \"mistakes\": {\"m\": {\"seen\": 1, \"match\": \"rounding\", \"name\": "
     "{\"en\": \"a\", \"zh\": \"b\"}, \"say\": {\"en\": \"See {slop}.\", \"zh\": \"d\"}}}}",
     "m:1:112: error: /mistakes/m/say/en: {slop}: unknown name \"slop\""},
    {"{\"format\": 1, \"mistakes\": {\"m\": {\"seen\": 2, \"seen_in\": [\"here\"], \"match\": "
     "\"rounding\", \"name\": {\"en\": \"a\", \"zh\": \"b\"}, \"say\": {\"en\": \"c\", \"zh\": "
     "\"d\"}}}}",
     "m:1:56: error: /mistakes/m/seen_in: 1 addresses, but it is seen in 2 places"},
};

static void test_faults(void) {
    for (size_t i = 0; i < TEST_COUNT(faults); i++) {
        struct arena *arena = arena_create();
        struct diagnostics diagnostics;
        const char *text;
        EXPECT(read_rewrite(arena, faults[i].rewrite, &diagnostics, &text) == NULL);
        const char *printed = diagnostics_print(&diagnostics, "m", text, strlen(text));
        EXPECT_STRING(arena_copy_text(arena, printed, strcspn(printed, "\n")),
                      faults[i].first_line);
        arena_destroy(arena);
    }
}

static void expect_file_fault(const char *text, const char *expected) {
    struct arena *arena = arena_create();
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    EXPECT(mistakes_read(arena, text, strlen(text), &diagnostics) == NULL);
    const char *printed = diagnostics_print(&diagnostics, "m", text, strlen(text));
    EXPECT_STRING(arena_copy_text(arena, printed, strcspn(printed, "\n")), expected);
    arena_destroy(arena);
}

static void test_file_faults(void) {
    struct arena *arena = arena_create();
    for (size_t i = 0; i < TEST_COUNT(file_faults); i++) {
        expect_file_fault(file_faults[i].rewrite, file_faults[i].first_line);
    }
    char *large = arena_alloc(arena, MISTAKES_MOST_BYTES + 2, 1);
    memset(large, ' ', MISTAKES_MOST_BYTES + 1);
    large[MISTAKES_MOST_BYTES + 1] = '\0';
    expect_file_fault(large, text_format(arena, "m:1:1: error: the file has %d bytes (at most %d)",
                                         MISTAKES_MOST_BYTES + 1, MISTAKES_MOST_BYTES));
    arena_destroy(arena);
}

/* The names that a formula is read with are not kept for each of hundreds of formulas. */
static void test_memory_of_a_file(void) {
    enum { MOST_BYTES = 1024 * 1024 };
    struct arena *arena = arena_create();
    EXPECT(fixture_mistakes(arena, root)->count > 0);
    printf("# %zu KiB for all mistakes\n", arena_used(arena) / 1024);
    EXPECT(arena_used(arena) < MOST_BYTES);
    arena_destroy(arena);
}

int main(int count, char **arguments) {
    root = count > 1 ? arguments[1] : ".";
    static const struct test tests[] = {
        {"every rewrite", test_rewrites},
        {"of a lesson's own formulas", test_own},
        {"faults of a file of mistakes", test_faults},
        {"faults of all of the file", test_file_faults},
        {"memory of a file", test_memory_of_a_file},
    };
    return test_run(tests, TEST_COUNT(tests));
}
