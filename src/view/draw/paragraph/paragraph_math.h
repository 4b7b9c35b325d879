#ifndef BACKSTEP_VIEW_DRAW_PARAGRAPH_PARAGRAPH_MATH_H
#define BACKSTEP_VIEW_DRAW_PARAGRAPH_PARAGRAPH_MATH_H

/* Formulas in the lines of a paragraph. */

#include "view/draw/math_view.h"
#include "view/draw/paragraph/paragraph.h"

/* Appends a formula, which no line ends in; the tags (whose context must stay) color its symbols
 * and link them. It is set anew at each size. */
void paragraph_add_math(struct paragraph *paragraph, const struct math_list *list,
                        const struct math_tags *tags);

#endif
