#ifndef BACKSTEP_ENGINE_QUANTITY_H
#define BACKSTEP_ENGINE_QUANTITY_H

/* A quantity of a program: a tensor, a row or column of it, or one element; and which one it is in
 * another notation, for another sample, one element further on. */

#include "notation/role.h"

#include <stdbool.h>
#include <stddef.h>

struct program;

/* Indexes from 0; -1 for "none" or "all": row -1 with a column is a whole column. */
struct quantity {
    int tensor; /* in the program */
    long row, column;
};
#define QUANTITY_NONE ((struct quantity){-1, -1, -1})

/* By tensor, row and column; two that are none are equal. */
bool quantity_equal(struct quantity a, struct quantity b);
bool quantity_is_none(struct quantity quantity);

/* The quantity itself: the one element of a 1 x 1 tensor is all of it; what the program does not
 * have is none. */
struct quantity quantity_normal(const struct program *program, struct quantity quantity);

/* Tensors by what they are, also where a lesson has several with one role at a layer, as Adam keeps
 * two means of gradients: how many of them stand before it; that with so many before it, or -1; and
 * that which is the same quantity as one of another program, or -1. */
int quantity_tensor_rank(const struct program *program, int tensor);
int quantity_tensor_at(const struct program *program, enum role role, int layer, int rank);
int quantity_tensor_of(const struct program *program, const struct program *from, int tensor);

/* The same quantity in another program of the lesson, by role, layer and unit: where samples lie
 * the other way, so do rows and columns. QUANTITY_NONE where that program does without it. */
struct quantity quantity_translate(const struct program *from, const struct program *to,
                                   struct quantity quantity);

/* Where samples are columns, a row belongs to a unit; where they are rows, a column does. This is
 * the one place that turns the one into the other. unit is that of the tensor's layer; across is
 * what stands along the other axis: the unit below for weights, the sample for what has samples,
 * and 0 for the only one there is. Both from 0, or -1: all of them. The weight from unit 3 below to
 * unit 1 is at row 1 and column 3 in one notation, at row 3 and column 1 in another. */
struct quantity quantity_of_unit(const struct program *program, int tensor, long unit, long across);
long quantity_unit(const struct program *program, struct quantity quantity);
long quantity_across(const struct program *program, struct quantity quantity);

/* The tensor has a value for every unit of every sample. */
bool quantity_has_samples(const struct program *program, int tensor);

/* The sample of the batch, from 0, that a quantity belongs to; false when that is none, or all. */
bool quantity_sample(const struct program *program, struct quantity quantity, size_t *ret);

/* The same of another sample; what belongs to none stays what it is. */
struct quantity quantity_with_sample(const struct program *program, struct quantity quantity,
                                     size_t sample);

/* The element so many rows and columns away in the same tensor, as far as it goes; from a whole
 * tensor, row or column to its first element. */
struct quantity quantity_move(const struct program *program, struct quantity quantity, long rows,
                              long columns);

#endif
