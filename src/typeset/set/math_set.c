/* Atoms and lines. */
#include "typeset/set/math_setter.h"
#include "typeset/set/math_space.h"

#include <math.h>

/* ---- atoms ---- */

/* Sums and integrals: larger in display style, and centered on the axis. */
static struct math_frame set_large(struct math_setter *setter, const struct math_node *node,
                                   struct math_style style) {
    float size = math_style_size(setter, style);
    uint32_t glyph = math_style_glyph(setter, style, node->code);
    if (style.kind == STYLE_DISPLAY) {
        float height =
            math_font_constant(setter->font, HB_OT_MATH_CONSTANT_DISPLAY_OPERATOR_MIN_HEIGHT);
        glyph = math_font_taller(setter->font, glyph, height, NULL);
    }
    struct math_frame frame = math_add_glyph(setter, size, glyph, math_range_of(node));
    float down = (frame.ascent - frame.descent) / 2 - math_style_axis(setter, style);
    math_move(setter, &frame, 0, math_whole(down));
    frame.is_character = false;
    frame.width -= frame.italic; /* the foot of an integral stands back by it */
    return frame;
}

static struct math_frame set_symbol(struct math_setter *setter, const struct math_node *node,
                                    struct math_style style) {
    if (node->is_wide) {
        return set_large(setter, node, style);
    }
    return math_set_sign(setter, style, node->code, math_range_of(node));
}

static struct math_frame set_name(struct math_setter *setter, const struct math_node *node,
                                  struct math_style style) {
    struct math_frame frame = math_empty(setter);
    for (const char *c = node->text; *c != '\0'; c++) {
        struct math_frame letter =
            math_set_sign(setter, style, (unsigned char)*c, math_range_of(node));
        math_enclose(setter, &frame, letter, frame.width, 0);
        frame.width += letter.width;
    }
    return frame;
}

static struct math_frame set_group(struct math_setter *setter, const struct math_node *node,
                                   struct math_style style) {
    return math_set_list(setter, node->first, style, MATH_NO_CLASS);
}

/* Between a slot and its superscript. */
#define SLOT_MARGIN 0.06F

static struct math_frame set_slot(struct math_setter *setter, const struct math_node *node,
                                  struct math_style style) {
    struct math_frame frame = math_empty(setter);
    if (node->slot >= setter->options->slot_count) {
        return frame;
    }
    const struct math_slot *slot = &setter->options->slots[node->slot];
    float axis = math_style_axis(setter, style);
    struct math_part *part = math_add_part(setter, math_range_of(node));
    part->kind = MATH_SLOT;
    part->y = -axis;
    part->width = slot->width;
    part->height = slot->above + slot->below;
    part->ascent = slot->above;
    part->descent = slot->below;
    part->slot = node->slot;
    frame.end = setter->count;
    frame.width = slot->width;
    frame.italic = SLOT_MARGIN * math_style_size(setter, style);
    frame.ascent = slot->above + axis;
    frame.descent = slot->below - axis;
    return frame;
}

static struct math_frame set_stack(struct math_setter *setter, const struct math_node *node,
                                   struct math_style style) {
    struct math_frame base = math_set_list(setter, node->first, style, MATH_NO_CLASS);
    return math_set_limits(setter, base, node->second, node->third, style);
}

/* amsmath: 1.2, 1.8, 2.4 or 3 times as high as a bracket, less what a fence may lack. */
static struct math_frame set_big(struct math_setter *setter, const struct math_node *node,
                                 struct math_style style) {
    float size = math_style_size(setter, style);
    struct math_glyph bracket =
        math_font_glyph(setter->font, math_font_character(setter->font, '('));
    float height = node->amount * (bracket.ascent + bracket.descent) * size;
    return math_set_fence(setter, node->code, math_fence_half(height / 2, size), style,
                          math_range_of(node));
}

static struct math_frame set_phantom(struct math_setter *setter, const struct math_node *node,
                                     struct math_style style) {
    struct math_frame frame = math_set_list(setter, node->first, style, MATH_NO_CLASS);
    setter->count = frame.first;
    frame.end = frame.first;
    return frame;
}

typedef struct math_frame set_function(struct math_setter *setter, const struct math_node *node,
                                       struct math_style style);

/* Spaces and styles are no boxes; lines see to them. */
static set_function *const setters[NODE_KIND_COUNT] = {
    [NODE_SYMBOL] = set_symbol,
    [NODE_LIST] = set_group,
    [NODE_NAME] = set_name,
    [NODE_WORDS] = math_set_words,
    [NODE_FRACTION] = math_set_fraction,
    [NODE_RADICAL] = math_set_radical,
    [NODE_ACCENT] = math_set_accent,
    [NODE_LINE] = math_set_line,
    [NODE_STACK] = set_stack,
    [NODE_FENCED] = math_set_fenced,
    [NODE_BIG] = set_big,
    [NODE_ARRAY] = math_set_array,
    [NODE_SLOT] = set_slot,
    [NODE_PHANTOM] = set_phantom,
};

static struct math_frame set_nucleus(struct math_setter *setter, const struct math_node *node,
                                     struct math_style style) {
    return setters[node->kind](setter, node, style);
}

struct math_frame math_set_node(struct math_setter *setter, const struct math_node *node,
                                struct math_style style) {
    struct math_frame nucleus = set_nucleus(setter, node, style);
    bool has_limits = node->limits == LIMITS_ALWAYS ||
                      (node->limits == LIMITS_IN_DISPLAY && style.kind == STYLE_DISPLAY);
    if (has_limits && (node->superscript != NULL || node->subscript != NULL)) {
        return math_set_limits(setter, nucleus, node->superscript, node->subscript, style);
    }
    return math_set_scripts(setter, nucleus, node->superscript, node->subscript, style);
}

/* ---- lines ---- */

struct math_frame math_set_list(struct math_setter *setter, const struct math_list *list,
                                struct math_style style, enum math_class before) {
    struct math_frame line = math_empty(setter);
    const struct math_node *previous = NULL;
    bool is_sign = list->first != NULL && list->first->next == NULL;
    for (const struct math_node *node = list->first; node != NULL; node = node->next) {
        if (node->kind == NODE_SPACE) {
            line.width += node->amount * math_style_size(setter, style);
        } else if (node->kind == NODE_STYLE) {
            style.kind = node->style;
        } else {
            enum math_class class = math_effective_class(node, before);
            line.width += math_atom_gap(previous, node, before, class, style) *
                          math_style_size(setter, style);
            struct math_frame atom = math_set_node(setter, node, style);
            line.width += math_overhang_gap(&atom, before, math_style_size(setter, style));
            math_enclose(setter, &line, atom, line.width, 0);
            line.width += atom.width;
            before = math_right_class(node, class);
            previous = node;
            line.attachment = atom.attachment;
            is_sign = is_sign && atom.is_character;
        }
    }
    line.is_character = is_sign;
    return line;
}
