
#include "formula_parse_fixture.h"

#include "base/text.h"

#include <stdlib.h>

/* ---- the tree as an s-expression ---- */

static const char *const heads[EXPRESSION_KIND_COUNT] = {
    [EXPRESSION_NEGATE] = "neg",  [EXPRESSION_TRANSPOSE] = "^T",
    [EXPRESSION_SQUARE] = "^2",   [EXPRESSION_ADD] = "+",
    [EXPRESSION_SUBTRACT] = "-",  [EXPRESSION_PRODUCT] = "*",
    [EXPRESSION_HADAMARD] = ".*", [EXPRESSION_HADAMARD_QUOTIENT] = "./",
    [EXPRESSION_QUOTIENT] = "/",  [EXPRESSION_INDICATOR] = "[]",
};

static void dump_element(struct text_builder *text, struct element_index index) {
    static const char *const letters[] = {"i", "j", "k"};
    index.is_letter ? text_append_string(text, letters[index.number])
                    : text_append_format(text, "%d", index.number);
}

static void dump_index(struct text_builder *text, struct tensor_index index) {
    static const char *const bases[] = {"", "", "l", "L"};
    if (index.base == INDEX_NUMBER) {
        text_append_format(text, "[%d]", index.offset);
    } else if (index.base != INDEX_NONE) {
        text_append_format(text, index.offset == 0 ? "[%s]" : "[%s%+d]", bases[index.base],
                           index.offset);
    }
}

static void dump_tensor(struct text_builder *text, const struct expression *node) {
    text_append_string(text, names[node->symbol]);
    dump_index(text, node->index);
    if (node->has_element) {
        text_append_string(text, "(");
        dump_element(text, node->row);
        if (!node->is_vector) {
            text_append_string(text, ",");
            dump_element(text, node->column);
        }
        text_append_string(text, ")");
    }
}

/* A "!" marks the author's parentheses. */
static void dump(struct text_builder *text, const struct expression *node) {
    text_append_string(text, node->is_grouped ? "!" : "");
    if (node->kind == EXPRESSION_NUMBER) {
        text_append_format(text, "%.17g", node->number);
        return;
    }
    if (node->kind == EXPRESSION_ELEMENT) {
        dump_element(text, node->which);
        return;
    }
    if (node->kind == EXPRESSION_TENSOR) {
        dump_tensor(text, node);
        return;
    }
    const char *head = node->kind == EXPRESSION_CALL ? function_definition(node->function)->name
                                                     : heads[node->kind];
    static const char *const relations[] = {">", "<", ">=", "<=", "="};
    bool is_sum =
        expression_runs_over(node) && !node->is_written_out && node->function == FUNCTION_SUM_OVER;
    text_append_format(text, "(%s", is_sum ? "sum" : head);
    if (node->has_layer) {
        dump_index(text, node->index);
    }
    if (node->piece != NULL) {
        text_append_format(text, ":%s", node->piece->name);
    }
    if (node->kind == EXPRESSION_INDICATOR) {
        text_append_string(text, relations[node->relation]);
    }
    for (size_t i = 0; i < node->operand_count; i++) {
        text_append_string(text, " ");
        dump(text, node->operands[i]);
    }
    text_append_string(text, ")");
}

/* ---- what is a formula ---- */

struct good {
    const char *source, *tree;
};

