#ifndef BACKSTEP_VIEW_BOARD_STRIP_WORKED_LINE_H
#define BACKSTEP_VIEW_BOARD_STRIP_WORKED_LINE_H

/* How one number comes about, worked out as on a blackboard: a name and, behind a relation each,
 * its sides, one below the other or the last of them side by side. What was told once is measured
 * in many sizes. */

#include "tell/telling.h"
#include "view/draw/paragraph/paragraph.h"

enum { WORKED_LINE_MOST_SIDES = 4 };

/* What a row of it is made of; a rest is a side with all that is behind it. */
enum worked_kind { WORKED_NAME, WORKED_RELATION, WORKED_SIDE, WORKED_REST, WORKED_KINDS };

struct worked_line {
    struct paragraph items[WORKED_KINDS][WORKED_LINE_MOST_SIDES]; /* of the name one alone */
    size_t count;                                                 /* of sides */
    float size; /* in which it was measured last, unbroken; 0: in none */
    struct paragraph_size measured[WORKED_KINDS][WORKED_LINE_MOST_SIDES];
};

/* Of a telling with a relation behind the name. */
void worked_line_create(struct worked_line *ret, const struct canvas *canvas,
                        const struct telling *telling);

/* Pixels. */
struct worked_extent {
    float name, relation, body; /* widths; the body's is that of its widest row */
    float height;
    size_t lines; /* into which the rows are broken */
};

/* In so many rows (of all sides at most), in pixels per em, what is wider than the width broken. */
struct worked_extent worked_line_measure(struct worked_line *line, size_t rows, float size,
                                         float width);

/* The widths that lines have in common: their relations stand in one column. */
struct worked_columns {
    float name, relation;
};

/* The middle of the relations from the left of a line. */
float worked_line_relation(struct worked_columns columns, float size);

/* What is between the left of a line and that of its sides. */
float worked_line_left(struct worked_columns columns, float size);

/* Draws it from the top of the rectangle. Returns its height. */
float worked_line_draw(struct worked_line *line, size_t rows, float size,
                       struct worked_columns columns, struct rect rect);

#endif
