#ifndef BACKSTEP_TELL_EXAMPLE_H
#define BACKSTEP_TELL_EXAMPLE_H

/* How one element of what an operation writes comes about: the one that is asked for, else that
 * which the reader selected, else the first of the sample that is shown. It is what stands below
 * the formula before anybody asks for elements. */

#include "tell/telling.h"

/* Which element that is, from 0, of the shown operation. */
struct example_cell {
    size_t row, column;
};
struct example_cell example_of(const struct moment *moment);

/* Appends its name and " = ": "\delta^{[1]}_2 = ". */
void example_tell_name(struct telling *telling, const struct moment *moment,
                       struct example_cell cell);

/* Appends its arithmetic: "2 · (−0.25) · 0.188 = −0.094", of each sum at most so many terms (2 at
 * least), in numbers that the board shows; of a copy the name of what it is a copy of, and the
 * number. most_terms 0, or where the products would be a hint: the number alone. "—" while the
 * operation is under way. */
void example_tell(struct telling *telling, const struct moment *moment, struct example_cell cell,
                  size_t most_terms);

#endif
