#ifndef BACKSTEP_VIEW_BOARD_FLOW_H
#define BACKSTEP_VIEW_BOARD_FLOW_H

/* Breaks a row of boxes into lines that fit into a rectangle: smaller where it must be, and with
 * its matrices folded where that is not enough. */

#include "view/board_box.h"

enum { BOARD_MOST_LINES = 12 };

struct board_line {
    size_t begin, end; /* boxes */
    float width, above, below;
};

struct board_flow {
    const struct canvas *canvas;
    struct board_row row;
    struct board_extent *extents; /* of each box */
    struct board_fold fold;
    float size; /* of its numbers */
    struct board_line lines[BOARD_MOST_LINES];
    size_t line_count;
    float width, height;
};

/* False when it does not fit however small. */
bool board_flow_fit(struct board_flow *flow, const struct canvas *canvas, struct board_row row,
                    float width, float height);

/* Draws it from the left top corner on. */
void board_flow_draw(const struct board_flow *flow, float x, float y);

#endif
