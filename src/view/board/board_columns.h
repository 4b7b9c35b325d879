#ifndef BACKSTEP_VIEW_BOARD_BOARD_COLUMNS_H
#define BACKSTEP_VIEW_BOARD_BOARD_COLUMNS_H

/* Each item of the values under the items of the formula that it stands for. */

#include "step/filled.h"
#include "view/board/board_lines.h"

/* Items of the formula and of the values that stand above each other. */
struct board_column {
    size_t formula_begin, formula_end, values_begin, values_end;
    float gap, width;
};

struct board_columns {
    struct board_column *items;
    size_t count;
    size_t relation; /* the column of the relation alone; BOARD_LINES_NONE: there is none */
    float left;      /* where the first one begins */
    float width;     /* INFINITY when the rows cannot be matched or would be torn apart too far */
};

/* Of two rows, each on one line, the values as they are written; in the arena. */
struct board_columns board_columns_create(struct arena *arena, const struct filled *values,
                                          const struct filled_writing *writing,
                                          const struct board_lines *symbols,
                                          const struct board_lines *numbers);

#endif