static const struct good good[] = {
    {"y = 1", "y = 1"},
    {"y=1", "y = 1"},
    {" \t y  =\t1 ", "y = 1"},
    {"z[l] = W[l] * a[l-1] + b[l]", "z[l] = (+ (* W[l] a[l-1]) b[l])"},
    {"z[L] = W[L-1] * a[l+12] + b[0]", "z[L] = (+ (* W[L-1] a[l+12]) b[0])"},
    {"W [ l + 1 ] = W[l+1]", "W[l+1] = W[l+1]"},
    /* numbers: "2.*" is a number and an operator */
    {"y = 2.*y", "y = (.* 2 y)"},
    {"y = 2.5.*y", "y = (.* 2.5 y)"},
    {"y = 2./y", "y = (./ 2 y)"},
    {"y = 1e3 + 2.5e-1 + 3E+2", "y = (+ (+ 1000 0.25) 300)"},
    {"y = 1e100", "y = 1e+100"},
    {"y = 0.5*y", "y = (* 0.5 y)"},
    /* precedence, and from the left */
    {"y = y - y - y", "y = (- (- y y) y)"},
    {"y = y - y * y", "y = (- y (* y y))"},
    {"y = y / m / m", "y = (/ (/ y m) m)"},
    {"y = y * y .* y ./ y / m", "y = (/ (./ (.* (* y y) y) y) m)"},
    {"y = y + y * y - y", "y = (- (+ y (* y y)) y)"},
    {"y = -y^T * y", "y = (* (neg (^T y)) y)"},
    {"y = -y^2", "y = (neg (^2 y))"},
    {"y = (-y)^2", "y = (^2 !(neg y))"},
    {"y = y^T^2^T", "y = (^T (^2 (^T y)))"},
    {"y = y * -y", "y = (* y (neg y))"},
    {"y = y - -y", "y = (- y (neg y))"},
    {"y = -1/m * y", "y = (* (/ (neg 1) m) y)"},
    /* parentheses are remembered, not nodes */
    {"y = (y)", "y = !y"},
    {"y = ((y + y))", "y = !(+ y y)"},
    {"y = (y - y)^T", "y = (^T !(- y y))"},
    {"y = y * (y + y)", "y = (* y !(+ y y))"},
    {"y = -(y .* y + (1 - y) .* y)", "y = (neg !(+ (.* y y) (.* !(- 1 y) y)))"},
    /* functions */
    {"a[l] = f(z[l])", "a[l] = (f z[l])"},
    {"delta[l] = f'(z[l]) .* (W[l+1]^T * delta[l+1])",
     "delta[l] = (.* (f' z[l]) !(* (^T W[l+1]) delta[l+1]))"},
    {"delta[L] = vjp(z[L], delta[L] - y)", "delta[L] = (vjp z[L] (- delta[L] y))"},
    {"delta[L] = jacobian(z[L])^T * y", "delta[L] = (* (^T (jacobian z[L])) y)"},
    {"y = log(y)+exp(y)+abs(y)+sign(y)", "y = (+ (+ (+ (log y) (exp y)) (abs y)) (sign y))"},
    {"y = sqrt(y) ./ sqrt(y + 1)^2", "y = (./ (sqrt y) (^2 (sqrt (+ y 1))))"},
    {"y = sum(y) * rowsum(y) * colsum(y) * diag(y)",
     "y = (* (* (* (sum y) (rowsum y)) (colsum y)) (diag y))"},
    {"y = unit(i, rows(y)) + unit(2, cols(y))", "y = (+ (unit i (rows y)) (unit 2 (cols y)))"},
    {"y = log((y))", "y = (log !y)"},
    /* elements */
    {"dW[l](i,j) = delta[l](i,k) * a[l-1](j,1)", "dW[l](i,j) = (* delta[l](i,k) a[l-1](j,1))"},
    {"y(1,2) = y( 3 , j ) + i * k", "y(1,2) = (+ y(3,j) (* i k))"},
    {"y(1) = y( j )", "y(1) = y(j)"},
    {"a[l](j) = sum(k, rows(z[l]), z[l](k))", "a[l](j) = (sum (rows z[l]) z[l](k))"},
    /* derivatives, the larger one, indicators */
    {"y = partial(z[l+1](k), z[l](j))", "y = (partial z[l+1](k) z[l](j))"},
    {"y = partial(W[l] * a[l-1] + b[l], W[l](i,j))^T * y",
     "y = (* (^T (partial (+ (* W[l] a[l-1]) b[l]) W[l](i,j))) y)"},
    {"y = max(0, y) + max(y - 1, y)", "y = (+ (max 0 y) (max (- y 1) y))"},
    {"y = [y > 0] .* y", "y = (.* ([]> y 0) y)"},
    {"y = [i = j] + [y < m] + [y>=m] + [y <= -m]",
     "y = (+ (+ (+ ([]= i j) ([]< y m)) ([]>= y m)) ([]<= y (neg m)))"},
    {"y = diag([y > 0])", "y = (diag ([]> y 0))"},
    /* the activation of a layer, of anything */
    {"a[l] = f[l](W[l] * a[l-1]) + f'[L-1](z[L])",
     "a[l] = (+ (f[l] (* W[l] a[l-1])) (f'[L-1] z[L]))"},
    /* what runs over a letter */
    {"y = sum(k, 2, y(k))", "y = (sum 2 y(k))"},
    {"y = add(k, 2, y(k))", "y = (add 2 y(k))"},
    {"y = column(i, rows(y), row(j, 3, i * j))", "y = (column (rows y) (row 3 (* i j)))"},
    {"y = norm2(y - 1) * identity(rows(y))", "y = (* (norm2 (- y 1)) (identity (rows y)))"},
};

