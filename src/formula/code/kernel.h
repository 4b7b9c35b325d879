#ifndef BACKSTEP_FORMULA_CODE_KERNEL_H
#define BACKSTEP_FORMULA_CODE_KERNEL_H

/* What the instructions of code.h do: one function for each way of computing a node, with nothing
 * left to decide. Each takes its numbers in the order in which binding.h computes the same node,
 * so that both give the same bits. Only code.c makes instructions. */

#include "formula/binding.h"

/* Doubles from an offset on, in the state or in the scratch. */
struct kernel_address {
    enum value_home home;
    size_t offset;
};

struct instruction;

/* homes: the state and the scratch, indexed by value_home. */
typedef void kernel(const struct instruction *instruction, double *const *homes);

struct instruction {
    kernel *run;
    struct kernel_address result, a, b;
    size_t count; /* elements of the result, or of the only operand of what adds up */
    size_t rows, columns, inner;
    size_t a_down, a_along, b_down, b_along; /* to the next row, to the next column; 0: repeated */
    double constant;
    double (*function)(double);
    void (*slopes)(double *restrict result, const double *restrict a, size_t count);
    size_t memo; /* in the scratch: where f keeps its arguments and values for f' */
    const struct binding *binding;
    size_t node;
};

/* Doubles of the memo of a function of count elements. */
size_t kernel_memo_size(size_t count);

/* result = constant, 1 x 1. */
kernel kernel_set;

/* result = a, count elements. */
kernel kernel_copy;

/* result = constant a, and a's one number times b. */
kernel kernel_scale_by_constant, kernel_scale;

/* A pairing of the same shapes, of a 1 x 1 on one side, of a row or a column that is repeated, and
 * of the result with b. */
struct kernel_pairing {
    kernel *same, *one_left, *one_right, *repeated, *in_place;
};
extern const struct kernel_pairing kernel_pairings[MATRIX_PAIRING_COUNT];

/* The matrix product, each operand with its strides. */
kernel *kernel_product(size_t inner);

/* Sums of a: of all, of each row, of each column. */
kernel kernel_sum, kernel_row_sums, kernel_column_sums;

/* The function of each element of a. */
kernel kernel_map;

/* The same of an activation function, kept in the memo; its derivative (the function of the
 * instruction) from there, where a is still what it was. */
kernel kernel_map_and_keep, kernel_derivative_of_kept;

/* What the node's convention says, where the result is not a number. */
kernel kernel_convention;

/* The node as binding_compute_next computes it, with all of its sum where it begins one. */
kernel kernel_evaluate;

#endif
