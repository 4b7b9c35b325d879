#ifndef BACKSTEP_CHECKS_ANSWER_ANSWER_TEX_H
#define BACKSTEP_CHECKS_ANSWER_ANSWER_TEX_H

/* A typed formula as TeX in the notation's own signs, sign by sign, so that it can be set while it
 * is not whole yet: whether it is a formula is for answer_formula_read to say. */

#include "checks/recording.h"
#include "engine/quantity.h"

/* Bytes of the TeX that stand for a tensor. */
struct answer_tex_piece {
    size_t begin, end;
    int tensor; /* of the program; -1: it has none such */
};

struct answer_tex {
    const char *tex;
    const struct answer_tex_piece *pieces;
    size_t count;
    bool has_left_side; /* an "=" was typed */
    bool is_open;       /* something has to follow: nothing is there, or it ends with an operator */
};

/* What is typed, in the arena; false where it cannot even be divided into signs. */
bool answer_tex_read(struct arena *arena, const struct recording *recording, const char *text,
                     struct answer_tex *ret);

#endif
