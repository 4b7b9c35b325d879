#ifndef BACKSTEP_VIEW_BOARD_BOARD_FLOW_H
#define BACKSTEP_VIEW_BOARD_BOARD_FLOW_H

/* The formula and under it its values, as large as fits into a rectangle. Where both take one
 * line, each matrix stands under its symbol; where the values need more, they break at the
 * relation, at an operator or between factors, and carry the names of their symbols. Matrices
 * fold where that is not enough. */

#include "typeset/math.h"
#include "view/board/board_matrix.h"

enum { BOARD_MOST_LINES = 12, BOARD_FORMULA_LINES = 3 };

/* Items [begin, end) of a row on one line. */
struct board_line {
    size_t begin, end;
    float width, above, below; /* around the baseline */
};

/* How far an item reaches above and below the baseline, names and shapes of matrices too. */
struct board_reach {
    float above, below;
};

struct board_lines {
    struct math_row row;
    const struct board_reach *reaches; /* of each item */
    float size;                        /* pixels per em that the row was set at */
    struct board_line lines[BOARD_MOST_LINES];
    size_t count;
    float width, height;
};

/* Items of the formula and of the values that stand above each other. */
struct board_column {
    size_t formula_begin, formula_end, values_begin, values_end;
    float gap, width;
};

struct board_flow {
    const struct canvas *canvas;
    const struct equation *equation;
    const struct filled *values;
    struct board_matrix *matrices; /* of each slot of the values */
    struct board_lines symbols, numbers;
    const struct filled_writing *writing; /* of the values */
    float most;                           /* the largest numbers may be */
    struct board_fold fold;
    struct math_slot *slots;
    bool hides_shapes; /* there was no room for them */
    bool is_aligned;
    struct board_column *columns; /* where it is aligned */
    size_t column_count;
};

/* False when it does not fit however small. */
bool board_flow_fit(struct board_flow *flow, const struct canvas *canvas,
                    const struct filled *values, float width, float height);

/* The values alone, their numbers up to most pixels. */
bool board_flow_fit_values(struct board_flow *flow, const struct canvas *canvas,
                           const struct filled *values, float most, float width, float height);

/* Where what was drawn ends: its last line to the right, all of it at the bottom; and the height
 * of the line of shapes there. */
struct board_drawn {
    float right, bottom, caption;
};

/* Where the last line ends when it is drawn into that height. */
float board_flow_bottom(const struct board_flow *flow, float height);

/* Draws it into the rectangle that it was fitted to. */
struct board_drawn board_flow_draw(const struct board_flow *flow, struct rect rect);

#endif
