#ifndef BACKSTEP_SESSION_ASK_OPTIONS_H
#define BACKSTEP_SESSION_ASK_OPTIONS_H

/* Answers that are offered, in the arena. */

#include "session/ask/asked.h"

enum { OPTIONS_OF_HALL = 4 };

/* Those of the author, as he put them. */
const struct asked_option *options_of_author(struct arena *arena, const struct question *question,
                                             size_t *ret_count);

/* The right number at a cell (from 1) and up to three of the mistakes that are seen most and can be
 * told from it and from each other with the digits that are asked for; shuffled. Fewer than two
 * where no mistake gives another number. */
const struct asked_option *options_of_number(struct arena *arena, const struct recording *recording,
                                             const struct mistakes *mistakes, const size_t cell[2],
                                             size_t *ret_count);

/* The right shape, that with rows and columns in each other's place, those of what it is computed
 * from, and some beside it; shuffled. operation NULL: it is given. */
const struct asked_option *options_of_shape(struct arena *arena, const struct program *program,
                                            const struct operation *operation, struct shape right,
                                            size_t *ret_count);

/* The three signs, in an order that is always the same. */
const struct asked_option *options_of_sign(struct arena *arena, double right, size_t *ret_count);

/* Puts options in an order that never tells which is right. Every order is as likely; the same seed
 * gives the same one everywhere (Fisher and Yates). */
void options_shuffle(struct asked_option *options, size_t count, uint64_t seed);

#endif