static void test_good_formulas(void) {
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct arena *arena = arena_create();
        struct formula_error error = {0};
        const struct statement *statement =
            statement_parse(arena, good[i].source, strlen(good[i].source), &table, &error);
        struct text_builder text;
        text_begin(&text, arena);
        if (statement != NULL) {
            dump_tensor(&text, statement->target);
            text_append_string(&text, " = ");
            dump(&text, statement->value);
        }
        EXPECT_STRING(statement != NULL ? text.bytes : error.message, good[i].tree);
        arena_destroy(arena);
    }
}

/* ---- lines of a derivation ---- */

/* The left side is a target, another expression, or none. */
static const struct good lines[] = {
    {"a[l](j) = y", "a[l](j) := y"},
    {"partial(z[l], b[l]) = 1", "(partial z[l] b[l]) = 1"},
    {"f'(z[l](j)) = y", "(f' z[l](j)) = y"},
    {"(y) = y", "!y = y"},
    {"= y * y", "= (* y y)"},
};

static void test_lines(void) {
    for (size_t i = 0; i < TEST_COUNT(lines); i++) {
        struct arena *arena = arena_create();
        struct formula_error error = {0};
        const struct statement *statement =
            statement_parse_line(arena, lines[i].source, strlen(lines[i].source), &table, &error);
        struct text_builder text;
        text_begin(&text, arena);
        if (statement != NULL && statement->target != NULL) {
            dump_tensor(&text, statement->target);
            text_append_string(&text, " :");
        } else if (statement != NULL && statement->left != NULL) {
            dump(&text, statement->left);
            text_append_string(&text, " ");
        }
        if (statement != NULL) {
            text_append_string(&text, "= ");
            dump(&text, statement->value);
            EXPECT(statement->nodes[statement->node_count - 1] == statement->value);
            EXPECT(statement->left == NULL || statement->left->id < statement->value->id);
        }
        EXPECT_STRING(statement != NULL ? text.bytes : error.message, lines[i].tree);
        arena_destroy(arena);
    }
    struct arena *arena = arena_create();
    struct formula_error error = {0};
    EXPECT(statement_parse_line(arena, "y", 1, &table, &error) == NULL);
    EXPECT_STRING(error.message, "expected \"=\", found the end of the formula");
    EXPECT(statement_parse(arena, "= y", 3, &table, &error) == NULL);
    arena_destroy(arena);
}

/* A name stands for part of a formula, in the layer that it is given; its nodes stand where the
 * name does. */
static void test_pieces(void) {
    static const struct named_piece pieces[] = {
        {"I", "unit(i, rows(z[l])) * a[l-1](j)", "I", "I"},
        {"D", "W[l+1] * I[l-1] + z[L]", "D", "D"},
        {"Q", "W[l+1] * ", "Q", "Q"},
        {"R", "W[l+1] ) * 2", "R", "R"},
    };
    struct symbol_table with = table;
    with.pieces = pieces;
    with.piece_count = TEST_COUNT(pieces);
    static const struct good cases[] = {
        {"y = I[l]", "y = (*:I (unit i (rows z[l])) a[l-1](j))"},
        {"y = 2 * I[l+1]", "y = (* 2 (*:I (unit i (rows z[l+1])) a[l](j)))"},
        {"y = I[L-1]", "y = (*:I (unit i (rows z[L-1])) a[L-2](j))"},
        {"y = I[3]^T", "y = (^T (*:I (unit i (rows z[3])) a[2](j)))"},
        {"y = D[l]", "y = (+:D (* W[l+1] (*:I (unit i (rows z[l-1])) a[l-2](j))) z[L])"},
    };
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        struct arena *arena = arena_create();
        struct formula_error error = {0};
        const struct statement *statement =
            statement_parse(arena, cases[i].source, strlen(cases[i].source), &with, &error);
        struct text_builder text;
        text_begin(&text, arena);
        if (statement != NULL) {
            dump_tensor(&text, statement->target);
            text_append_string(&text, " = ");
            dump(&text, statement->value);
            for (size_t k = 0; k < statement->node_count; k++) {
                EXPECT(statement->nodes[k]->end <= strlen(cases[i].source));
            }
        }
        EXPECT_STRING(statement != NULL ? text.bytes : error.message, cases[i].tree);
        arena_destroy(arena);
    }
    struct arena *arena = arena_create();
    struct formula_error error = {0};
    EXPECT(statement_parse(arena, "y = I", 5, &with, &error) == NULL);
    EXPECT_STRING(error.message, "\"I\" needs a layer, as in I[l]");
    EXPECT(statement_parse(arena, "y = I[x]", 8, &with, &error) == NULL);
    EXPECT_STRING(error.message, "expected a layer (a number, l or L), found \"x\"");
    EXPECT(statement_parse(arena, "y = 2 * Q[l]", 12, &with, &error) == NULL);
    EXPECT_STRING(error.message, "what \"Q\" stands for does not fit here");
    EXPECT(error.begin == 8 && error.end == 12); /* where its name is, not in what it stands for */
    EXPECT(statement_parse(arena, "y = R[l]", 8, &with, &error) == NULL);
    EXPECT_STRING(error.message, "what \"R\" stands for does not fit here");
    arena_destroy(arena);
}

