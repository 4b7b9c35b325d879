#ifndef BACKSTEP_TYPESET_SET_MATH_FRAME_H
#define BACKSTEP_TYPESET_SET_MATH_FRAME_H

/* What a formula is set with: styles and their measures, frames, single signs. All parts are in one
 * growing array; a frame is a run of them with its extents about its own origin, and is moved by
 * moving them. What stands on a baseline is moved up and down by whole pixels only. Lengths are
 * pixels, y grows downwards. Only this room uses it. */

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

enum math_style_kind {
    STYLE_DISPLAY,
    STYLE_TEXT,
    STYLE_SCRIPT,
    STYLE_SCRIPT_OF_SCRIPT,
    STYLE_COUNT
};

struct math_style {
    int kind;        /* enum math_style_kind */
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

/* The size of a style, a constant of the font at that size, and a length in whole pixels. */
float math_style_size(const struct math_setter *setter, struct math_style style);
float math_style_constant(const struct math_setter *setter, struct math_style style,
                          hb_ot_math_constant_t which);
float math_whole(float pixels);
/* The thickness of a rule: whole, and never nothing. */
float math_thickness(float pixels);
float math_style_axis(const struct math_setter *setter, struct math_style style);

/* The style of what stands above or below one, and of one whose exponents are held lower (the rules
 * of TeX). */
struct math_style math_style_script(struct math_style style);
struct math_style math_style_cramped(struct math_style style);

/* ---- boxes ---- */

/* A part at the end, all of it nothing but where it comes from; valid until the next is added. */
struct math_part *math_add_part(struct math_setter *setter, struct math_range range);
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

/* ---- signs ---- */

/* The glyph of the character for the style. */
uint32_t math_style_glyph(const struct math_setter *setter, struct math_style style,
                          uint32_t code_point);
struct math_frame math_set_sign(struct math_setter *setter, struct math_style style, uint32_t code,
                                struct math_range range);
/* A letter, without the wide margins that the font gives to some alphabets. */
struct math_frame math_add_letter(struct math_setter *setter, float size, uint32_t glyph,
                                  uint32_t code, struct math_range range);

#endif
