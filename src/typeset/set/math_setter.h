#ifndef BACKSTEP_TYPESET_SET_MATH_SETTER_H
#define BACKSTEP_TYPESET_SET_MATH_SETTER_H

/* Setting a formula that was read: one function for each kind of node, which call each other as
 * formulas are nested. Only this room uses it. */

#include "typeset/set/math_frame.h"

/* An atom with its scripts. */
struct math_frame math_set_node(struct math_setter *setter, const struct math_node *node,
                                struct math_style style);
struct math_frame math_set_scripts(struct math_setter *setter, struct math_frame nucleus,
                                   const struct math_list *superscript,
                                   const struct math_list *subscript, struct math_style style);
struct math_frame math_set_limits(struct math_setter *setter, struct math_frame nucleus,
                                  const struct math_list *above, const struct math_list *below,
                                  struct math_style style);
/* A list as a line; before is the class of what it follows. */
struct math_frame math_set_list(struct math_setter *setter, const struct math_list *list,
                                struct math_style style, enum math_class before);
struct math_frame math_set_fraction(struct math_setter *setter, const struct math_node *node,
                                    struct math_style style);
struct math_frame math_set_radical(struct math_setter *setter, const struct math_node *node,
                                   struct math_style style);
struct math_frame math_set_line(struct math_setter *setter, const struct math_node *node,
                                struct math_style style);
struct math_frame math_set_accent(struct math_setter *setter, const struct math_node *node,
                                  struct math_style style);
struct math_frame math_set_fenced(struct math_setter *setter, const struct math_node *node,
                                  struct math_style style);
struct math_frame math_set_array(struct math_setter *setter, const struct math_node *node,
                                 struct math_style style);
struct math_frame math_set_words(struct math_setter *setter, const struct math_node *node,
                                 struct math_style style);

/* A glyph that is about as long as wanted, in pixels, from its pieces; without parts where the font
 * has none. A vertical one stands anywhere and is centered by the caller. */
struct math_frame math_put_together(struct math_setter *setter, uint32_t glyph, bool is_horizontal,
                                    float wanted, struct math_style style, struct math_range range);
/* A fence that reaches at least half pixels above and below the axis; code 0 is the gap that no
 * fence leaves. */
struct math_frame math_set_fence(struct math_setter *setter, uint32_t code, float half,
                                 struct math_style style, struct math_range range);
/* How far a fence reaches that grows with what is that far above and below the axis, as TeX lets
 * it: nine tenths are enough, and half an em less. */
float math_fence_half(float extent, float size);

#endif
