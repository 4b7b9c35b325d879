#ifndef BACKSTEP_ENGINE_PROGRAM_STATE_H
#define BACKSTEP_ENGINE_PROGRAM_STATE_H

/* What a program does with a state, program->state_count numbers that the caller owns: filling it,
 * running operations on it, reading it. scratch has program->scratch_count numbers, 0 at first, and
 * serves one program only. */

#include "engine/program.h"

/* Fills a state with what is given before the first step: initial parameters, learning rate,
 * number of samples, and the first batch. Everything else becomes 0. */
void program_initial_state(const struct program *program, double *state);

/* Puts the samples of an iteration (from 0) into a state that program_initial_state has filled. */
void program_load_batch(const struct program *program, double *state, long iteration);

/* The first sample of an iteration's batch; the others follow, beginning again after the last. */
size_t program_batch_start(const struct program *program, long iteration);

/* Runs one operation: computes its formula into scratch and stores the value. */
void program_run(const struct program *program, long operation, double *state, double *scratch);

/* The same for those who run on without looking at inner values: scratch need not hold those of
 * the operation afterwards. */
void program_run_unseen(const struct program *program, long operation, double *state,
                        double *scratch);

/* Computes another form of an operation and stores its value where the operation's goes; a form of
 * one element runs for every element of its target. */
void program_run_form(const struct program *program, long operation, size_t form, double *state,
                      double *scratch);

/* A tensor's value in a state, borrowed from it; only who has the state without const writes there.
 */
struct matrix program_tensor_value(const struct program *program, int tensor, const double *state);

#endif
