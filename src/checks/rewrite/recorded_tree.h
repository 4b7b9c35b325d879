#ifndef BACKSTEP_CHECKS_REWRITE_RECORDED_TREE_H
#define BACKSTEP_CHECKS_REWRITE_RECORDED_TREE_H

/* Trees of formulas at one operation of a recording. Their layers are numbers: w[l+1] at layer 1 is
 * w[2], so that two trees can be compared. */

#include "checks/recording.h"
#include "checks/rewrite/tree.h"

/* A tree with what it is to be: a whole tensor, or one element of it. */
struct recorded_tree {
    struct expression target;
    struct tree *value;
};

/* The formula of the operation; origins are the ids of its nodes. */
struct recorded_tree recorded_tree_right(const struct recording *recording, struct arena *arena);

/* The target as one element, row and column from 1. */
struct expression recorded_tree_element(const struct expression *target, size_t row, size_t column);

/* A tree as a statement with its binding; false where it does not fit the network, or is too
 * long. */
struct recorded_statement {
    struct tree_statement formula;
    struct binding binding;
};
bool recorded_tree_bind(const struct recording *recording, struct arena *arena,
                        const struct recorded_tree *tree, struct recorded_statement *ret);

/* Fills in the shapes of all nodes; false where it does not fit. */
bool recorded_tree_shape(const struct recording *recording, struct arena *arena,
                         const struct recorded_tree *tree);

/* Reads what is computed only by the operation itself or later: by its own name it would be the
 * answer. */
bool recorded_tree_reads_ahead(const struct recording *recording, const struct tree *tree);

#endif
