#ifndef BACKSTEP_CHECKS_REWRITE_REWRITE_PARTS_H
#define BACKSTEP_CHECKS_REWRITE_REWRITE_PARTS_H

/* What the files of rewrite.h share; nobody else uses it. */

#include "checks/rewrite/rewrite.h"

/* A rewrite under way. */
struct rewriting {
    const struct recording *recording;
    struct arena *arena;
    const struct recorded_tree *formula;
    size_t cell[2];
    const struct rewrite *rewrite;
    struct rewritten_list *list;
};

/* Where a part stands in a tree: one slot, or two where it is written as two factors. */
struct rewrite_match {
    struct tree_slot slots[2];
    size_t count;
};

/* Copies the formula and finds the part in the copy for the nth time, n from 0; false where it does
 * not stand there so often. */
bool rewrite_part_find(const struct rewriting *rewriting, size_t n, struct recorded_tree *copy,
                       struct rewrite_match *ret);

/* The part as one tree. */
struct tree *rewrite_part_tree(struct arena *arena, const struct rewrite_match *match);

/* Puts a tree in the place of the part. */
void rewrite_part_replace(struct arena *arena, const struct rewrite_match *match,
                          struct tree *tree);

/* Appends what was made, simplified; which as in struct rewritten. */
void rewrite_add(const struct rewriting *rewriting, const struct expression *target,
                 struct tree *value, size_t which);

/* One function a verb. */
typedef void rewrite_function(const struct rewriting *rewriting);
rewrite_function rewrite_drop, rewrite_repeat, rewrite_transpose, rewrite_swap, rewrite_turn,
    rewrite_replace, rewrite_matrix;
rewrite_function rewrite_elementwise, rewrite_one_of_sum, rewrite_cell, rewrite_other,
    rewrite_lose_term, rewrite_turn_term;

#endif
