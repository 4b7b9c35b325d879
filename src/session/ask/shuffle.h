#ifndef BACKSTEP_SESSION_ASK_SHUFFLE_H
#define BACKSTEP_SESSION_ASK_SHUFFLE_H

/* Puts options in an order that is always the same for the same seed, and never tells which is
 * right. */

#include "session/ask/asked.h"

#include <stdint.h>

/* Every order is as likely; the same seed gives the same one everywhere (Fisher and Yates). */
void shuffle_options(struct asked_option *options, size_t count, uint64_t seed);

#endif
