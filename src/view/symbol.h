#ifndef BACKSTEP_VIEW_SYMBOL_H
#define BACKSTEP_VIEW_SYMBOL_H

/* Symbols as a book sets them, as far as lines of text can: letters in italics, "[2]" raised,
 * "_A" lowered. The text is what formula/print.h writes. */

#include "view/paragraph.h"

/* Appends a tensor's name to the paragraph, as part of the word before it when there is no space
 * between. */
void symbol_add(struct paragraph *paragraph, color_argb color, const char *name);

/* Appends text between symbols: signs, brackets, names of functions. */
void symbol_add_signs(struct paragraph *paragraph, color_argb color, const char *text);

/* The same text for whoever sets it elsewhere; in the arena. */
const char *symbol_signs_text(struct arena *arena, const char *text);

/* One name on a line of its own. */
float symbol_width(const struct canvas *canvas, float size, const char *name);
void symbol_draw(const struct canvas *canvas, float x, float y, enum text_align align, float size,
                 color_argb color, const char *name);

/* A formula with each symbol in the color of its role. */
struct formula_text {
    const char *text;
    struct print_pieces pieces;
};
struct formula_text formula_text_print(const struct canvas *canvas,
                                       const struct operation *operation);
/* Appends it; what is outside of the node *focus (NULL: nothing is) is dimmed. */
void formula_text_add(struct paragraph *paragraph, const struct formula_text *formula,
                      const struct operation *operation, const size_t *focus);

/* Appends the part that a node printed. */
void formula_text_add_node(struct paragraph *paragraph, const struct formula_text *formula,
                           const struct operation *operation, int node);

/* What was printed for a node of the formula (-1: its target); "" when nothing was. */
const char *formula_text_of_node(struct arena *arena, const struct formula_text *formula, int node);

#endif
