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

/* How many elements can stand there, one below the other: that one alone where it was chosen or is
 * asked for, else at most so many. */
size_t example_count(const struct moment *moment, size_t most);

/* The next of them: of the next unit of the shown sample, behind the last of these of the next
 * sample; where there are no samples, as the matrix is read. From 0, which is example_of. */
struct example_cell example_at(const struct moment *moment, size_t which);

/* Appends the same arithmetic with the names of its numbers, "w_{11} · a_1 + b_1", where each
 * has one and no question is open; else nothing, and returns false. */
bool example_tell_names(struct telling *telling, const struct moment *moment,
                        struct example_cell cell);

/* Appends its arithmetic: "2 · (−0.25) · 0.188 = −0.094", of each sum at most so many terms (2 at
 * least), in numbers that the board shows; of a copy the name of what it is a copy of, and the
 * number. most_terms 0, or where the products would be a hint: the number alone. "—" while the
 * operation is under way. */
void example_tell(struct telling *telling, const struct moment *moment, struct example_cell cell,
                  size_t most_terms);

/* What a worked line has beside its numbers: the names of these, and of an activation also what it
 * does with them. */
enum example_words { EXAMPLE_DEFINITION, EXAMPLE_NAMES, EXAMPLE_NUMBERS, EXAMPLE_WORDS };

/* Whether the operation is a call of an activation that does more than its name says. */
bool example_has_definition(const struct moment *moment);

/* Appends all of its worked line, its relations apart: its name, where it is wanted and there the
 * arithmetic in names, then that in numbers: "b_1 ← b_1 − α · db_1 = 0 − 0.5 · 0.2 = −0.1". Returns
 * what it has. */
enum example_words example_tell_line(struct telling *telling, const struct moment *moment,
                                     struct example_cell cell, size_t most_terms,
                                     enum example_words wanted);

#endif
