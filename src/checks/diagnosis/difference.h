#ifndef BACKSTEP_CHECKS_DIAGNOSIS_DIFFERENCE_H
#define BACKSTEP_CHECKS_DIAGNOSIS_DIFFERENCE_H

/* Where two formulas differ: the right one and a mistaken one, set under each other so that what is
 * the same in both shares a column. Found from the two trees: the smallest set of parts that are
 * missing, too much or something else (Zhang & Shasha, Simple fast algorithms for the editing
 * distance between trees, SIAM J. Comput. 18 (1989), for trees whose operands keep their order and
 * where an operation goes with all but one of its operands). */

#include "checks/diagnosis/diagnosis.h"

enum difference_kind {
    DIFFERENCE_SAME,
    DIFFERENCE_MISSING, /* in the mistaken one */
    DIFFERENCE_EXTRA,   /* in the mistaken one only */
    DIFFERENCE_OTHER,   /* something else stands there */
    DIFFERENCE_SIGN,    /* another operator, or a sign, a transpose, a sum that is in one only: the
                           operator of the node and not its operands */
    DIFFERENCE_KIND_COUNT
};

struct difference_column {
    enum difference_kind kind;
    int right, mistaken; /* ids of nodes; -1: the column is empty there */
};

/* The columns from left to right. Operators between them belong to the nodes above. */
struct difference {
    const struct difference_column *columns;
    size_t count;
};

/* Both statements with layers as numbers and of one symbol table. Lives in the arena. */
struct difference difference_create(struct arena *arena, const struct statement *right,
                                    const struct statement *mistaken);

/* The right formula as a mistaken one of the question is: whole, or the element that is asked
 * about. False where it cannot be written so, as a part of a formula. */
bool difference_right(struct arena *arena, const struct diagnosis_question *question,
                      const struct statement *mistaken, struct tree_statement *ret);

#endif
