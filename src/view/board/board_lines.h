#ifndef BACKSTEP_VIEW_BOARD_BOARD_LINES_H
#define BACKSTEP_VIEW_BOARD_BOARD_LINES_H

/* A row of the board, broken into lines. */

#include "typeset/math.h"

enum { BOARD_MOST_LINES = 12, BOARD_FORMULA_LINES = 3 };
#define BOARD_LINES_NONE SIZE_MAX

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
    /* Pixels, whatever the size: where the first line begins, and the others, which hang right of
     * the relation; 0: those are set in by an em. */
    float first, hang;
    bool knows_hang; /* a break at the relation is worth what has room right of that place */
    bool is_close;   /* there is little room between them */
    size_t alone;    /* so many items stand on the first line, by themselves; 0: as many as fit */
};

/* The first relation outside of brackets, as an item; BOARD_LINES_NONE: there is none. */
size_t board_lines_relation(const struct math_row *row);

/* Fills lines->lines for the row as if it were set `scale` times as large: widths and heights grow
 * with the size, nearly enough to choose one. False when that takes more than most lines, or a
 * line is wider than width. */
bool board_lines_break(struct board_lines *lines, float scale, float width, size_t most);

/* The gap before an item of a line. */
float board_lines_gap(const struct board_lines *lines, size_t item, size_t begin);

/* Of the items [begin, end) as a line. */
float board_lines_width(const struct board_lines *lines, size_t begin, size_t end);

/* Makes room for the first line to stand so low, and to reach as low as one with a fraction: where
 * all do, formulas of a lesson stand on one line. */
void board_lines_lower_first(struct board_lines *lines, float baseline);

/* How far a line is set in. */
float board_lines_indent(const struct board_lines *lines, size_t line);

/* The distance between the feet of a line and the head of the next. */
float board_lines_skip(const struct board_lines *lines);

#endif
