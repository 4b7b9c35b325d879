#ifndef BACKSTEP_VIEW_DRAW_SYMBOL_H
#define BACKSTEP_VIEW_DRAW_SYMBOL_H

/* Symbols of a notation as a book sets them, by themselves. They are given as
 * the TeX that notations and formula/print/print.h write. */

#include "view/draw/math_view.h"

/* One name on a line of its own, whose middle is at y. */
struct symbol_extent {
    float width, ascent, descent;
};
struct symbol_extent symbol_measure(const struct canvas *canvas, float size, const char *tex);
float symbol_width(const struct canvas *canvas, float size, const char *tex);
void symbol_draw(const struct canvas *canvas, struct text_anchor anchor, float size,
                 struct math_tag tag, const char *tex);

/* A name in the middle above a place: its ink ends at bottom. */
void symbol_draw_above(const struct canvas *canvas, float middle, float bottom, float size,
                       struct math_tag tag, const char *tex);

#endif
