#ifndef BACKSTEP_VIEW_FORMULA_VIEW_H
#define BACKSTEP_VIEW_FORMULA_VIEW_H

/* The formula of an operation as it is set: TeX from the tree that is computed, and what each of
 * its bytes stands for. */

#include "formula/print.h"
#include "view/draw/math_view.h"

struct formula {
    const struct canvas *canvas;
    const struct operation *operation;
    const char *tex;
    struct print_pieces pieces;
    const struct math_list *list;
    bool has_focus; /* what is outside of these bytes is dimmed */
    struct print_piece focus;
};

/* focus: the node in question, or NULL: all of it is. */
struct formula formula_create(const struct canvas *canvas, const struct operation *operation,
                              const size_t *focus);

/* For the parts of formula->list: each tensor in the color of its role. Borrows the formula. */
struct math_tags formula_tags(const struct formula *formula);

/* The bytes that a node wrote (-1: the target); NULL when it wrote none. */
const struct print_piece *formula_piece(const struct formula *formula, int node);

/* The tensor of the program that a TENSOR node reads, or the target (-1) writes; -1 when it is not
 * one of the program's. */
int formula_tensor(const struct formula *formula, int node);

/* Nothing but numbers, counts and rates. */
bool formula_is_constant(const struct notation *notation, const struct expression *node);

/* The color of the role of a TENSOR node, or of the target. */
color_argb formula_color(const struct formula *formula, int node);

/* A part of the formula as a formula of its own: what a node wrote. */
struct formula formula_of_node(const struct formula *formula, int node);

#endif
