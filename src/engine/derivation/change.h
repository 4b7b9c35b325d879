#ifndef BACKSTEP_ENGINE_DERIVATION_CHANGE_H
#define BACKSTEP_ENGINE_DERIVATION_CHANGE_H

/* What is different between two formulas that follow each other in a derivation: the parts of each
 * tree that the other does not have in the same place. Parentheses make no difference. */

#include "formula/statement.h"

/* The outermost nodes that are different. Nothing above them is, and what is below them is not
 * compared. */
struct change {
    const bool *is_old; /* by node of the first statement */
    const bool *is_new; /* by node of the second */
};

/* Compares the values of two statements, whose tables of symbols are the same; left sides are not
 * compared. Lives in the arena. */
struct change change_between(struct arena *arena, const struct statement *old,
                             const struct statement *new);

#endif
