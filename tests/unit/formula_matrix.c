#include "formula/matrix.h"
#include "test.h"

/* Both primers of note "four": [[1, 2], [3, 4]] and its negative. */
static double four[] = {1, 2, 3, 4}, negative[] = {-1, -2, -3, -4};
static double six[] = {1, 2, 3, 4, 5, 6};

static struct matrix square(double *values) {
    return (struct matrix){2, 2, values};
}

static void expect_values(const char *what, struct matrix actual, const double *expected) {
    for (size_t i = 0; i < actual.rows * actual.columns; i++) {
        if (actual.values[i] != expected[i]) {
            printf("# %s, row %zu, column %zu:\n", what, i / actual.columns, i % actual.columns);
            EXPECT_NEAR(actual.values[i], expected[i], 0);
        }
    }
}

static void test_multiply(void) {
    double values[9];
    matrix_multiply_into(square(values), square(four), false, square(negative), false);
    expect_values("primer", square(values), (double[]){-7, -10, -15, -22});
    struct matrix a = {2, 3, six}, b = {3, 2, six};
    matrix_multiply_into((struct matrix){2, 2, values}, a, false, b, false);
    expect_values("(2x3)(3x2)", (struct matrix){2, 2, values}, (double[]){22, 28, 49, 64});
    matrix_multiply_into((struct matrix){3, 3, values}, b, false, a, false);
    expect_values("(3x2)(2x3)", (struct matrix){3, 3, values},
                  (double[]){9, 12, 15, 19, 26, 33, 29, 40, 51});
}

enum { LARGEST_PRODUCT = 300 * 300 };

static struct matrix filled(size_t rows, size_t columns, double *values, unsigned seed) {
    for (size_t i = 0; i < rows * columns; i++) {
        seed = seed * 1664525u + 1013904223u;
        values[i] = (double)(seed >> 8) / 8388608.0 - 1;
    }
    return (struct matrix){rows, columns, values};
}

/* The blocked kernel against the definition, to the last bit, across its block sizes. */
static void expect_product(size_t n, size_t k, size_t m, bool is_a_transposed,
                           bool is_b_transposed) {
    static double a_values[LARGEST_PRODUCT], b_values[LARGEST_PRODUCT], values[LARGEST_PRODUCT];
    struct matrix a = is_a_transposed ? filled(k, n, a_values, 1) : filled(n, k, a_values, 1);
    struct matrix b = is_b_transposed ? filled(m, k, b_values, 2) : filled(k, m, b_values, 2);
    struct matrix result = {n, m, values};
    matrix_multiply_into(result, a, is_a_transposed, b, is_b_transposed);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < m; j++) {
            double sum = 0;
            for (size_t l = 0; l < k; l++) {
                sum += (is_a_transposed ? matrix_at(a, l, i) : matrix_at(a, i, l)) *
                       (is_b_transposed ? matrix_at(b, j, l) : matrix_at(b, l, j));
            }
            EXPECT(matrix_at(result, i, j) == sum);
        }
    }
}

static void test_blocked_products(void) {
    static const size_t sizes[][3] = {{1, 1, 1},     {2, 3, 4},    {6, 128, 16}, {7, 129, 17},
                                      {13, 300, 17}, {5, 300, 3},  {1, 300, 31}, {31, 300, 1},
                                      {30, 100, 84}, {100, 30, 2}, {12, 299, 16}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        for (int way = 0; way < 4; way++) {
            expect_product(sizes[i][0], sizes[i][1], sizes[i][2], way & 1, way & 2);
        }
    }
}

/* 1 + 1e16 - 1e16 is 0 in this order and 1 from the other end. */
static void test_sums_run_in_index_order(void) {
    double terms[] = {1, 1e16, -1e16}, ones[] = {1, 1, 1}, value;
    struct matrix row = {1, 3, terms}, column = {3, 1, terms}, result = {1, 1, &value};
    matrix_multiply_into(result, row, false, (struct matrix){3, 1, ones}, false);
    EXPECT_NEAR(value, 0, 0);
    matrix_sum_into(result, row);
    EXPECT_NEAR(value, 0, 0);
    matrix_row_sums_into(result, row);
    EXPECT_NEAR(value, 0, 0);
    matrix_column_sums_into(result, column);
    EXPECT_NEAR(value, 0, 0);
}

