#ifndef BACKSTEP_TELL_ARITHMETIC_H
#define BACKSTEP_TELL_ARITHMETIC_H

/* How one number of a formula comes about, in the numbers that are shown, so that it can be
 * reckoned again: "1 / 4 · (−0.200 · 0 + 0.140 · 1) = 0.035". */

#include "step/moment.h"
#include "tell/telling.h"

/* Which numbers it is made of. What is not among them is written with its own arithmetic. */
enum arithmetic_reach {
    ARITHMETIC_OF_OPERANDS, /* those of the operands, whatever they are */
    ARITHMETIC_OF_BOARD,    /* those that the operation's equation has on the board */
    ARITHMETIC_OF_TENSORS,  /* elements of tensors, and numbers of the formula */
};

struct arithmetic {
    struct telling *telling;
    const struct moment *moment;
    struct evaluation evaluation; /* of the moment's operation, computed and unfolded */
    enum arithmetic_reach reach;
    size_t most; /* terms of a sum (2 at least): in the place of more are dots */
};

/* Appends how the explained number comes about, and the number, with so many decimals; -1: those of
 * its matrix. Between them stands "=" where what is shown gives it, and "≈" where it does not;
 * nobody can add up dots. Looks at the evaluation's scratch, in which sums over k leave their
 * last. */
void arithmetic_tell(const struct arithmetic *arithmetic, const struct explanation *explanation,
                     int decimals);

/* Appends the same with the names of the elements in the place of their numbers, and without what
 * comes out: "w_{11} · a_1 + w_{12} · a_2 + b_1". False where something has no name, or, but for
 * an update, the name of what is written: then what was appended is of no use. */
bool arithmetic_tell_names(const struct arithmetic *arithmetic,
                           const struct explanation *explanation);

#endif
