#ifndef BACKSTEP_VIEW_DRAW_RECT_H
#define BACKSTEP_VIEW_DRAW_RECT_H

/* Rectangles of a picture, in pixels, with the origin at the top left. */

#include <stdbool.h>

struct rect {
    float x, y, width, height;
};

/* They have more than an edge in common. */
bool rect_meets(struct rect a, struct rect b);

/* Rectangles cut to measure; none gets a negative side. */
struct rect rect_inset(struct rect rect, float by);
struct rect rect_cut_top(struct rect *rest, float height);
struct rect rect_cut_bottom(struct rect *rest, float height);
struct rect rect_cut_left(struct rect *rest, float width);
struct rect rect_cut_right(struct rect *rest, float width);

#endif
