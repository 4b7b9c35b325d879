#ifndef BACKSTEP_SESSION_ASK_ORDER_H
#define BACKSTEP_SESSION_ASK_ORDER_H

/* Operations that are to be put in order: any order is right in which none comes before one whose
 * result it reads, and none replaces what a later one has still to read. */

#include "session/ask/asked.h"

enum { ORDER_MOST = 9 };

/* The operations from one (from 0) to the end of its pass, ORDER_MOST at most, shuffled, as
 * options in the arena. */
const struct asked_option *order_options(struct arena *arena, const struct program *program,
                                         long from, size_t *ret_count);

/* Whether an order of the subject's options is right; else two of them that are put wrongly. */
bool order_is_right(const struct program *program, const struct asked_subject *subject,
                    const size_t *order, size_t *ret_before, size_t *ret_behind);

#endif
