#ifndef BACKSTEP_FORMULA_MATRIX_H
#define BACKSTEP_FORMULA_MATRIX_H

/* Row-major matrices of doubles and the kernels that the formula language needs: result first,
 * shapes asserted. The sums run in index order and are never split, so that the same
 * operands give the same bits on every 64-bit machine. What the C library computes, exp, log, tanh
 * and erf, may differ there in the last bit: a run agrees to about 12 digits. No kernel allocates;
 * result never overlaps an operand unless the comment says so. */

#include "formula/shape.h"

#include <stdbool.h>
#include <stddef.h>

struct matrix {
    size_t rows, columns;
    double *values; /* rows * columns, row after row; borrowed */
};

/* A matrix of values of someone else's: only who has them without const may write through it. This
 * is the one place where const is lost. */
struct matrix matrix_view(const double *values, size_t rows, size_t columns);

/* Rows and columns. */
struct shape matrix_shape(struct matrix matrix);

/* Element (row, column), both from 0. */
double matrix_at(struct matrix matrix, size_t row, size_t column);

/* The same of a row, a column or a 1 x 1 that stands for all its repeats. */
double matrix_repeated_at(struct matrix matrix, size_t row, size_t column);

/* result = a b: (n x k)(k x m) -> n x m; each operand as it is or read transposed. */
void matrix_multiply_into(struct matrix result, struct matrix a, bool a_is_transposed,
                          struct matrix b, bool b_is_transposed);

/* result = a^T: n x m -> m x n. */
void matrix_transpose_into(struct matrix result, struct matrix a);

/* result = factor * a; result may be a. */
void matrix_scale_into(struct matrix result, double factor, struct matrix a);

/* result = a with every value copied. */
void matrix_copy_into(struct matrix result, struct matrix a);

/* Element by element, with a 1 x 1, a row or a column repeated over the other side. */
enum matrix_pairing {
    MATRIX_ADD,
    MATRIX_SUBTRACT,
    MATRIX_MULTIPLY,
    MATRIX_DIVIDE,
    MATRIX_PAIRING_COUNT
};
void matrix_pair_into(struct matrix result, enum matrix_pairing pairing, struct matrix a,
                      struct matrix b);

/* What a and b become when one is repeated over the other; false when neither fits. */
bool matrix_broadcast_shape(struct shape a, struct shape b, struct shape *ret);

/* Sums over everything (1 x 1), along each row (n x 1), along each column (1 x m). */
void matrix_sum_into(struct matrix result, struct matrix a);
void matrix_row_sums_into(struct matrix result, struct matrix a);
void matrix_column_sums_into(struct matrix result, struct matrix a);

/* The sum of the squares (1 x 1). */
void matrix_norm_into(struct matrix result, struct matrix a);

/* The identity of result's size; it is square. */
void matrix_identity_into(struct matrix result);

/* The square matrix with a row's or a column's n values on its diagonal. */
void matrix_diagonal_into(struct matrix result, struct matrix a);

/* True when no value is infinite or not a number. */
bool matrix_is_finite(struct matrix matrix);

#endif
