/* Superscripts and subscripts, beside a sign and above and below an operator. */
#include "typeset/set/math_setter.h"

#include <math.h>

struct shifts {
    float up, down; /* of the scripts' baselines, in pixels */
};

/* Where scripts stand before they are asked whether they fit: beside a sign always at the same
 * height, beside a box hanging from its top and its bottom. */
static struct shifts first_shifts(const struct math_setter *setter, const struct math_frame *of,
                                  struct math_style style) {
    struct shifts shifts = {
        .up =
            math_style_constant(setter, style,
                                style.is_cramped ? HB_OT_MATH_CONSTANT_SUPERSCRIPT_SHIFT_UP_CRAMPED
                                                 : HB_OT_MATH_CONSTANT_SUPERSCRIPT_SHIFT_UP),
        .down = math_style_constant(setter, style, HB_OT_MATH_CONSTANT_SUBSCRIPT_SHIFT_DOWN),
    };
    if (!of->is_character) {
        float most =
            math_style_constant(setter, style, HB_OT_MATH_CONSTANT_SUPERSCRIPT_BASELINE_DROP_MAX);
        float least =
            math_style_constant(setter, style, HB_OT_MATH_CONSTANT_SUBSCRIPT_BASELINE_DROP_MIN);
        shifts.up = fmaxf(shifts.up, of->ascent - most);
        shifts.down = fmaxf(shifts.down, of->descent + least);
    }
    return shifts;
}

/* Moves two scripts apart that are too near: first the lower one, then both. */
static struct shifts part_scripts(const struct math_setter *setter, struct shifts shifts,
                                  const struct math_frame *super, const struct math_frame *sub,
                                  struct math_style style) {
    float wanted = math_style_constant(setter, style, HB_OT_MATH_CONSTANT_SUB_SUPERSCRIPT_GAP_MIN);
    float gap = shifts.up - super->descent - (sub->ascent - shifts.down);
    if (gap >= wanted) {
        return shifts;
    }
    shifts.down += wanted - gap;
    float bottom = math_style_constant(setter, style,
                                       HB_OT_MATH_CONSTANT_SUPERSCRIPT_BOTTOM_MAX_WITH_SUBSCRIPT);
    float raise = bottom - (shifts.up - super->descent);
    if (raise > 0) {
        shifts.up += raise;
        shifts.down -= raise;
    }
    return shifts;
}

/* A script or a limit; empty for none. */
static struct math_frame set_script(struct math_setter *setter, const struct math_list *list,
                                    struct math_style style) {
    return list != NULL ? math_set_list(setter, list, style, MATH_NO_CLASS) : math_empty(setter);
}

struct math_frame math_set_scripts(struct math_setter *setter, struct math_frame nucleus,
                                   const struct math_list *superscript,
                                   const struct math_list *subscript, struct math_style style) {
    float base = nucleus.width;
    if (subscript == NULL) {
        nucleus.width += nucleus.italic; /* what follows clears the leaning top */
    }
    if (superscript == NULL && subscript == NULL) {
        return nucleus;
    }
    struct math_style script = math_style_script(style);
    struct math_frame super = set_script(setter, superscript, script);
    struct math_frame sub = set_script(setter, subscript, math_style_cramped(script));
    struct shifts shifts = first_shifts(setter, &nucleus, style);
    float bottom = math_style_constant(setter, style, HB_OT_MATH_CONSTANT_SUPERSCRIPT_BOTTOM_MIN);
    float top = math_style_constant(setter, style, HB_OT_MATH_CONSTANT_SUBSCRIPT_TOP_MAX);
    shifts.up = fmaxf(shifts.up, super.descent + bottom);
    shifts.down = fmaxf(shifts.down, sub.ascent - top);
    if (superscript != NULL && subscript != NULL) {
        shifts = part_scripts(setter, shifts, &super, &sub, style);
    }
    struct math_frame whole = nucleus;
    whole.is_character = false;
    whole.italic = 0;
    if (superscript != NULL) {
        math_enclose(setter, &whole, super, base + nucleus.italic, -math_whole(shifts.up));
        whole.width = fmaxf(whole.width, base + nucleus.italic + super.width);
    }
    if (subscript != NULL) {
        math_enclose(setter, &whole, sub, base, math_whole(shifts.down));
        whole.width = fmaxf(whole.width, base + sub.width);
    }
    whole.width += math_style_constant(setter, style, HB_OT_MATH_CONSTANT_SPACE_AFTER_SCRIPT);
    return whole;
}

/* The font lets limits touch the sum, nearly. This much is left at least, in ems. */
#define LIMIT_GAP 0.15F

/* Between an operator and a limit: a gap of its own, and more where the limit is low, so that its
 * baseline keeps away as well. */
static float limit_gap(const struct math_setter *setter, struct math_style style,
                       hb_ot_math_constant_t gap, hb_ot_math_constant_t baseline, float reach) {
    float least =
        fmaxf(math_style_constant(setter, style, gap), LIMIT_GAP * math_style_size(setter, style));
    return fmaxf(least, math_style_constant(setter, style, baseline) - reach);
}

struct math_frame math_set_limits(struct math_setter *setter, struct math_frame nucleus,
                                  const struct math_list *above, const struct math_list *below,
                                  struct math_style style) {
    struct math_style script = math_style_script(style);
    struct math_frame upper = set_script(setter, above, script);
    struct math_frame lower = set_script(setter, below, math_style_cramped(script));
    float up_gap = limit_gap(setter, style, HB_OT_MATH_CONSTANT_UPPER_LIMIT_GAP_MIN,
                             HB_OT_MATH_CONSTANT_UPPER_LIMIT_BASELINE_RISE_MIN, upper.descent);
    float down_gap = limit_gap(setter, style, HB_OT_MATH_CONSTANT_LOWER_LIMIT_GAP_MIN,
                               HB_OT_MATH_CONSTANT_LOWER_LIMIT_BASELINE_DROP_MIN, lower.ascent);
    float width = fmaxf(nucleus.width, fmaxf(upper.width, lower.width));
    float up = nucleus.ascent + up_gap + upper.descent;
    float down = nucleus.descent + down_gap + lower.ascent;
    struct math_frame whole = nucleus;
    math_move(setter, &nucleus, (width - nucleus.width) / 2, 0);
    if (above != NULL) {
        math_enclose(setter, &whole, upper, (width - upper.width + nucleus.italic) / 2,
                     -math_whole(up));
    }
    if (below != NULL) {
        math_enclose(setter, &whole, lower, (width - lower.width - nucleus.italic) / 2,
                     math_whole(down));
    }
    whole.width = width;
    whole.italic = 0;
    whole.is_character = false;
    return whole;
}
