#ifndef BACKSTEP_CHECKS_REWRITE_ELEMENT_H
#define BACKSTEP_CHECKS_REWRITE_ELEMENT_H

/* One element of a formula, written out: the element (i, j) of A B is sum(k, n, A(i,k) * B(k,j)),
 * of f'(Z) it is f'(Z(i,j)), and so on down to elements of tensors. */

#include "checks/rewrite/recorded_tree.h"

/* What stands in the place of a node's element (row, column), or NULL: the node as it is. */
struct element_change {
    const struct tree *node;
    void *context;
    struct tree *(*write)(void *context, struct arena *arena, struct element_index row,
                          struct element_index column);
};

/* Element (row, column), from 1, of a tree whose shapes are known (recorded_tree_shape). change may
 * be NULL. A value of one row or column is read as if it was repeated. NULL where change->write
 * gives NULL, or the tree has no such element. */
struct tree *element_of_tree(const struct recording *recording, struct arena *arena,
                             const struct tree *tree, const size_t cell[2],
                             const struct element_change *change);

/* The same of one node inside, where its row and column are known; used by changes. */
struct tree *element_at(const struct recording *recording, struct arena *arena,
                        const struct tree *tree, struct element_index row,
                        struct element_index column);

#endif
