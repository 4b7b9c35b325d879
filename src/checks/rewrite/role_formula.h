#ifndef BACKSTEP_CHECKS_REWRITE_ROLE_FORMULA_H
#define BACKSTEP_CHECKS_REWRITE_ROLE_FORMULA_H

/* Formulas that hold in every notation, written with roles in the place of names:
 * "weight[l+1]^T * error[l+1]". They are written as for samples in columns; l is the layer of what
 * the operation writes, or the last one where that has none. Behind a role "_after" and "_before"
 * mean its value at the end and at the beginning of the iteration; "right" is the operation's own
 * formula, "it" the part that is replaced. Elements count units first: error[l](i,k) is that of
 * unit i and sample k. */

#include "checks/rewrite/recorded_tree.h"

/* Reads one. NULL with *error set, in bytes of the text, where it is none. */
const struct tree *role_formula_read(struct arena *arena, const char *text, size_t length,
                                     struct formula_error *error);

/* Whether it is "right" alone: the whole formula of the operation. */
bool role_formula_is_right(const struct tree *formula);

/* What names and letters stand for; of a name NULL: nothing. */
struct role_meaning {
    const struct tree *right, *it;
    struct element_index letters[3]; /* of i, j and k */
};
#define ROLE_MEANING_NONE ((struct role_meaning){NULL, NULL, {{true, 0}, {true, 1}, {true, 2}}})

/* The formula in the notation of the recording, at its operation: names, layers as numbers, rows
 * and columns as they lie there. NULL where the notation or the network has no such tensor, or
 * nothing stands for a name. */
struct tree *role_formula_translate(const struct recording *recording, struct arena *arena,
                                    const struct tree *formula, const struct role_meaning *meaning);

#endif
