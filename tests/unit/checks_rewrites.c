/* Each way in which a formula is mistaken, on formulas of Mazur's network; and what is wrong with a
 * file of mistakes, at its place. */
#include "mistake_fixture.h"

static const char *root;

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
};

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

static void expect_rewrite(const struct rewrite_case *expected) {
    struct arena *arena = arena_create();
    struct diagnostics diagnostics;
    const char *text;
    const struct mistakes *mistakes = read_rewrite(arena, expected->rewrite, &diagnostics, &text);
    if (mistakes == NULL) {
        fixture_bail_out("rewrite", diagnostics_print(&diagnostics, "m", text, strlen(text)));
    }
    const struct program *program =
        fixture_program(arena, fixture_lesson(arena, root, "tests/lessons/mazur.json"),
                        fixture_notation(arena, root, expected->notation), 0);
    struct recording recording;
    EXPECT(recording_of_step(arena, program, expected->step, &recording));
    const struct recorded_tree right = recorded_tree_right(&recording, arena);
    struct rewritten_list list = {.arena = arena};
    const size_t cell[2] = {2, 1};
    rewrite_apply(&recording, &right, cell, &mistakes->items[0].rewrites[0].rewrite, &list);
    struct tree_statement statement = {NULL, NULL};
    printf("# %s, step %ld: %s\n", expected->notation, expected->step, expected->rewrite);
    bool is_made = list.count > 0 &&
                   tree_to_statement(arena, &list.items[0].tree.target, list.items[0].tree.value,
                                     &recording.symbols.table, &statement);
    EXPECT_STRING(is_made ? statement.statement->source : "", expected->source);
    arena_destroy(arena);
}

static void test_rewrites(void) {
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        expect_rewrite(&cases[i]);
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

int main(int count, char **arguments) {
    root = count > 1 ? arguments[1] : ".";
    static const struct test tests[] = {
        {"every rewrite", test_rewrites},
        {"faults of a file of mistakes", test_faults},
    };
    return test_run(tests, TEST_COUNT(tests));
}
