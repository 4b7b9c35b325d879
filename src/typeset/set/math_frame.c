/* Measures of a style, boxes, and single signs. */
#include "typeset/set/math_frame.h"

#include <math.h>

/* ---- measures ---- */

float math_style_size(const struct math_setter *setter, struct math_style style) {
    static const hb_ot_math_constant_t scales[STYLE_COUNT] = {
        [STYLE_SCRIPT] = HB_OT_MATH_CONSTANT_SCRIPT_PERCENT_SCALE_DOWN,
        [STYLE_SCRIPT_OF_SCRIPT] = HB_OT_MATH_CONSTANT_SCRIPT_SCRIPT_PERCENT_SCALE_DOWN,
    };
    float size = setter->options->size;
    return style.kind < STYLE_SCRIPT ? size
                                     : size * math_font_constant(setter->font, scales[style.kind]);
}

float math_style_constant(const struct math_setter *setter, struct math_style style,
                          hb_ot_math_constant_t which) {
    return math_font_constant(setter->font, which) * math_style_size(setter, style);
}

float math_whole(float pixels) {
    return floorf(pixels + 0.5F);
}

float math_thickness(float pixels) {
    return fmaxf(math_whole(pixels), 1);
}

float math_axis(const struct math_font *font, float size) {
    return math_font_constant(font, HB_OT_MATH_CONSTANT_AXIS_HEIGHT) * size;
}

float math_style_axis(const struct math_setter *setter, struct math_style style) {
    return math_axis(setter->font, math_style_size(setter, style));
}

struct math_style math_style_script(struct math_style style) {
    style.kind = style.kind < STYLE_SCRIPT ? STYLE_SCRIPT : STYLE_SCRIPT_OF_SCRIPT;
    return style;
}

struct math_style math_style_cramped(struct math_style style) {
    style.is_cramped = true;
    return style;
}

/* ---- boxes ---- */

struct math_frame math_empty(const struct math_setter *setter) {
    return (struct math_frame){.first = setter->count, .end = setter->count};
}

struct math_part *math_add_part(struct math_setter *setter, struct math_range range) {
    setter->parts = arena_grow(setter->arena, setter->parts, setter->count, sizeof *setter->parts,
                               &setter->capacity);
    struct math_part *part = &setter->parts[setter->count++];
    *part = (struct math_part){.begin = range.begin, .end = range.end};
    return part;
}

struct math_frame math_add_glyph(struct math_setter *setter, float size, uint32_t glyph,
                                 struct math_range range) {
    struct math_frame frame = math_empty(setter);
    struct math_glyph of = math_font_glyph(setter->font, glyph);
    struct math_part *part = math_add_part(setter, range);
    part->kind = MATH_GLYPH;
    part->width = of.advance * size;
    part->ascent = of.ascent * size;
    part->left = of.left * size;
    part->right = of.right * size;
    part->descent = of.descent * size;
    part->size = size;
    part->glyph = glyph;
    frame.end = setter->count;
    frame.width = part->width;
    frame.ascent = part->ascent;
    frame.descent = part->descent;
    frame.italic = of.italic * size;
    frame.attachment = of.attachment * size;
    frame.is_character = true;
    return frame;
}

struct math_frame math_add_rule(struct math_setter *setter, float x, float y, float width,
                                float height, struct math_range range) {
    struct math_frame frame = math_empty(setter);
    struct math_part *part = math_add_part(setter, range);
    part->kind = MATH_RULE;
    part->x = x;
    part->y = y;
    part->width = width;
    part->height = height;
    part->descent = height;
    frame.end = setter->count;
    frame.width = x + width;
    frame.ascent = -y;
    frame.descent = y + height;
    return frame;
}

void math_move(const struct math_setter *setter, struct math_frame *frame, float right,
               float down) {
    for (size_t i = frame->first; i < frame->end; i++) {
        setter->parts[i].x += right;
        setter->parts[i].y += down;
    }
    frame->ascent -= down;
    frame->descent += down;
}

void math_enclose(const struct math_setter *setter, struct math_frame *frame,
                  struct math_frame inner, float right, float down) {
    math_move(setter, &inner, right, down);
    frame->end = inner.end;
    frame->ascent = fmaxf(frame->ascent, inner.ascent);
    frame->descent = fmaxf(frame->descent, inner.descent);
}

/* ---- signs ---- */

/* More than that beside a letter, in ems, is too much: the font has twice as much beside Greek,
 * script and double-struck ones, which would stand as if there were spaces between them. */
#define LETTER_MARGIN 0.03F

static bool is_styled_letter(uint32_t code) {
    return (code >= 0x1D400 && code <= 0x1D7FF) || (code >= 0x2100 && code <= 0x214F) ||
           (code >= 0x391 && code <= 0x3F5) || code == 0x2202 || code == 0x2207;
}

struct math_frame math_add_letter(struct math_setter *setter, float size, uint32_t glyph,
                                  uint32_t code, struct math_range range) {
    struct math_frame frame = math_add_glyph(setter, size, glyph, range);
    struct math_glyph of = math_font_glyph(setter->font, glyph);
    if (is_styled_letter(code)) {
        float left = fmaxf(of.left - LETTER_MARGIN, 0) * size;
        float right = fmaxf(of.advance - of.right - LETTER_MARGIN, 0) * size;
        math_move(setter, &frame, -left, 0);
        frame.width -= left + right;
        frame.attachment -= left;
        frame.overhang = fmaxf(-of.left, 0) * size;
    }
    return frame;
}

uint32_t math_style_glyph(const struct math_setter *setter, struct math_style style,
                          uint32_t code_point) {
    uint32_t glyph = math_font_character(setter->font, code_point);
    return style.kind < STYLE_SCRIPT
               ? glyph
               : math_font_script_variant(setter->font, glyph, style.kind - STYLE_TEXT);
}

struct math_frame math_set_sign(struct math_setter *setter, struct math_style style, uint32_t code,
                                struct math_range range) {
    uint32_t glyph = math_style_glyph(setter, style, code);
    return math_add_letter(setter, math_style_size(setter, style), glyph, code, range);
}
