#ifndef BACKSTEP_VIEW_DRAW_MATH_VIEW_H
#define BACKSTEP_VIEW_DRAW_MATH_VIEW_H

/* Set formulas in a scene: each symbol an item of its own, in the color of what it stands for. */

#include "typeset/math.h"
#include "view/draw/canvas.h"

/* What bytes of a formula's source stand for. Parts that follow each other with the same symbol
 * number are one item. */
struct math_tag {
    long symbol;
    color_argb color;
    struct quantity quantity;
};

struct math_tags {
    const void *context;
    struct math_tag (*of)(const void *context, size_t begin, size_t end);
};

/* Formulas that were read once for a picture, so that each is read only once. */
struct math_shelf *math_view_shelf(struct arena *arena);

/* Reads TeX that the program or a notation wrote; what cannot be read is set as plain letters. */
const struct math_list *math_view_read(const struct canvas *canvas, const char *tex);

/* What a symbol takes at a size, of the canvas's shelf, which must be there: zeroed where it is
 * new, and the caller measures it. */
struct math_extent {
    float size, width, ascent, descent; /* pixels */
    struct math_extent *next;
};
struct math_extent *math_view_extent(const struct canvas *canvas, const char *tex, float size,
                                     bool *ret_is_new);

/* How the canvas sets formulas at a size; the caller may change it. */
struct math_options math_view_options(const struct canvas *canvas, float size);

/* A number that no formula of the scene has yet, for math_view_draw. */
int math_view_new_formula(const struct canvas *canvas);

/* Draws the box with its left end at x and its baseline at a whole pixel near baseline. Slots are
 * left to the caller. */
void math_view_draw(const struct canvas *canvas, const struct math_box *box, float x,
                    float baseline, const struct math_tags *tags, int formula);

/* Everything in one color and for one quantity. */
struct math_tags math_view_plain(const struct math_tag *tag);

/* The baseline of formulas and texts that stand in the middle of a line at y. */
float math_view_baseline(float y, float size);

#endif
