#ifndef BACKSTEP_ENGINE_TAPE_H
#define BACKSTEP_ENGINE_TAPE_H

/* Runs a program one operation at a time, and runs it back.
 *
 * Every operation writes one tensor, and the tape keeps what that write replaced: going back puts
 * the old values back, bit for bit, through weight updates as through everything else. What lies
 * further back than memory allows is reached from checkpoints (the parameters at the beginning of
 * an iteration): the program is deterministic, so running again gives the same bits. Memory is
 * bounded whatever the number of iterations. */

#include "engine/checkpoints.h"
#include "engine/program.h"

struct tape;

struct tape_limits {
    size_t undo_bytes;       /* old values */
    size_t checkpoint_bytes; /* parameters */
};

/* A tape at the beginning. program must outlive it; limits may be NULL for the default. */
struct tape *tape_create(struct arena *arena, const struct program *program,
                         const struct tape_limits *limits);

/* Those that the tape goes by and leaves: whoever runs the same program ahead of it may leave more.
 */
struct checkpoints *tape_checkpoints(struct tape *tape);

/* Operations done: 0..program->step_count. */
long tape_position(const struct tape *tape);

/* The values of all tensors: program->state_count doubles. Those of tensors that are not written
 * at this position (program_is_written) mean nothing. */
const double *tape_state(const struct tape *tape);

/* True where the operation done last gave a value that is infinite or not a number: play stops
 * there. */
bool tape_is_stuck(const struct tape *tape);

/* Goes towards step (clamped to the run), running at most most_operations (one at least); the
 * position in between is a true one. True when it is there, or can go no further because it is
 * stuck. Calling again goes on. */
bool tape_seek(struct tape *tape, long step, long most_operations);

/* The operation done last with all its inner values, as they were when it ran (a tensor that it
 * replaced still has its old value there). NULL at the beginning. Valid until the tape moves. */
const struct binding *tape_last_binding(struct tape *tape, struct evaluation *ret);

/* The operation that comes next with all its inner values, computed but not done: what a reader
 * sees who steps through its terms and elements. The samples are those of its iteration. NULL at
 * the end, and where the tape is stuck. Valid until the tape moves or is asked again. */
const struct binding *tape_next_binding(struct tape *tape, struct evaluation *ret);

#endif
