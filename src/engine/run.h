#ifndef BACKSTEP_ENGINE_RUN_H
#define BACKSTEP_ENGINE_RUN_H

/* The places of a program's run, and how its operations and tensors are written. */

#include "engine/program.h"

/* ---- places in the run ---- */

/* Step n is done when n operations are; 0 is the beginning. */
struct program_place {
    long iteration; /* from 1; of the operation done last, 1 at the beginning */
    long done;      /* operations of that iteration that are done, 0..operation_count */
    const struct operation *operation; /* the one done last; NULL at the beginning */
};
struct program_place program_place_of(const struct program *program, long step);

/* The sizes of a step; program_next_stop knows the first three, place.h all of them. */
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
long program_next_stop(const struct program *program, long step, enum step_level level,
                       bool is_forward);

/* ---- how it is written ---- */

/* A printer in this program's notation for an operation at layer (-1: in letters). */
struct printer program_printer(const struct program *program, enum print_format format, int layer);

/* What the note calls a tensor: "activation", "derivative with respect to the input". */
const struct localized_text *program_tensor_title(const struct program *program, int tensor);

/* "w^{[2]}" or "w[2]": a tensor's name. */
const char *program_tensor_name(struct arena *arena, const struct program *program, int tensor,
                                enum print_format format);

/* "w^{[2]}_{12}": an element (row, column), both from 0; of a row or a column by one index, and of
 * a 1 x 1 the tensor's name. */
const char *program_element_name(struct arena *arena, const struct program *program, int tensor,
                                 size_t row, size_t column, enum print_format format);

#endif
