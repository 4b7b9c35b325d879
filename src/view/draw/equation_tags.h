#ifndef BACKSTEP_VIEW_DRAW_EQUATION_TAGS_H
#define BACKSTEP_VIEW_DRAW_EQUATION_TAGS_H

/* The colors and the links of an equation: each tensor in the color of its role, and what is not in
 * question dimmed. */

#include "step/equation.h"
#include "view/draw/math_view.h"

struct equation_tags {
    const struct canvas *canvas;
    const struct equation *equation;
};

/* For the parts of the equation's TeX. Borrows the tags and what they point to. */
struct math_tags equation_tags_of(const struct equation_tags *tags);

#endif
