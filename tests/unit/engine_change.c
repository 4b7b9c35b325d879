/* What is different between two lines of a derivation: the parts that are marked, as they stand in
 * the source. */
#include "engine/derivation/change.h"
#include "formula_fixture.h"
#include "test.h"

static const struct statement *parse(struct fixture *fixture, const char *source) {
    struct formula_error error = {0};
    const struct statement *statement =
        statement_parse_line(fixture->arena, source, strlen(source), &fixture->table, &error);
    if (statement == NULL) {
        EXPECT_STRING(error.message, source);
    }
    return statement;
}

/* "Z[l] | f'(Z[l])": the marked parts in the order of the nodes. */
static const char *marked(struct fixture *fixture, const struct statement *statement,
                          const bool *is_marked) {
    struct text_builder text;
    text_begin(&text, fixture->arena);
    for (size_t i = 0; i < statement->node_count; i++) {
        const struct expression *node = statement->nodes[i];
        if (is_marked[i]) {
            text_append_string(&text, text.length > 0 ? " | " : "");
            text_append(&text, statement->source + node->begin, node->end - node->begin);
        }
    }
    return text.bytes;
}

struct pair {
    const char *old, *new;
    const char *old_marks, *new_marks;
};

static const struct pair pairs[] = {
    {"= Z[l]", "= Z[l]", "", ""},
    {"= (Z[l])", "= Z[l]", "", ""},
    {"= Z[l]", "= A[l]", "Z[l]", "A[l]"},
    {"= w[l] * A[l-1] + b[l]", "= w[l] * f(Z[l-1]) + b[l]", "A[l-1]", "f(Z[l-1])"},
    {"= Z[l]", "= Z[l] + b[l]", "", "b[l]"},
    {"= w[l](j,k) * Z[l](k)", "= w[l](k,j) * Z[l](k)", "w[l](j,k)", "w[l](k,j)"},
    {"dZ[l](j) = partial(C, Z[l](j))",
     "= sum(k, rows(Z[l+1]), partial(C, Z[l+1](k)) * partial(Z[l+1](k), Z[l](j)))",
     "partial(C, Z[l](j))",
     "sum(k, rows(Z[l+1]), partial(C, Z[l+1](k)) * partial(Z[l+1](k), Z[l](j)))"},
    {"= sum(k, rows(Z[l+1]), partial(C, Z[l+1](k)) * partial(Z[l+1](k), Z[l](j)))",
     "= sum(k, rows(Z[l+1]), dZ[l+1](k) * partial(Z[l+1](k), Z[l](j)))", "partial(C, Z[l+1](k))",
     "dZ[l+1](k)"},
    {"= diag(f'(Z[l])) * w[l+1]^T * dZ[l+1]", "= f'(Z[l]) .* (w[l+1]^T * dZ[l+1])",
     "diag(f'(Z[l]))", "f'(Z[l])"},
    {"= exp(-Z[l]) ./ (exp(-Z[l]) + 1)^2", "= (exp(-Z[l]) + 1 - 1) ./ (exp(-Z[l]) + 1)^2", "",
     "1 | 1"},
    {"= A[l] - A[l]^2", "= A[l] .* (1 - A[l])", "A[l] - A[l]^2", "A[l] .* (1 - A[l])"},
    {"= A[l] ./ Z[l]", "= Z[l] ./ A[l]", "A[l] | Z[l]", "Z[l] | A[l]"},
    {"= 2 * A[l] - Y", "= 2 * A[l] + Y", "Y", "Y"},
    {"= [Z[l] > 0]", "= [Z[l] >= 0]", "[Z[l] > 0]", "[Z[l] >= 0]"},
};

static void test_pairs(void) {
    struct fixture fixture = {.arena = arena_create(),
                              .notation = FIXTURE_FOUR,
                              .last_layer = 2,
                              .units = {2, 2, 2},
                              .samples = 1};
    fixture_begin(&fixture);
    for (size_t i = 0; i < TEST_COUNT(pairs); i++) {
        const struct statement *old = parse(&fixture, pairs[i].old);
        const struct statement *new = parse(&fixture, pairs[i].new);
        struct change change = change_between(fixture.arena, old, new);
        EXPECT_STRING(marked(&fixture, old, change.is_old), pairs[i].old_marks);
        EXPECT_STRING(marked(&fixture, new, change.is_new), pairs[i].new_marks);
        struct change back = change_between(fixture.arena, new, old);
        EXPECT_STRING(marked(&fixture, new, back.is_old), pairs[i].new_marks);
        EXPECT_STRING(marked(&fixture, old, back.is_new), pairs[i].old_marks);
    }
    arena_destroy(fixture.arena);
}

int main(void) {
    static const struct test tests[] = {{"pairs", test_pairs}};
    return test_run(tests, TEST_COUNT(tests));
}
