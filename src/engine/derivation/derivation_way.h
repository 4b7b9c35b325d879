#ifndef BACKSTEP_ENGINE_DERIVATION_DERIVATION_WAY_H
#define BACKSTEP_ENGINE_DERIVATION_DERIVATION_WAY_H

/* The ways that a line of a derivation adds up: the summands of its outermost sum over a letter,
 * each one number. */

#include "engine/derivation/derivation.h"
#include "engine/quantity.h"

/* The line's sum whose summands are ways: the outermost one over a letter, the first of several,
 * where it is one number. NULL: it has none, or the line does not fit. */
const struct expression *derivation_way_sum(const struct derivation *derivation, size_t line);

/* How many ways it has; 0: no such sum, or one that has only one. */
size_t derivation_way_count(const struct derivation *derivation, size_t line);

/* What the first `way` of them add up to, 1..way_count. */
double derivation_way_total(const struct derivation *derivation, size_t line, size_t way);

/* The elements of the derivation's program that a way goes through: those on the left of its
 * equation first, then those that the summand names, and the weights that lie between two units of
 * which it takes the derivative. Each once, in the arena; returns how many. */
size_t derivation_way_elements(struct arena *arena, const struct derivation *derivation,
                               size_t line, size_t way, const struct quantity **ret);

/* The unit that a way passes: the first element of its summand that has a value for each unit and
 * sample, of the unit that the sum's letter counts. None where it runs over samples. */
struct quantity derivation_way_unit(const struct derivation *derivation, size_t line, size_t way);

#endif
