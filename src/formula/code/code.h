#ifndef BACKSTEP_FORMULA_CODE_CODE_H
#define BACKSTEP_FORMULA_CODE_CODE_H

/* A bound statement as a list of instructions, made from its tree: which kernel computes a node
 * and where its operands stand is decided once. Running the list gives the bits that
 * binding_compute and binding_store give, at the same places, in a fraction of the time where
 * matrices are small. */

#include "base/arena.h"
#include "formula/binding.h"

struct code;

/* Where in the scratch an activation function keeps what it has computed of a tensor, which stands
 * at an offset of the state: code_memo_size doubles, zeros at first. The derivative then need not
 * call exp or tanh once more. */
struct code_memo {
    size_t tensor, offset;
};

/* Doubles of the memo of a tensor of count elements. */
size_t code_memo_size(size_t count);

/* Borrowed; items may be NULL when there are none. */
struct code_memos {
    const struct code_memo *items;
    size_t count;
};

/* The instructions of a binding that writes a whole tensor. The binding must outlive them. */
const struct code *code_create(struct arena *arena, const struct binding *binding,
                               const struct code_memos *memos);

/* Computes the statement and stores its value in its target; the inner values stand where
 * binding_node_value finds them. The scratch has room for the binding and the memos. */
void code_run(const struct code *code, double *state, double *scratch);

/* The same for those who do not look at inner values: the value, and the copy of a target that the
 * statement reads, need not be in the scratch afterwards. */
void code_run_unseen(const struct code *code, double *state, double *scratch);

#endif