/* A notation's own letters take the place of i, j and k. */
static void test_letters(void) {
    static const char *const own[] = {"k", "n"};
    struct symbol_table with = table;
    with.indices = (struct index_letters){own, 2};
    struct arena *arena = arena_create();
    struct formula_error error = {0};
    const char *source = "a[l](n) = sum(k, 2, W[l](n,k))";
    const struct statement *statement =
        statement_parse(arena, source, strlen(source), &with, &error);
    EXPECT(statement != NULL);
    EXPECT_STRING(statement->indices.names[statement->target->row.number], "n");
    EXPECT_INT(statement->value->which.number, 0);
    source = "a[l](j) = y";
    EXPECT(statement_parse(arena, source, strlen(source), &with, &error) == NULL);
    EXPECT_STRING(error.message,
                  "expected a row or column (a number, or one of k, n), found \"j\"");
    arena_destroy(arena);
}

/* ---- where each node stands ---- */

static void test_positions(void) {
    struct arena *arena = arena_create();
    const char *source = "dW[l] = (a[l] - ((y)))^T * -f'(z[l](1,2))";
    static const char *const pieces[] = {"a[l]",           "y",
                                         "a[l] - ((y))",   "(a[l] - ((y)))^T",
                                         "z[l](1,2)",      "f'(z[l](1,2))",
                                         "-f'(z[l](1,2))", "(a[l] - ((y)))^T * -f'(z[l](1,2))"};
    struct formula_error error = {0};
    const struct statement *statement =
        statement_parse(arena, source, strlen(source), &table, &error);
    EXPECT(statement != NULL);
    EXPECT_STRING(statement->source, source);
    EXPECT(statement->source != source);
    EXPECT_INT(statement->target->begin, 0);
    EXPECT_INT(statement->target->end, 5);
    EXPECT_INT(statement->node_count, 8);
    for (size_t i = 0; i < statement->node_count && i < 8; i++) {
        const struct expression *node = statement->nodes[i];
        EXPECT_INT(node->id, i);
        EXPECT_STRING(arena_copy_text(arena, source + node->begin, node->end - node->begin),
                      pieces[i]);
        for (size_t k = 0; k < node->operand_count; k++) {
            EXPECT(node->operands[k]->id < node->id);
        }
    }
    EXPECT(statement->nodes[statement->node_count - 1] == statement->value);
    EXPECT_INT(statement->nodes[1]->outer_begin, 16); /* of ((y)) */
    EXPECT_INT(statement->nodes[2]->outer_begin, 8);
    arena_destroy(arena);
}

/* ---- what is not a formula ---- */

struct bad {
    const char *source;
    size_t length; /* 0: up to the NUL */
    size_t begin, end;
    const char *message;
};

