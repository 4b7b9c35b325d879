/* Fractions, roots, and lines above and below. */
#include "typeset/set/math_setter.h"

#include <math.h>

/* TeX's \nulldelimiterspace: beside every fraction. */
#define FRACTION_MARGIN 0.12F

struct fraction_heights {
    float up, down; /* of the two baselines */
    float gap;      /* from the bar, or between the two where there is none */
};

static struct fraction_heights heights_of(const struct math_setter *setter,
                                          const struct math_node *node, struct math_style style) {
    static const hb_ot_math_constant_t with_rule[2][3] = {
        {HB_OT_MATH_CONSTANT_FRACTION_NUMERATOR_SHIFT_UP,
         HB_OT_MATH_CONSTANT_FRACTION_DENOMINATOR_SHIFT_DOWN,
         HB_OT_MATH_CONSTANT_FRACTION_NUMERATOR_GAP_MIN},
        {HB_OT_MATH_CONSTANT_FRACTION_NUMERATOR_DISPLAY_STYLE_SHIFT_UP,
         HB_OT_MATH_CONSTANT_FRACTION_DENOMINATOR_DISPLAY_STYLE_SHIFT_DOWN,
         HB_OT_MATH_CONSTANT_FRACTION_NUM_DISPLAY_STYLE_GAP_MIN}};
    static const hb_ot_math_constant_t without[2][3] = {
        {HB_OT_MATH_CONSTANT_STACK_TOP_SHIFT_UP, HB_OT_MATH_CONSTANT_STACK_BOTTOM_SHIFT_DOWN,
         HB_OT_MATH_CONSTANT_STACK_GAP_MIN},
        {HB_OT_MATH_CONSTANT_STACK_TOP_DISPLAY_STYLE_SHIFT_UP,
         HB_OT_MATH_CONSTANT_STACK_BOTTOM_DISPLAY_STYLE_SHIFT_DOWN,
         HB_OT_MATH_CONSTANT_STACK_DISPLAY_STYLE_GAP_MIN}};
    size_t is_display = style.kind == STYLE_DISPLAY;
    const hb_ot_math_constant_t *from =
        node->has_rule ? with_rule[is_display] : without[is_display];
    return (struct fraction_heights){
        .up = math_style_constant(setter, style, from[0]),
        .down = math_style_constant(setter, style, from[1]),
        .gap = math_style_constant(setter, style, from[2]),
    };
}

/* Moves the two apart that have no bar between them. */
static struct fraction_heights part_stack(struct fraction_heights heights,
                                          const struct math_frame *top,
                                          const struct math_frame *bottom) {
    float gap = heights.up - top->descent - (bottom->ascent - heights.down);
    if (gap < heights.gap) {
        heights.up += (heights.gap - gap) / 2;
        heights.down += (heights.gap - gap) / 2;
    }
    return heights;
}

struct math_frame math_set_fraction(struct math_setter *setter, const struct math_node *node,
                                    struct math_style style) {
    if (node->style >= 0) {
        style.kind = node->style;
    }
    struct math_style inner = style.kind == STYLE_DISPLAY ? style : math_style_script(style);
    inner.kind = style.kind == STYLE_DISPLAY ? STYLE_TEXT : inner.kind;
    float size = math_style_size(setter, style);
    float margin = FRACTION_MARGIN * size;
    struct math_frame whole = math_empty(setter);
    struct math_frame top = math_set_list(setter, node->first, inner, MATH_NO_CLASS);
    struct math_frame bottom =
        math_set_list(setter, node->second, math_style_cramped(inner), MATH_NO_CLASS);
    float width = fmaxf(top.width, bottom.width);
    struct fraction_heights heights = heights_of(setter, node, style);
    float thickness = math_thickness(
        math_style_constant(setter, style, HB_OT_MATH_CONSTANT_FRACTION_RULE_THICKNESS));
    float bar = -math_whole(math_style_axis(setter, style) + thickness / 2); /* its top */
    if (node->has_rule) {
        heights.up = fmaxf(heights.up, heights.gap + top.descent - bar);
        heights.down = fmaxf(heights.down, bar + thickness + heights.gap + bottom.ascent);
    } else {
        heights = part_stack(heights, &top, &bottom);
    }
    math_enclose(setter, &whole, top, margin + (width - top.width) / 2, -math_whole(heights.up));
    math_enclose(setter, &whole, bottom, margin + (width - bottom.width) / 2,
                 math_whole(heights.down));
    if (node->has_rule) {
        struct math_frame rule =
            math_add_rule(setter, margin, bar, width, thickness, math_range_of(node));
        math_enclose(setter, &whole, rule, 0, 0);
    }
    whole.width = width + 2 * margin;
    return whole;
}

