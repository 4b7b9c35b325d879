#ifndef BACKSTEP_VIEW_DERIVATION_DERIVATION_BLOCK_H
#define BACKSTEP_VIEW_DERIVATION_DERIVATION_BLOCK_H

/* The newest line of a derivation, large: with its matrices under its symbols, where it has any and
 * they fit, and the cells lit that the chosen element is made of; else, of one that is worth a
 * matrix, this one below it, or behind it where there is no room below. */

#include "view/board/board_fit.h"
#include "view/derivation/derivation_row.h"

struct derivation_block {
    struct derivation_row row;
    bool has_matrices;        /* under its symbols */
    bool has_value;           /* alone */
    float value_left;         /* how far behind the relation; 0: below the formula */
    struct equation equation; /* of the matrices, which borrow it */
    struct filled values;
    struct board_fit fit;
    float left;   /* how far it reaches before the relation */
    float right;  /* and behind it */
    float height; /* of all of it */
};

/* Whether matrices of it are to be seen. */
bool derivation_block_has_numbers(const struct derivation_block *block);

/* Whether it is worth a matrix that is not to be seen. */
bool derivation_block_lacks_numbers(const struct derivation_block *block);

/* Fits a line into a rectangle of that size, behind a relation that stands at least `left` from its
 * edge; the formula at most size pixels. What is at the right end is `beside` wide. Must stay where
 * it is until it is drawn. */
struct derivation_room {
    float width, height, left, beside, size;
};
void derivation_block_create(struct derivation_block *ret, const struct canvas *canvas,
                             const struct proof *proof, const struct derivation_room *room);

/* Draws it with its relation at x from y downwards; *ret: where it ends, in pixels of the picture,
 * and what stands behind it may stand beside. */
void derivation_block_draw(const struct derivation_block *block, float x, float y,
                           struct board_drawn *ret);

/* Of the formula, as it is drawn there. */
float derivation_block_baseline(const struct derivation_block *block, float y);

/* Where bytes of its TeX stand when it is drawn there; false: no ink, or on more than one line. */
bool derivation_block_ink(const struct derivation_block *block, float x, float y,
                          struct print_piece piece, struct rect *ret);

#endif
