#ifndef BACKSTEP_CHECKS_DIAGNOSIS_TELLING_CELL_H
#define BACKSTEP_CHECKS_DIAGNOSIS_TELLING_CELL_H

/* Which cell of a value is asked about: one where the mistakes give other numbers than the right
 * one and than each other. On the diagonal a transposed gradient is the right one, at an open ReLU
 * its slope is 1, where an input is 0 nothing is left to be mistaken. */

#include "checks/diagnosis/candidates.h"

enum { TELLING_MOST_CELLS = 24 }; /* that are tried, spread over a larger value */

/* The first cell that tells most. */
void telling_cell_choose(const struct recording *recording, const struct mistakes *mistakes,
                         size_t ret_cell[2]);

/* The mistakes that could be made here but cannot be told from the right answer at a cell: each
 * gives the right number. At most `most` are written; returns how many there are. */
size_t telling_cell_silent(const struct recording *recording, const struct mistakes *mistakes,
                           const size_t cell[2], const struct mistake **ret, size_t most);

#endif