static void test_rearrange(void) {
    double values[9];
    struct matrix a = {2, 3, six};
    matrix_transpose_into((struct matrix){3, 2, values}, a);
    expect_values("transpose", (struct matrix){3, 2, values}, (double[]){1, 4, 2, 5, 3, 6});
    matrix_copy_into((struct matrix){2, 3, values}, a);
    expect_values("copy", (struct matrix){2, 3, values}, six);
    matrix_scale_into((struct matrix){2, 3, values}, 2, (struct matrix){2, 3, values});
    expect_values("scaled in place", (struct matrix){2, 3, values}, (double[]){2, 4, 6, 8, 10, 12});
    for (size_t as_row = 0; as_row < 2; as_row++) {
        struct matrix vector = {as_row ? 1 : 3, as_row ? 3 : 1, six};
        matrix_diagonal_into((struct matrix){3, 3, values}, vector);
        expect_values("diagonal", (struct matrix){3, 3, values},
                      (double[]){1, 0, 0, 0, 2, 0, 0, 0, 3});
    }
    EXPECT_NEAR(matrix_at(a, 1, 0), 4, 0);
    EXPECT_INT(shape_count(matrix_shape(a)), 6);
}

static void test_sums(void) {
    double values[3];
    struct matrix a = {2, 3, six};
    matrix_sum_into((struct matrix){1, 1, values}, a);
    expect_values("sum", (struct matrix){1, 1, values}, (double[]){21});
    matrix_row_sums_into((struct matrix){2, 1, values}, a);
    expect_values("row sums", (struct matrix){2, 1, values}, (double[]){6, 15});
    matrix_column_sums_into((struct matrix){1, 3, values}, a);
    expect_values("column sums", (struct matrix){1, 3, values}, (double[]){5, 7, 9});
}

static void test_pairs(void) {
    double values[6], row[] = {10, 20, 30}, column[] = {10, 20}, one[] = {10};
    matrix_pair_into(square(values), MATRIX_MULTIPLY, square(four), square(negative));
    expect_values("primer", square(values), (double[]){-1, -4, -9, -16});
    struct matrix a = {2, 3, six}, result = {2, 3, values};
    matrix_pair_into(result, MATRIX_ADD, a, (struct matrix){1, 3, row});
    expect_values("row", result, (double[]){11, 22, 33, 14, 25, 36});
    matrix_pair_into(result, MATRIX_SUBTRACT, (struct matrix){2, 1, column}, a);
    expect_values("column on the left", result, (double[]){9, 8, 7, 16, 15, 14});
    matrix_pair_into(result, MATRIX_MULTIPLY, a, (struct matrix){1, 1, one});
    expect_values("one number", result, (double[]){10, 20, 30, 40, 50, 60});
    matrix_pair_into(result, MATRIX_DIVIDE, (struct matrix){1, 1, one}, a);
    expect_values("one number on the left", result, (double[]){10, 5, 10.0 / 3, 2.5, 2, 10.0 / 6});
}

struct broadcast {
    struct shape a, b, shape;
    bool fits;
};

static void test_broadcast(void) {
    static const struct broadcast cases[] = {
        {{2, 3}, {2, 3}, {2, 3}, true},  {{2, 3}, {1, 3}, {2, 3}, true},
        {{2, 3}, {2, 1}, {2, 3}, true},  {{2, 3}, {1, 1}, {2, 3}, true},
        {{1, 1}, {1, 1}, {1, 1}, true},  {{1, 3}, {2, 3}, {2, 3}, true},
        {{2, 3}, {3, 2}, {0, 0}, false}, {{2, 3}, {1, 2}, {0, 0}, false},
        {{2, 3}, {3, 1}, {0, 0}, false}, {{2, 1}, {1, 3}, {0, 0}, false},
        {{1, 3}, {2, 1}, {0, 0}, false}, {{4, 4}, {2, 2}, {0, 0}, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct shape shape;
        bool fits = matrix_broadcast_shape(cases[i].a, cases[i].b, &shape);
        if (fits != cases[i].fits || (fits && !shape_equal(shape, cases[i].shape))) {
            printf("# case %zu\n", i);
        }
        EXPECT(fits == cases[i].fits);
        EXPECT(!fits || shape_equal(shape, cases[i].shape));
    }
}

static void test_finite(void) {
    double values[] = {1, -1, 0};
    EXPECT(matrix_is_finite((struct matrix){1, 3, values}));
    values[2] = (double)NAN;
    EXPECT(!matrix_is_finite((struct matrix){1, 3, values}));
    values[2] = -(double)INFINITY;
    EXPECT(!matrix_is_finite((struct matrix){3, 1, values}));
}

int main(void) {
    static const struct test tests[] = {
        {"multiply", test_multiply},
        {"blocked products, both ways of reading", test_blocked_products},
        {"sums run in index order", test_sums_run_in_index_order},
        {"transpose, copy, scale, diagonal", test_rearrange},
        {"sums", test_sums},
        {"pairs with repeated rows and columns", test_pairs},
        {"which shapes broadcast", test_broadcast},
        {"finite", test_finite},
    };
    return test_run(tests, TEST_COUNT(tests));
}
