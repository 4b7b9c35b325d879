#ifndef BACKSTEP_TESTS_TAPE_STEPS_H
#define BACKSTEP_TESTS_TAPE_STEPS_H

/* One operation on or back, for tests that walk along a tape. */

#include "engine/tape.h"

#include <limits.h>

/* False at the end, and where the tape is stuck. */
static inline bool tape_step_forward(struct tape *tape) {
    long position = tape_position(tape);
    tape_seek(tape, position + 1, LONG_MAX);
    return tape_position(tape) != position;
}

/* False at the beginning. */
static inline bool tape_step_back(struct tape *tape) {
    return tape_position(tape) > 0 && tape_seek(tape, tape_position(tape) - 1, LONG_MAX);
}

#endif
