#ifndef BACKSTEP_CHECKS_DIAGNOSIS_REPLAY_H
#define BACKSTEP_CHECKS_DIAGNOSIS_REPLAY_H

/* An operation computed again from what somebody may have had on paper: every earlier value
 * rounded, or their own earlier answers in the place of the right ones. */

#include "checks/recording.h"

/* An answer that was given earlier in the iteration. */
struct replay_answer {
    int tensor;         /* of the program */
    size_t row, column; /* from 0 */
    double value;
};

struct replay {
    int decimals;                        /* kept of every earlier value; -1: all */
    bool rounds_inside;                  /* and of every inner value of the operation's formula */
    const struct replay_answer *answers; /* NULL: none */
    size_t answer_count;
};

/* The value of the operation at a cell (from 1). Initial values, inputs and targets are as they are
 * given. */
double replay_value(struct arena *arena, const struct recording *recording,
                    const struct replay *replay, const size_t cell[2]);

#endif
