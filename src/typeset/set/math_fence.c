/* Brackets and bars of any height. Square brackets and bars are rules, whose edges are crisp;
 * round and curly ones are the font's own sizes, and beyond them are put together from pieces. */
#include "typeset/math_bracket.h"
#include "typeset/set/math_setter.h"

#include <math.h>

/* TeX's \nulldelimiterspace: what a fence that is not there leaves. */
#define NO_FENCE_WIDTH 0.12F

/* How much of the content a fence has to cover (\delimiterfactor), and how much it may lack
 * (\delimitershortfall, on each side). */
#define FENCE_FACTOR 0.901F
#define FENCE_SHORTFALL 0.25F

/* A slot is a matrix: its bracket is higher than it, by that. */
float math_fence_half(float extent, float size) {
    return fmaxf(extent * FENCE_FACTOR, extent - FENCE_SHORTFALL * size);
}

/* ---- rules ---- */

/* In ems. */
#define OUTER_MARGIN 0.1F
#define INNER_MARGIN 0.12F
#define BAR 0.046F
#define BAR_MARGIN 0.1F
#define BARS_APART 0.15F

struct bracket {
    uint32_t code;
    bool is_left, has_top, has_bottom;
};

static const struct bracket brackets[] = {
    {'[', true, true, true},      {']', false, true, true},    {0x2308, true, true, false},
    {0x2309, false, true, false}, {0x230A, true, false, true}, {0x230B, false, false, true},
};

static const struct bracket *find_bracket(uint32_t code) {
    for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
        if (brackets[i].code == code) {
            return &brackets[i];
        }
    }
    return NULL;
}

/* From where to where a rule or a bracket reaches, in whole pixels. */
struct reach {
    float top, height;
};

static struct reach reach_of(const struct math_setter *setter, float half,
                             struct math_style style) {
    float axis = math_style_axis(setter, style);
    float top = math_whole(-axis - half);
    return (struct reach){top, fmaxf(math_whole(-axis + half) - top, 1)};
}

static struct math_frame set_bracket(struct math_setter *setter, const struct bracket *bracket,
                                     float half, struct math_style style, struct math_range range) {
    float size = math_style_size(setter, style);
    struct reach reach = reach_of(setter, half, style);
    struct math_bracket strokes = math_bracket_at(size);
    float stem = strokes.stem, thickness = strokes.thickness, arm = strokes.arm;
    float left = (bracket->is_left ? OUTER_MARGIN : INNER_MARGIN) * size;
    float stem_left = bracket->is_left ? left : left + arm - stem;
    struct math_frame frame =
        math_add_rule(setter, stem_left, reach.top, stem, reach.height, range);
    if (bracket->has_top) {
        struct math_frame top = math_add_rule(setter, left, reach.top, arm, thickness, range);
        math_enclose(setter, &frame, top, 0, 0);
    }
    if (bracket->has_bottom) {
        struct math_frame bottom = math_add_rule(setter, left, reach.top + reach.height - thickness,
                                                 arm, thickness, range);
        math_enclose(setter, &frame, bottom, 0, 0);
    }
    frame.width = arm + (OUTER_MARGIN + INNER_MARGIN) * size;
    return frame;
}

static struct math_frame set_bars(struct math_setter *setter, bool is_double, float half,
                                  struct math_style style, struct math_range range) {
    float size = math_style_size(setter, style);
    struct reach reach = reach_of(setter, half, style);
    float left = BAR_MARGIN * size, thickness = math_thickness(BAR * size);
    float apart = fmaxf(math_whole(BARS_APART * size), thickness + 1);
    struct math_frame frame =
        math_add_rule(setter, left, reach.top, thickness, reach.height, range);
    if (is_double) {
        struct math_frame second =
            math_add_rule(setter, left + apart, reach.top, thickness, reach.height, range);
        math_enclose(setter, &frame, second, 0, 0);
    }
    frame.width = 2 * left + thickness + (is_double ? apart : 0);
    return frame;
}

/* ---- glyphs ---- */

/* Moves a glyph to the middle of the axis. */
static struct math_frame center(const struct math_setter *setter, struct math_frame frame,
                                struct math_style style) {
    float down = (frame.ascent - frame.descent) / 2 - math_style_axis(setter, style);
    math_move(setter, &frame, 0, math_whole(down));
    frame.is_character = false;
    return frame;
}

static struct math_frame set_grown(struct math_setter *setter, uint32_t code, float half,
                                   struct math_style style, struct math_range range) {
    float size = math_style_size(setter, style);
    uint32_t glyph = math_font_character(setter->font, code);
    float reached;
    uint32_t larger = math_font_taller(setter->font, glyph, 2 * half / size, &reached);
    if (reached * size < 2 * half) {
        struct math_frame whole = math_put_together(setter, glyph, false, 2 * half, style, range);
        if (whole.end > whole.first) {
            return center(setter, whole, style);
        }
    }
    return center(setter, math_add_glyph(setter, size, larger, range), style);
}

struct math_frame math_set_fence(struct math_setter *setter, uint32_t code, float half,
                                 struct math_style style, struct math_range range) {
    float size = math_style_size(setter, style);
    if (code == 0) {
        struct math_frame none = math_empty(setter);
        none.width = NO_FENCE_WIDTH * size;
        return none;
    }
    struct math_glyph plain =
        math_font_glyph(setter->font, math_font_character(setter->font, code));
    if ((plain.ascent + plain.descent) * size >= 2 * half) {
        struct math_frame sign = math_set_sign(setter, style, code, range);
        sign.italic = 0;
        return sign;
    }
    const struct bracket *bracket = find_bracket(code);
    if (bracket != NULL) {
        return set_bracket(setter, bracket, half, style, range);
    }
    if (code == '|' || code == 0x2016) {
        return set_bars(setter, code == 0x2016, half, style, range);
    }
    return set_grown(setter, code, half, style, range);
}

/* ---- \left ... \right ---- */

struct math_frame math_set_fenced(struct math_setter *setter, const struct math_node *node,
                                  struct math_style style) {
    float axis = math_style_axis(setter, style), extent = 0;
    struct math_frame whole = math_empty(setter);
    size_t count = 0;
    for (const struct math_segment *s = node->segments; s != NULL; s = s->next) {
        count++;
    }
    /* What the fences hold comes first: they cannot be drawn before its height is known. */
    struct math_frame *inner = ARENA_ARRAY(setter->arena, struct math_frame, count);
    size_t i = 0;
    for (const struct math_segment *s = node->segments; s != NULL; s = s->next, i++) {
        inner[i] = math_set_list(setter, &s->list, style, MATH_OPEN);
        extent = fmaxf(extent, fmaxf(inner[i].ascent - axis, inner[i].descent + axis));
    }
    float half = math_fence_half(extent, math_style_size(setter, style));
    i = 0;
    for (const struct math_segment *s = node->segments; s != NULL; s = s->next, i++) {
        math_enclose(setter, &whole, inner[i], whole.width, 0);
        whole.width += inner[i].width;
        struct math_frame fence =
            math_set_fence(setter, s->code, half, style, (struct math_range){s->begin, s->end});
        math_enclose(setter, &whole, fence, whole.width, 0);
        whole.width += fence.width;
    }
    return whole;
}
