#ifndef BACKSTEP_VIEW_DERIVATION_DERIVATION_ROW_H
#define BACKSTEP_VIEW_DERIVATION_DERIVATION_ROW_H

/* One line of a derivation, set: its symbols and where each stands, from the relation, which is in
 * the same place in all lines. */

#include "session/proof/proof.h"
#include "step/equation.h"
#include "view/board/board_lines.h"
#include "view/draw/canvas.h"

struct derivation_row {
    const struct canvas *canvas; /* its moment is the line's */
    const struct derivation *derivation;
    size_t line;              /* of it */
    size_t number;            /* of those that are no misprints, from 1 */
    bool fits;                /* by its shapes: it has an equation and a value */
    struct equation equation; /* of one that does not fit only its TeX */
    struct board_lines lines; /* broken where it is wider than the room */
    float left;               /* how far its left side reaches before the relation */
    float right;              /* and what is behind it, from the relation on */
    float shift;              /* of lines below the first, to the left, where they have no room */
};

/* Sets a line at a size; in at most so many lines of at most that width behind the relation. */
struct derivation_row derivation_row_create(const struct canvas *canvas, const struct proof *proof,
                                            size_t number, float size);

/* The same of any line of the derivation, by its index; its number is 0. */
struct derivation_row derivation_row_of_line(const struct canvas *canvas, const struct proof *proof,
                                             size_t line, float size);

/* With less of what is written out, to be fitted again; for a line that finds no room. */
void derivation_row_shorten(struct derivation_row *row);

/* The same line at another size and broken into lines; false when it takes more. */
bool derivation_row_fit(struct derivation_row *row, float size, float width, size_t most);

/* At that size, or smaller, on two lines, and at last with less of what is written out. */
void derivation_row_squeeze(struct derivation_row *row, float size, float width);

/* Above and below the baseline of the first line. */
float derivation_row_above(const struct derivation_row *row);
float derivation_row_below(const struct derivation_row *row);

/* Draws it with its relation at x and the baseline of its first line at y. */
void derivation_row_draw(const struct derivation_row *row, float x, float baseline);

/* Where the bytes of its TeX stand, when it is drawn there; false: they have no ink, or are on more
 * than one line. */
bool derivation_row_ink(const struct derivation_row *row, float x, float baseline,
                        struct print_piece piece, struct rect *ret);

/* The same of items of a row that stand each where it was put. */
struct derivation_item {
    float x, baseline; /* of each item */
};
bool derivation_row_ink_of(const struct math_row *row, const struct derivation_item *items,
                           struct print_piece piece, struct rect *ret);

/* The item of a row that is the relation; its count: there is none. */
size_t derivation_row_relation(const struct math_row *row, const char *tex);

#endif
