#ifndef BACKSTEP_TYPESET_MATH_SETTER_H
#define BACKSTEP_TYPESET_MATH_SETTER_H

/* Setting a formula that was read. All parts are in one growing array; a box is a run of them with
 * its extents about its own origin, and is moved by moving them. What stands on a baseline is
 * moved up and down by whole pixels only. Only this floor uses it. */

#include "typeset/math.h"
#include "typeset/math_glyph.h"
#include "typeset/math_list.h"

struct math_setter {
    struct arena *arena;
    const struct math_options *options;
    const struct math_font *font;
    struct math_part *parts;
    size_t count, capacity;
};

enum math_level {
    LEVEL_DISPLAY,
    LEVEL_TEXT,
    LEVEL_SCRIPT,
    LEVEL_SCRIPT_OF_SCRIPT,
    MATH_LEVEL_COUNT
};

struct math_style {
    int level;
    bool is_cramped; /* superscripts are raised less: below a fraction's bar, under a root */
};

struct math_frame {
    size_t first, end; /* parts */
    float width, ascent, descent;
    float italic;      /* how far the top leans out over the width, if it is one sign */
    float attachment;  /* where its accent's middle stands, if it is one sign */
    float overhang;    /* how far the ink of its first sign hangs out to the left */
    bool is_character; /* its scripts have the fixed heights of those of a sign */
};

/* Where in the source a part comes from. */
struct math_range {
    size_t begin, end;
};

static inline struct math_range math_range_of(const struct math_node *node) {
    return (struct math_range){node->begin, node->end};
}

/* ---- measures, in pixels ---- */

float math_style_size(const struct math_setter *setter, struct math_style style);
float math_style_constant(const struct math_setter *setter, struct math_style style,
                          hb_ot_math_constant_t which);
float math_whole(float pixels);
/* The thickness of a rule: whole, and never nothing. */
float math_thickness(float pixels);
float math_style_axis(const struct math_setter *setter, struct math_style style);

struct math_style math_style_script(struct math_style style);
struct math_style math_style_cramped(struct math_style style);

/* ---- boxes ---- */

struct math_frame math_empty(const struct math_setter *setter);
struct math_frame math_add_glyph(struct math_setter *setter, float size, uint32_t glyph,
                                 struct math_range range);
/* A rule from (x, y) to the right and down: its frame reaches from the baseline to it. */
struct math_frame math_add_rule(struct math_setter *setter, float x, float y, float width,
                                float height, struct math_range range);
void math_move(const struct math_setter *setter, struct math_frame *frame, float right, float down);
/* Makes the frame hold the inner one, whose parts follow its own, at (x, y). The width stays. */
void math_enclose(const struct math_setter *setter, struct math_frame *frame,
                  struct math_frame inner, float right, float down);

/* ---- pieces ---- */

/* The character in the form for the style. */
uint32_t math_style_glyph(const struct math_setter *setter, struct math_style style,
                          uint32_t code_point);
struct math_frame math_set_sign(struct math_setter *setter, struct math_style style, uint32_t code,
                                struct math_range range);
/* A letter, without the wide margins that the font gives to some alphabets. */
struct math_frame math_add_letter(struct math_setter *setter, float size, uint32_t glyph,
                                  uint32_t code, struct math_range range);
/* What an atom is without its scripts, and with them. */
struct math_frame math_set_nucleus(struct math_setter *setter, const struct math_node *node,
                                   struct math_style style);
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

/* ---- spacing ---- */

/* How the node's left and right side behave: brackets that grow are brackets to their neighbours,
 * so that f\left(x\right) is set as f(x). */
enum math_class math_left_class(const struct math_node *node);
enum math_class math_right_class(const struct math_node *node, enum math_class effective);
/* The class that the node's left side has after one of that class and before what follows it: a
 * sign with nothing to join is no binary operator. */
enum math_class math_effective_class(const struct math_node *node, enum math_class before);
enum math_class math_effective_class_of(enum math_class own, enum math_class before,
                                        enum math_class next);
/* The foot of an f hangs out to the left: pixels that it is moved away from a sign before it. */
float math_overhang_gap(const struct math_frame *frame, enum math_class before, float size);
/* Ems, between an atom of the class left (previous, or NULL) and one of the class right (node, or
 * NULL). */
float math_atom_gap(const struct math_node *previous, const struct math_node *node,
                    enum math_class left, enum math_class right, struct math_style style);
float math_class_gap(enum math_class left, enum math_class right, struct math_style style);

#endif
