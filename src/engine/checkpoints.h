#ifndef BACKSTEP_ENGINE_CHECKPOINTS_H
#define BACKSTEP_ENGINE_CHECKPOINTS_H

/* The parameters at the beginning of some iterations of a run, evenly spaced: from any of them the
 * run goes on with the same bits, because the program is deterministic. Whoever runs the program
 * from its beginning, the reader's tape or the one that looks ahead for the loss curve, leaves
 * them, and the tape goes far by them. Memory is bounded: when all slots are taken every second is
 * dropped, and the spacing doubles. */

#include "engine/program.h"

struct checkpoints;

/* As many slots as fit into `bytes`, for a program that must outlive them. */
struct checkpoints *checkpoints_create(struct arena *arena, const struct program *program,
                                       size_t bytes);

/* At the beginning of an iteration (from 0): keeps the state's parameters if it is the next of
 * those kept. */
void checkpoints_keep(struct checkpoints *checkpoints, const double *state, long iteration);

/* The last iteration (from 0) at or before this one whose beginning is kept; 0, which needs no
 * checkpoint, where none is. */
long checkpoints_before(const struct checkpoints *checkpoints, long iteration);

/* Puts the parameters of an iteration that checkpoints_before gave into a state; of iteration 0
 * the state's own stay. */
void checkpoints_restore(const struct checkpoints *checkpoints, long iteration, double *state);

/* How many iterations lie between two of them. */
long checkpoints_stride(const struct checkpoints *checkpoints);

#endif