/* ---- roots ---- */

/* The degree stands in the crook of the sign; what it needs to the left is added. */
static struct math_frame set_degree(struct math_setter *setter, const struct math_node *node,
                                    struct math_style style, struct math_frame root) {
    struct math_style tiny = {STYLE_SCRIPT_OF_SCRIPT, style.is_cramped};
    struct math_frame degree = math_set_list(setter, node->second, tiny, MATH_NO_CLASS);
    float before =
        math_style_constant(setter, style, HB_OT_MATH_CONSTANT_RADICAL_KERN_BEFORE_DEGREE);
    float after = math_style_constant(setter, style, HB_OT_MATH_CONSTANT_RADICAL_KERN_AFTER_DEGREE);
    float raise =
        math_font_constant(setter->font, HB_OT_MATH_CONSTANT_RADICAL_DEGREE_BOTTOM_RAISE_PERCENT);
    float up = raise * (root.ascent + root.descent) - root.descent + degree.descent;
    float right = fmaxf(before + degree.width + after, 0);
    struct math_frame whole = root;
    math_move(setter, &root, right, 0);
    math_enclose(setter, &whole, degree, fmaxf(before, right - after - degree.width),
                 -math_whole(up));
    whole.width = right + root.width;
    return whole;
}

/* The radical sign, at least that high, with its top at -top. A sign that is not high enough even
 * in its largest variant is drawn larger. */
static struct math_frame set_radical_sign(struct math_setter *setter, float height, float top,
                                          struct math_style style, struct math_range range) {
    float size = math_style_size(setter, style);
    uint32_t glyph = math_style_glyph(setter, style, 0x221A);
    float reached;
    glyph = math_font_taller(setter->font, glyph, height / size, &reached);
    if (reached * size < height) {
        size = height / reached;
    }
    /* Its top is a piece of the rule: both begin at a whole pixel. */
    float ascent = math_font_glyph(setter->font, glyph).ascent * size;
    size *= math_whole(ascent) / ascent;
    struct math_frame sign = math_add_glyph(setter, size, glyph, range);
    math_move(setter, &sign, 0, math_whole(sign.ascent - top));
    return sign;
}

struct math_frame math_set_radical(struct math_setter *setter, const struct math_node *node,
                                   struct math_style style) {
    struct math_range range = math_range_of(node);
    struct math_frame whole = math_empty(setter);
    struct math_frame body =
        math_set_list(setter, node->first, math_style_cramped(style), MATH_NO_CLASS);
    float thickness = math_thickness(
        math_style_constant(setter, style, HB_OT_MATH_CONSTANT_RADICAL_RULE_THICKNESS));
    float gap = math_style_constant(setter, style,
                                    style.kind == STYLE_DISPLAY
                                        ? HB_OT_MATH_CONSTANT_RADICAL_DISPLAY_STYLE_VERTICAL_GAP
                                        : HB_OT_MATH_CONSTANT_RADICAL_VERTICAL_GAP);
    float wanted = body.ascent + body.descent + gap + thickness;
    struct math_frame sign =
        set_radical_sign(setter, wanted, body.ascent + gap + thickness, style, range);
    /* What the sign is too high is shared by the gaps above and below the body. */
    float spare = fmaxf(sign.ascent + sign.descent - wanted, 0);
    math_move(setter, &sign, 0, -math_whole(spare / 2));
    float top = math_whole(sign.ascent);
    math_enclose(setter, &whole, body, sign.width, 0);
    math_enclose(setter, &whole, sign, 0, 0);
    struct math_frame rule = math_add_rule(setter, sign.width, -top, body.width, thickness, range);
    math_enclose(setter, &whole, rule, 0, 0);
    whole.width = sign.width + body.width;
    return node->second != NULL ? set_degree(setter, node, style, whole) : whole;
}

/* ---- lines ---- */

struct math_frame math_set_line(struct math_setter *setter, const struct math_node *node,
                                struct math_style style) {
    struct math_frame body = math_set_list(
        setter, node->first, node->is_below ? style : math_style_cramped(style), MATH_NO_CLASS);
    float thickness = math_thickness(
        math_style_constant(setter, style, HB_OT_MATH_CONSTANT_OVERBAR_RULE_THICKNESS));
    float gap = math_style_constant(setter, style, HB_OT_MATH_CONSTANT_OVERBAR_VERTICAL_GAP);
    float y = node->is_below ? math_whole(body.descent + gap)
                             : -math_whole(body.ascent + gap) - thickness;
    struct math_frame whole = body;
    struct math_frame rule =
        math_add_rule(setter, 0, y, body.width, thickness, math_range_of(node));
    math_enclose(setter, &whole, rule, 0, 0);
    whole.is_character = false;
    return whole;
}
