#ifndef BACKSTEP_SESSION_ASK_HIDDEN_H
#define BACKSTEP_SESSION_ASK_HIDDEN_H

/* What is asked for, hidden: copies of a run's numbers in which it is no number but a "?" (base/
 * number.h). The run itself has them all. */

#include "session/run.h"

struct hidden {
    bool is_on;
    const bool *tensors;           /* by number: whose values are hidden */
    int shape_of;                  /* the tensor whose shape is, too; -1: none */
    bool is_formula;               /* that of the step is, too */
    const struct program *program; /* as the run's, with a name that does not say that shape; NULL:
                                      all names may say theirs */
    const double *state;           /* as the run's, with hidden numbers */
    struct evaluation evaluation;  /* of the shown operation, likewise */
};

/* What may be seen of the shown operation: elements of its value, and terms, from the first. */
struct hidden_parts {
    size_t elements, terms;
};

/* Hides tensors (by number, in the arena), and what the shown operation of the run computes on the
 * way to its value, but for the parts that are seen. Copies are made in the
 * arena; the run is to be shown in its formula. */
struct hidden hidden_create(struct arena *arena, const struct run *run, const bool *tensors,
                            struct hidden_parts seen);

/* Hides the shape of a tensor too, also where its name says it: in the run's `unsized`. */
void hidden_add_shape(const struct run *run, int tensor, struct hidden *hidden);

#endif
