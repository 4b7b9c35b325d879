#ifndef BACKSTEP_TELL_SAMPLE_TOLD_H
#define BACKSTEP_TELL_SAMPLE_TOLD_H

/* Which sample a number is of, in words. */

#include "session/strings.h"
#include "step/moment.h"

/* "sample 2 of 4" for sample 1 of the step's, from 0; where an iteration takes a part of the data,
 * "sample 8 of 150, 2 of 6 in the batch", in batches of one or
 * where it has to be brief "sample 8 of 150". NULL: there is
 * one sample, and nothing to say. */
const char *sample_told_text(struct arena *arena, enum language language,
                             const struct program *program, long iteration, size_t sample,
                             bool is_brief);

/* Which samples of the data an iteration takes: "samples 7 to 12 of 150", "samples from 148 on,
 * then 1 to 3, of 150". NULL: it takes all. */
const char *sample_told_batch(struct arena *arena, enum language language,
                              const struct program *program, long iteration);

#endif
