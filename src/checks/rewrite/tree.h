#ifndef BACKSTEP_CHECKS_REWRITE_TREE_H
#define BACKSTEP_CHECKS_REWRITE_TREE_H

/* A formula's tree while it is changed: nodes that can be taken apart and put together otherwise.
 * What is made of it is a statement like any other, parsed from its own source, that is checked,
 * computed and printed by whoever does that. Each node remembers which node of the right formula it
 * comes from, so that both can be set under each other. Everything lives in an arena. */

#include "formula/shape.h"
#include "formula/statement.h"

/* A row or a column that is a number, from 1; or a letter of the symbol table. */
struct element_index tree_index(size_t number);
struct element_index tree_letter(size_t which);

enum { TREE_NEW = -1 }; /* the origin of what the right formula does not have */

struct tree {
    enum expression_kind kind;
    bool is_grouped; /* the author put parentheses around it */
    double number;
    struct element_index which; /* ELEMENT, SUM_OVER */
    enum function function;
    int symbol;
    struct tensor_index index;
    enum relation relation; /* INDICATOR */
    bool has_element, is_vector;
    struct element_index row, column;
    size_t operand_count;
    struct tree *operands[2];
    int origin;         /* the id of a node of the right formula, or TREE_NEW */
    struct shape shape; /* of its value, after recorded_tree_shape */
};

/* The tree of an expression; origins are the expression's ids where it is the right formula. */
struct tree *tree_of_expression(struct arena *arena, const struct expression *expression,
                                bool is_right);

/* All of it, so that one can be changed and the other not. */
struct tree *tree_copy(struct arena *arena, const struct tree *tree);

/* New nodes above trees that are borrowed; those with one operand or two are of any kind that has
 * so many. */
struct tree *tree_number(struct arena *arena, double number);
struct tree *tree_with_one(struct arena *arena, enum expression_kind kind, struct tree *operand);
struct tree *tree_with_two(struct arena *arena, enum expression_kind kind, struct tree *left,
                           struct tree *right);
struct tree *tree_call(struct arena *arena, enum function function, struct tree *argument);

/* sum(which, count, summand) */
struct tree *tree_sum_over(struct arena *arena, struct element_index letter, size_t count,
                           struct tree *summand);

/* A whole tensor. */
struct tree *tree_tensor(struct arena *arena, int symbol, struct tensor_index index);

/* Whether it is exactly that number, and whether it is a call of that function. */
bool tree_is_number(const struct tree *tree, double number);
bool tree_is_call(const struct tree *tree, enum function function);

/* The same formula; origins and parentheses do not count. */
bool tree_equal(const struct tree *a, const struct tree *b);

/* Where a node hangs: the pointer to it, and the node above (NULL at the root). */
struct tree_slot {
    struct tree **at;
    struct tree *parent;
    size_t which; /* of the parent's operands */
};

/* All slots of a tree, those above before those below; *ret_count of them. */
struct tree_slot *tree_slots(struct arena *arena, struct tree **root, size_t *ret_count);

/* The same formula without factors of 1 and terms of 0, quotients by 1, two signs or two transposes
 * in a row: what is left when a part was replaced by 1 or by 0. */
struct tree *tree_simplify(struct arena *arena, struct tree *tree);

/* A statement made of a tree, and where its nodes come from. */
struct tree_statement {
    const struct statement *statement;
    const int *origins; /* of statement->nodes: a node of the right formula, or TREE_NEW */
};

/* target = tree; false where the formula would be too long. */
bool tree_to_statement(struct arena *arena, const struct expression *target,
                       const struct tree *tree, const struct symbol_table *symbols,
                       struct tree_statement *ret);

#endif
