#include "formula/matrix.h"

#include <assert.h>
#include <math.h>
#include <string.h>

struct matrix matrix_view(const double *values, size_t rows, size_t columns) {
    const union {
        const double *read;
        double *values;
    } view = {values};
    return (struct matrix){rows, columns, view.values};
}

struct shape matrix_shape(struct matrix matrix) {
    return (struct shape){matrix.rows, matrix.columns};
}

double matrix_at(struct matrix matrix, size_t row, size_t column) {
    assert(row < matrix.rows && column < matrix.columns);
    return matrix.values[row * matrix.columns + column];
}

double matrix_repeated_at(struct matrix matrix, size_t row, size_t column) {
    size_t i = matrix.rows > 1 ? row : 0, j = matrix.columns > 1 ? column : 0;
    return matrix.values[i * matrix.columns + j];
}

static size_t count_of(struct matrix matrix) {
    return matrix.rows * matrix.columns;
}

static void assert_same_shape(struct matrix a, struct matrix b) {
    assert(a.rows == b.rows && a.columns == b.columns);
    (void)a;
    (void)b;
}

void matrix_transpose_into(struct matrix result, struct matrix a) {
    assert(result.rows == a.columns && result.columns == a.rows);
    for (size_t i = 0; i < a.rows; i++) {
        for (size_t j = 0; j < a.columns; j++) {
            result.values[j * a.rows + i] = a.values[i * a.columns + j];
        }
    }
}

void matrix_scale_into(struct matrix result, double factor, struct matrix a) {
    assert_same_shape(result, a);
    for (size_t i = 0; i < count_of(a); i++) {
        result.values[i] = factor * a.values[i];
    }
}

void matrix_copy_into(struct matrix result, struct matrix a) {
    assert_same_shape(result, a);
    memcpy(result.values, a.values, count_of(a) * sizeof *a.values);
}

bool matrix_broadcast_shape(struct shape a, struct shape b, struct shape *ret) {
    struct shape wide = {a.rows > b.rows ? a.rows : b.rows,
                         a.columns > b.columns ? a.columns : b.columns};
    bool a_fits =
        (a.rows == wide.rows || a.rows == 1) && (a.columns == wide.columns || a.columns == 1);
    bool b_fits =
        (b.rows == wide.rows || b.rows == 1) && (b.columns == wide.columns || b.columns == 1);
    /* one side is repeated over the other; a row against a column would repeat both */
    bool keeps_one = shape_equal(a, wide) || shape_equal(b, wide);
    *ret = wide;
    return a_fits && b_fits && keeps_one;
}

/* One row of a pairing; along is 1, or 0 where a single value is repeated. The operator stands
 * outside the loops, and the common case has loops of its own, so that the compiler can work on
 * several columns at once. */
#define DEFINE_PAIR_ROW(name, operator)                                                            \
    static void name(double *restrict result, const double *restrict a, size_t a_along,            \
                     const double *restrict b, size_t b_along, size_t count) {                     \
        if (a_along == 1 && b_along == 1) {                                                        \
            for (size_t i = 0; i < count; i++) {                                                   \
                result[i] = a[i] operator b[i];                                                    \
            }                                                                                      \
            return;                                                                                \
        }                                                                                          \
        for (size_t i = 0; i < count; i++) {                                                       \
            result[i] = a[i * a_along] operator b[i * b_along];                                    \
        }                                                                                          \
    }
DEFINE_PAIR_ROW(add_row, +)
DEFINE_PAIR_ROW(subtract_row, -)
DEFINE_PAIR_ROW(multiply_row, *)
DEFINE_PAIR_ROW(divide_row, /)

typedef void pair_row(double *restrict result, const double *restrict a, size_t a_along,
                      const double *restrict b, size_t b_along, size_t count);

static pair_row *const pair_rows[MATRIX_PAIRING_COUNT] = {
    [MATRIX_ADD] = add_row,
    [MATRIX_SUBTRACT] = subtract_row,
    [MATRIX_MULTIPLY] = multiply_row,
    [MATRIX_DIVIDE] = divide_row,
};

void matrix_pair_into(struct matrix result, enum matrix_pairing pairing, struct matrix a,
                      struct matrix b) {
    if (shape_equal(matrix_shape(a), matrix_shape(b))) {
        assert_same_shape(result, a);
        pair_rows[pairing](result.values, a.values, 1, b.values, 1, count_of(a));
        return;
    }
    size_t a_down = a.rows > 1 ? a.columns : 0, a_along = a.columns > 1;
    size_t b_down = b.rows > 1 ? b.columns : 0, b_along = b.columns > 1;
    for (size_t i = 0; i < result.rows; i++) {
        pair_rows[pairing](result.values + i * result.columns, a.values + i * a_down, a_along,
                           b.values + i * b_down, b_along, result.columns);
    }
}

void matrix_sum_into(struct matrix result, struct matrix a) {
    assert(result.rows == 1 && result.columns == 1);
    double sum = 0;
    for (size_t i = 0; i < count_of(a); i++) {
        sum += a.values[i];
    }
    result.values[0] = sum;
}

void matrix_row_sums_into(struct matrix result, struct matrix a) {
    assert(result.rows == a.rows && result.columns == 1);
    for (size_t i = 0; i < a.rows; i++) {
        double sum = 0;
        for (size_t j = 0; j < a.columns; j++) {
            sum += a.values[i * a.columns + j];
        }
        result.values[i] = sum;
    }
}

void matrix_column_sums_into(struct matrix result, struct matrix a) {
    assert(result.rows == 1 && result.columns == a.columns);
    memset(result.values, 0, a.columns * sizeof *result.values);
    for (size_t i = 0; i < a.rows; i++) {
        for (size_t j = 0; j < a.columns; j++) {
            result.values[j] += a.values[i * a.columns + j];
        }
    }
}

void matrix_norm_into(struct matrix result, struct matrix a) {
    assert(result.rows == 1 && result.columns == 1);
    double sum = 0;
    for (size_t i = 0; i < a.rows * a.columns; i++) {
        sum += a.values[i] * a.values[i];
    }
    result.values[0] = sum;
}

void matrix_identity_into(struct matrix result) {
    assert(result.rows == result.columns);
    for (size_t i = 0; i < result.rows * result.columns; i++) {
        result.values[i] = i % (result.columns + 1) == 0;
    }
}

void matrix_diagonal_into(struct matrix result, struct matrix a) {
    size_t n = count_of(a);
    assert((a.rows == 1 || a.columns == 1) && result.rows == n && result.columns == n);
    memset(result.values, 0, n * n * sizeof *result.values);
    for (size_t i = 0; i < n; i++) {
        result.values[i * n + i] = a.values[i];
    }
}

bool matrix_is_finite(struct matrix matrix) {
    for (size_t i = 0; i < count_of(matrix); i++) {
        if (!isfinite(matrix.values[i])) {
            return false;
        }
    }
    return true;
}
