#ifndef BACKSTEP_CHECKS_DIAGNOSIS_CANDIDATES_H
#define BACKSTEP_CHECKS_DIAGNOSIS_CANDIDATES_H

/* Every number that a mistake of the list gives at one cell of an operation. */

#include "checks/diagnosis/mistake.h"

struct candidate {
    const struct mistake *mistake;
    struct rewritten rewritten;
    struct recorded_statement formula; /* for printing and for computing */
    double value;                      /* at the cell; finite */
    bool is_silent;                    /* the same as the right one: it cannot be told from that */
};

struct candidates {
    const struct candidate *items; /* mistakes seen most first */
    size_t count;
};

/* Of all mistakes that are rewrites of the formula; cell: row and column from 1. */
struct candidates candidates_create(struct arena *arena, const struct recording *recording,
                                    const struct mistakes *mistakes, const size_t cell[2]);

/* The same with every formula of each mistake, also where several give one number: for comparing
 * formulas. */
struct candidates candidates_create_all(struct arena *arena, const struct recording *recording,
                                        const struct mistakes *mistakes, const size_t cell[2]);

/* The same of a formula that is mistaken already, for one mistake. */
struct candidates candidates_of(struct arena *arena, const struct recording *recording,
                                const struct recorded_tree *formula, const struct mistake *mistake,
                                const size_t cell[2]);

/* The right value at the cell. */
double candidates_right(const struct recording *recording, const size_t cell[2]);

/* Whether two values are the same but for rounding. */
bool candidates_same(double a, double b);

#endif
