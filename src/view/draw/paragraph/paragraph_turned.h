#ifndef BACKSTEP_VIEW_DRAW_PARAGRAPH_PARAGRAPH_TURNED_H
#define BACKSTEP_VIEW_DRAW_PARAGRAPH_PARAGRAPH_TURNED_H

/* Lines of which some runs from right to left, Hebrew or Arabic: their words stand in the order in
 * which they are seen. Only the files of paragraph.h use this. */

#include "view/draw/paragraph/paragraph_line.h"

/* Draws a line into the rectangle, its middle at y: at the left, or at the right where its text
 * runs from right to left. The canvas's metrics know levels. */
void paragraph_turned_draw(const struct paragraph_drawn *line, float size, struct rect rect,
                           float y);

#endif
