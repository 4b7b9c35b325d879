#ifndef BACKSTEP_VIEW_DERIVATION_DERIVATION_STRIP_H
#define BACKSTEP_VIEW_DERIVATION_DERIVATION_STRIP_H

/* The newest line in numbers, at the foot of the board: in one line, or of a short sum a line for
 * each of its ways and one for what they add up to. Inside of the line, the term and the element
 * that the reader is at. */

#include "session/proof/proof.h"
#include "view/derivation/derivation_row.h"

/* How high it is at least, of a board of that height; 0: the line has no numbers. */
float derivation_strip_height(const struct derivation_row *row, const struct proof *proof,
                              struct rect board);

/* The same with a line for each way; 0: it has none, or too many. */
float derivation_strip_ways_height(const struct derivation_row *row, const struct proof *proof);

/* Draws the arithmetic of a line, and beside it the ways of a sum where there are any. */
void derivation_strip_draw(const struct derivation_row *row, const struct proof *proof,
                           struct rect rect, bool has_ways);

#endif