static const struct bad bad[] = {
    {"", 0, 0, 0, "expected the tensor that the formula computes, found the end of the formula"},
    {"1 = y", 0, 0, 1, "expected the tensor that the formula computes, found \"1\""},
    {"y", 0, 1, 1, "expected \"=\", found the end of the formula"},
    {"y - 1", 0, 2, 3, "expected \"=\", found \"-\""},
    {"y =", 0, 3, 3,
     "expected a number, a tensor, a function or \"(\", found the end of the formula"},
    {"y = ", 0, 4, 4,
     "expected a number, a tensor, a function or \"(\", found the end of the formula"},
    {"y = = y", 0, 4, 5, "expected a number, a tensor, a function or \"(\", found \"=\""},
    {"y = y y", 0, 6, 7, "expected an operator or the end of the formula, found \"y\""},
    {"y = 2y", 0, 5, 6, "expected an operator or the end of the formula, found \"y\""},
    {"y = 1 = y", 0, 6, 7, "expected an operator or the end of the formula, found \"=\""},
    {"y = y +", 0, 7, 7,
     "expected a number, a tensor, a function or \"(\", found the end of the formula"},
    {"y = --y", 0, 5, 6, "expected a number, a tensor, a function or \"(\", found \"-\""},
    {"y = +y", 0, 4, 5, "expected a number, a tensor, a function or \"(\", found \"+\""},
    {"y = .5", 0, 4, 5, "expected a number, a tensor, a function or \"(\", found \".\""},
    {"y = y^3", 0, 5, 6, "expected an operator or the end of the formula, found \"^\""},
    {"y = y)", 0, 5, 6, "expected an operator or the end of the formula, found \")\""},
    {"y = (y", 0, 6, 6, "expected \")\", found the end of the formula"},
    {"y = (y]", 0, 6, 7, "expected \")\", found \"]\""},
    {"y = ()", 0, 5, 6, "expected a number, a tensor, a function or \"(\", found \")\""},
    {"y = 1e101", 0, 4, 9, "the number is too large (at most 1e100)"},
    {"y = 1e999", 0, 4, 9, "the number is too large (at most 1e100)"},
    /* tensors */
    {"W = y", 0, 0, 1, "\"W\" needs a layer, as in W[l]"},
    {"y = W * y", 0, 4, 5, "\"W\" needs a layer, as in W[l]"},
    {"y[l] = y", 0, 1, 2, "\"y\" has no layers"},
    {"W[x] = y", 0, 2, 3, "expected a layer (a number, l or L), found \"x\""},
    {"W[-1] = y", 0, 2, 3, "expected a layer (a number, l or L), found \"-\""},
    {"W[l+] = y", 0, 4, 5, "expected a whole number, found \"]\""},
    {"W[l+l] = y", 0, 4, 5, "expected a whole number, found \"l\""},
    {"W[1.5] = y", 0, 2, 5, "expected a whole number, found \"1.5\""},
    {"W[1e2] = y", 0, 2, 5, "expected a whole number, found \"1e2\""},
    {"W[1234567] = y", 0, 2, 9, "the number is too large"},
    {"W[l = y", 0, 4, 5, "expected \"]\", found \"=\""},
    {"W[1+1] = y", 0, 3, 4, "expected \"]\", found \"+\""},
    {"y(0,1) = y", 0, 2, 3, "rows and columns are counted from 1"},
    {"y(1;2) = y", 0, 3, 4, "expected \")\", found \";\""},
    {"y(1,l) = y", 0, 4, 5, "expected a row or column (a number, or one of i, j, k), found \"l\""},
    {"y(n) = y", 0, 2, 3, "expected a row or column (a number, or one of i, j, k), found \"n\""},
    /* derivatives, the larger one, indicators */
    {"y = partial(y, 2 * y)", 0, 15, 20,
     "partial(y, x) differentiates by a tensor or by one element of it"},
    {"y = partial(y)", 0, 13, 14, "expected \",\", found \")\""},
    {"y = max(y)", 0, 9, 10, "expected \",\", found \")\""},
    {"y = f[l] + 1", 0, 9, 10, "expected \"(\", found \"+\""},
    {"y = log[l](y)", 0, 7, 8, "expected \"(\", found \"[\""},
    {"y = add(2, y)", 0, 8, 9, "expected a letter and \",\", found \"2\""},
    {"y = column(y)", 0, 11, 12, "expected a letter and \",\", found \"y\""},
    {"y = row(k, 2)", 0, 12, 13, "expected \",\", found \")\""},
    {"y = [y > 0", 0, 10, 10, "expected \"]\", found the end of the formula"},
    {"y = [y]", 0, 6, 7, "expected \">\", \"<\", \">=\", \"<=\" or \"=\", found \"]\""},
    {"y = [y > ]", 0, 9, 10, "expected a number, a tensor, a function or \"(\", found \"]\""},
    {"y = y > 0", 0, 6, 7, "expected an operator or the end of the formula, found \">\""},
    {"y = y(1,2", 0, 9, 9, "expected \")\", found the end of the formula"},
    /* names */
    {"w[l] = y", 0, 0, 1, "unknown name \"w\"; did you mean \"W\"?"},
    {"y = ets * y", 0, 4, 7, "unknown name \"ets\"; did you mean \"eta\"?"},
    {"y = dlta[l]", 0, 4, 8, "unknown name \"dlta\"; did you mean \"delta\"?"},
    {"y = sgn(y)", 0, 4, 7, "unknown name \"sgn\"; did you mean \"sign\"?"},
    {"y = banana", 0, 4, 10, "unknown name \"banana\""},
    {"y = y'", 0, 4, 6, "unknown name \"y'\""},
    {"f(z[l]) = y", 0, 0, 1, "\"f\" is a function, not a tensor"},
    {"y = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 0, 4, 67,
     "unknown name \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…\""},
    /* functions */
    {"y = sum y", 0, 8, 9, "expected \"(\", found \"y\""},
    {"y = sum()", 0, 8, 9, "expected a number, a tensor, a function or \"(\", found \")\""},
    {"y = sum(y, y)", 0, 9, 10, "expected \")\", found \",\""},
    {"y = vjp(z[l])", 0, 12, 13, "expected \",\", found \")\""},
    {"y = unit(i y)", 0, 11, 12, "expected \",\", found \"y\""},
    /* bytes */
    {"y = y\0", 6, 5, 6,
     "expected an operator or the end of the formula, found the character U+0000"},
    {"\0", 1, 0, 1, "expected the tensor that the formula computes, found the character U+0000"},
    {"y = \n1", 0, 4, 5,
     "expected a number, a tensor, a function or \"(\", found the character U+000A"},
    {"y = \x7f", 0, 4, 5,
     "expected a number, a tensor, a function or \"(\", found the character U+007F"},
    {"y = η", 0, 4, 6, "expected a number, a tensor, a function or \"(\", found \"η\""},
    {"y = \xE2\x80\xAE", 0, 4, 7,
     "expected a number, a tensor, a function or \"(\", found the character U+202E"},
    {"y = \xFF", 0, 4, 5,
     "expected a number, a tensor, a function or \"(\", found a byte that is not UTF-8"},
    {"y = \xC3", 0, 4, 5,
     "expected a number, a tensor, a function or \"(\", found a byte that is not UTF-8"},
    {"y = y \xC3\xA9", 0, 6, 8, "expected an operator or the end of the formula, found \"é\""},
};

