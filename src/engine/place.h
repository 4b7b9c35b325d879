#ifndef BACKSTEP_ENGINE_PLACE_H
#define BACKSTEP_ENGINE_PLACE_H

/* Where a reader is in a run, down to a single element. Five sizes of step visit the same places
 * forward and back: an iteration, a pass, an operation, a term (one inner node of an operation's
 * formula: first W^T δ, then ⊙ f') and an element (one number of a term). */

#include "engine/program.h"

/* Step n is done when n operations are; 0 is the beginning. */
struct program_place {
    long iteration; /* from 1; of the operation done last, 1 at the beginning */
    long done;      /* operations of that iteration that are done, 0..operation_count */
    const struct operation *operation; /* the one done last; NULL at the beginning */
};
struct program_place place_of_step(const struct program *program, long step);

/* The sizes of a step; place_next_stop knows the first three, place.h all of them. */
enum step_level {
    LEVEL_ITERATION,
    LEVEL_PASS,
    LEVEL_OPERATION,
    LEVEL_TERM,
    LEVEL_ELEMENT,
    LEVEL_COUNT
};

/* The nearest place before or behind step where a unit of the level (at most OPERATION) ends:
 * stepping there and back again visits the same places. Stays within 0..step_count. */
long place_next_stop(const struct program *program, long step, enum step_level level,
                     bool is_forward);

/* step operations are done. With element > 0 the one behind them is under way: its first `term`
 * terms are done, and so are the first `element` elements (row after row) of the next one. When
 * the last element of the last term is done, so is the operation: step is one more and the others
 * are 0. A formula without terms, a copy, has only the places before and behind it. */
struct place {
    long step;
    size_t term, element;
};

/* Whether both are the same: step, term and element. */
bool place_equal(struct place a, struct place b);

/* The node of an operation's formula that a term computes (term < place_term_count). */
size_t place_term_count(const struct operation *operation);
size_t place_term_node(const struct operation *operation, size_t term);

/* The nearest place of the level before or behind a place; the place itself at the run's ends. */
struct place place_next(const struct program *program, struct place place, enum step_level level,
                        bool is_forward);

/* Where that is: iteration, operation (the one under way, or else the one done last), and how many
 * operations of the iteration are done. */
struct program_place place_in_program(const struct program *program, struct place place);

#endif
