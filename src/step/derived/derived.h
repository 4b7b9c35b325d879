#ifndef BACKSTEP_STEP_DERIVED_DERIVED_H
#define BACKSTEP_STEP_DERIVED_DERIVED_H

/* A line of a derivation as a step: what equation.h, filled_equation.h and focus.h show of an
 * operation they show of a line. And what a line has that an operation has not: what is new in it,
 * and the ways through the network that its sum goes one after the other. */

#include "engine/derivation/change.h"
#include "engine/derivation/derivation.h"
#include "session/proof/proof.h"
#include "step/moment.h"

/* The moment with the derivation's program, numbers and line in the place of the run's. The level
 * is that of the operation as a whole; for terms and elements put a place inside of it: `at` counts
 * the line's terms as place.h does an operation's. Only of lines that fit. The tensors of its
 * program have the numbers that those of the run have, also where it has one sample. */
struct moment derived_moment(const struct moment *moment, const struct derivation *derivation,
                             size_t line);

/* What the newest line of a derivation shows, inside of it too, on one way of its sum with what
 * that goes through in focus; the moment itself where none is open (NULL), none is written, or it
 * does not fit. */
struct moment derived_now(const struct moment *moment, const struct proof *proof);

/* Which way of a line's sum that is, "k = 1", in the arena; from 1 to derivation_way_count. */
const char *derived_way_name(struct arena *arena, const struct derivation *derivation, size_t line,
                             size_t way);

/* The line that a line is compared with for the reader's eye: the last one above it that is not
 * misprinted, in the same equation. False for the first line of an equation. */
bool derived_above(const struct derivation *derivation, size_t line, size_t *ret);

/* What is different in a line and the one above it: which nodes of either, to be looked up with
 * equation_piece. False where there is none above. */
bool derived_change(struct arena *arena, const struct derivation *derivation, size_t line,
                    struct change *ret);

#endif