static void test_bad_formulas(void) {
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct arena *arena = arena_create();
        size_t length = bad[i].length > 0 ? bad[i].length : strlen(bad[i].source);
        struct formula_error error = {0};
        EXPECT(statement_parse(arena, bad[i].source, length, &table, &error) == NULL);
        EXPECT_STRING(error.message, bad[i].message);
        if (error.begin != bad[i].begin || error.end != bad[i].end) {
            printf("# %s: at %zu..%zu, expected %zu..%zu\n", bad[i].source, error.begin, error.end,
                   bad[i].begin, bad[i].end);
            test_failures++;
        }
        arena_destroy(arena);
    }
}

/* ---- limits ---- */

static void test_memory_of_one_parse(void) {
    struct arena *arena = arena_create();
    struct formula_error error = {0};
    size_t before = arena_used(arena);
    EXPECT(parse_repeated(arena, "y = y", "+y", 199, "", "", &error) != NULL);
    EXPECT(arena_used(arena) - before < 256 * 1024);
    arena_destroy(arena);
}

int main(void) {
    static const struct test tests[] = {
        {"good formulas", test_good_formulas},
        {"positions", test_positions},
        {"bad formulas", test_bad_formulas},
        {"lines", test_lines},
        {"letters", test_letters},
        {"pieces", test_pieces},
        {"memory of one parse", test_memory_of_one_parse},
    };
    return test_run(tests, TEST_COUNT(tests));
}
