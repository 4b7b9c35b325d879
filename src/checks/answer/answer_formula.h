#ifndef BACKSTEP_CHECKS_ANSWER_ANSWER_FORMULA_H
#define BACKSTEP_CHECKS_ANSWER_ANSWER_FORMULA_H

/* A formula as somebody types it: in the notation's own symbols, in Unicode or TeX, or as the
 * notation's file has it; with or without a left side; of matrices, or of one element. */

#include "checks/answer/answer_number.h"
#include "checks/rewrite/recorded_tree.h"

/* One formula may be meant in two ways: "*" is the product cell by cell in one note and that of
 * matrices in another. The first reading is that of the notation. */
enum { ANSWER_MOST_READINGS = 2 };

struct answer_formula {
    struct tree *readings[ANSWER_MOST_READINGS];
    size_t count;
};

/* cell: what free indices mean, a single one its unit; row and column from 1. False with *fault
 * where the text is no formula. */
bool answer_formula_read(struct arena *arena, const struct recording *recording,
                         const size_t cell[2], const char *text, struct answer_formula *ret,
                         struct answer_fault *fault);

#endif
