#ifndef BACKSTEP_VIEW_BOARD_BOX_H
#define BACKSTEP_VIEW_BOARD_BOX_H

/* A formula with its values in the place of its symbols, as a row of boxes: matrices, signs,
 * brackets, fractions. Reading the tree makes the row; board_flow breaks it into lines. */

#include "view/board_matrix.h"
#include "view/symbol.h"

enum board_box_kind {
    BOX_TEXT, /* a sign or a number */
    BOX_MATRIX,
    BOX_OPEN, /* a bracket as high as what is inside */
    BOX_CLOSE,
    BOX_FRACTION,
    BOX_SCRIPT, /* raised beside the box before it */
    BOX_KIND_COUNT
};

enum board_bracket { BRACKET_ROUND, BRACKET_SQUARE, BRACKET_BAR };

struct board_box {
    enum board_box_kind kind;
    const char *text;  /* TEXT, SCRIPT; FRACTION: above the bar */
    const char *lower; /* FRACTION */
    enum board_bracket bracket;
    size_t partner; /* OPEN, CLOSE: the other one */
    int break_rank; /* a line may begin here; the lowest ranks are the best places; 0: not here */
    float gap;      /* before it, in em */
    bool is_target;
    struct board_matrix matrix;
};

struct board_row {
    struct board_box *boxes;
    size_t count, capacity;
};

/* The row of the operation that the session did last. */
struct board_row board_row_create(const struct canvas *canvas, const struct operation *operation,
                                  const struct formula_text *formula);

#endif
