#ifndef BACKSTEP_FORMULA_SHAPE_H
#define BACKSTEP_FORMULA_SHAPE_H

/* How many rows and columns a matrix has: m x n. */

#include <stdbool.h>
#include <stddef.h>

struct shape {
    size_t rows, columns;
};

/* Whether rows and columns are the same. */
bool shape_equal(struct shape a, struct shape b);

/* The elements of a matrix of that shape: rows times columns. */
size_t shape_count(struct shape shape);

#endif
