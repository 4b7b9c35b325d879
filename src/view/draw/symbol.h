#ifndef BACKSTEP_VIEW_DRAW_SYMBOL_H
#define BACKSTEP_VIEW_DRAW_SYMBOL_H

/* Symbols of a notation as a book sets them, by themselves and within words. They are given as
 * the TeX that notations and formula/print.h write. */

#include "view/draw/math_view.h"
#include "view/draw/paragraph.h"
#include "view/formula_view.h"

/* Appends a tensor's name to the paragraph, in the color of its role, as a link to the tensor. */
void symbol_add(struct paragraph *paragraph, int tensor);

/* Appends a name in a color. */
void symbol_add_name(struct paragraph *paragraph, color_argb color, const char *tex);

/* Appends a whole formula. */
void symbol_add_formula(struct paragraph *paragraph, const struct equation *formula);

/* Appends what a node of a formula wrote (-1: its target). */
void symbol_add_node(struct paragraph *paragraph, const struct equation *formula, int node);

/* The name of a form without the layer: "\delta", "\partial L/\partial w". In the arena. */
const char *symbol_base(struct arena *arena, const struct symbol_form *form);

/* One name on a line of its own, whose middle is at y. */
struct symbol_extent {
    float width, ascent, descent;
};
struct symbol_extent symbol_measure(const struct canvas *canvas, float size, const char *tex);
float symbol_width(const struct canvas *canvas, float size, const char *tex);
void symbol_draw(const struct canvas *canvas, float x, float y, enum text_align align, float size,
                 struct math_tag tag, const char *tex);

/* A name in the middle above a place: its ink ends at bottom. */
void symbol_draw_above(const struct canvas *canvas, float middle, float bottom, float size,
                       struct math_tag tag, const char *tex);

#endif
