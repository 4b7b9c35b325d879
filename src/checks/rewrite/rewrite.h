#ifndef BACKSTEP_CHECKS_REWRITE_REWRITE_H
#define BACKSTEP_CHECKS_REWRITE_REWRITE_H

/* The ways in which a formula is mistaken, each a change of its tree: a closed set, one function
 * each. What they are applied to is found by its meaning, so that they hold in every notation. */

#include "checks/rewrite/role_formula.h"

enum rewrite_verb {
    REWRITE_DROP,        /* a factor, or a term of a sum */
    REWRITE_REPEAT,      /* a factor, once more */
    REWRITE_TRANSPOSE,   /* added, or dropped where there is one */
    REWRITE_SWAP,        /* the operands of the part */
    REWRITE_TURN,        /* the sign of the part */
    REWRITE_REPLACE,     /* the part by something else: a tensor, a function, a state */
    REWRITE_MATRIX,      /* the matrix product in the place of the product with the part */
    REWRITE_ELEMENTWISE, /* cell times cell in the place of row times column */
    REWRITE_ONE_OF_SUM,  /* one summand, one sample, in the place of the sum */
    REWRITE_CELL,        /* an element of the part by something else */
    REWRITE_OTHER,       /* the same of another sample */
    REWRITE_LOSE_TERM,   /* one product of a sum is missing */
    REWRITE_TURN_TERM,   /* one product of a sum has the other sign */
    REWRITE_VERB_COUNT
};
extern const char *const rewrite_verb_names[REWRITE_VERB_COUNT]; /* "drop", "one_of_sum", … */

/* What a verb says more than its name. */
bool rewrite_verb_has_part(enum rewrite_verb verb);
bool rewrite_verb_has_replacement(enum rewrite_verb verb);

/* What is changed. */
enum rewrite_part_kind {
    REWRITE_PART_FORMULA,  /* a role formula */
    REWRITE_PART_SLOPE,    /* f'(z), or a (1 - a) where that is written for it */
    REWRITE_PART_FUNCTION, /* f(z) */
    REWRITE_PART_KIND_COUNT
};

struct rewrite {
    enum rewrite_verb verb;
    enum rewrite_part_kind part_kind;
    const struct tree *part;    /* FORMULA */
    const struct tree *by;      /* REPLACE, CELL */
    const struct rewrite *then; /* what is done to that, or NULL */
};

/* The formula as it is changed. */
struct rewritten {
    struct recorded_tree tree; /* of the whole tensor, or of the cell */
    size_t which;              /* the k of a sum, or the sample, from 1; 0: nothing was chosen */
};

struct rewritten_list {
    struct arena *arena;
    struct rewritten *items;
    size_t count, capacity;
};

/* Appends what the rewrite makes of a formula, which is asked about at a cell (row and column from
 * 1); nothing where it does not apply there. What is appended may not fit the network. */
void rewrite_apply(const struct recording *recording, const struct recorded_tree *formula,
                   const size_t cell[2], const struct rewrite *rewrite,
                   struct rewritten_list *list);

#endif
