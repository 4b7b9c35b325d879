/* Accents, braces above and below, and words. */
#include "typeset/set/math_setter.h"

#include "base/text.h"
#include "base/utf8.h"

#include <math.h>
#include <string.h>

enum { BRACE_ABOVE = 0x23DE, BRACE_BELOW = 0x23DF };

/* The letter below an accent, or NULL where there is more than one sign. */
static const struct math_node *only_letter(const struct math_list *list) {
    const struct math_node *only = list->first;
    bool is_letter = only != NULL && only->next == NULL && only->kind == NODE_SYMBOL &&
                     !only->is_wide && only->superscript == NULL && only->subscript == NULL;
    return is_letter ? only : NULL;
}

static struct math_frame set_body(struct math_setter *setter, const struct math_node *node,
                                  struct math_style style) {
    const struct math_node *letter = only_letter(node->first);
    style = math_style_cramped(style);
    if (letter == NULL) {
        return math_set_list(setter, node->first, style, MATH_NO_CLASS);
    }
    uint32_t glyph =
        math_font_dotless_variant(setter->font, math_font_character(setter->font, letter->code));
    if (style.kind >= STYLE_SCRIPT) {
        glyph = math_font_script_variant(setter->font, glyph, style.kind - STYLE_TEXT);
    }
    return math_add_letter(setter, math_style_size(setter, style), glyph, letter->code,
                           math_range_of(letter));
}

static struct math_frame set_brace(struct math_setter *setter, const struct math_node *node,
                                   struct math_style style) {
    float size = math_style_size(setter, style);
    struct math_frame body = math_set_list(setter, node->first, style, MATH_NO_CLASS);
    struct math_range range = math_range_of(node);
    float reached, left = 0;
    uint32_t own = math_font_character(setter->font, node->code);
    uint32_t glyph = math_font_wider(setter->font, own, body.width / size, &reached);
    struct math_frame brace = math_empty(setter);
    if (reached * size < body.width) {
        brace = math_put_together(setter, own, true, body.width, style, range);
    }
    if (brace.end == brace.first) {
        struct math_glyph of = math_font_glyph(setter->font, glyph);
        brace = math_add_glyph(setter, size, glyph, range);
        brace.width = (of.right - of.left) * size;
        left = of.left * size;
    }
    float gap = math_style_constant(setter, style, HB_OT_MATH_CONSTANT_STRETCH_STACK_GAP_ABOVE_MIN);
    float down =
        node->is_below ? body.descent + gap + brace.ascent : -(body.ascent + gap + brace.descent);
    struct math_frame whole = body;
    math_enclose(setter, &whole, brace, (body.width - brace.width) / 2 - left, math_whole(down));
    whole.is_character = false;
    return whole;
}

struct math_frame math_set_accent(struct math_setter *setter, const struct math_node *node,
                                  struct math_style style) {
    if (node->code == BRACE_ABOVE || node->code == BRACE_BELOW) {
        return set_brace(setter, node, style);
    }
    float size = math_style_size(setter, style);
    struct math_frame whole = set_body(setter, node, style);
    uint32_t glyph = math_style_glyph(setter, style, node->code);
    if (node->is_wide) {
        glyph = math_font_wider(setter->font, glyph, whole.width / size, NULL);
    }
    struct math_frame accent = math_add_glyph(setter, size, glyph, math_range_of(node));
    /* Accents are drawn for letters as high as x. */
    float base = math_style_constant(setter, style, HB_OT_MATH_CONSTANT_ACCENT_BASE_HEIGHT);
    float up = whole.ascent - fminf(whole.ascent, base);
    float middle = whole.is_character ? whole.attachment : whole.width / 2;
    math_enclose(setter, &whole, accent, middle - accent.attachment, -math_whole(up));
    return whole;
}

/* ---- words ---- */

/* Of faces of prose, roughly: what is above and below the line of a capital and a g. */
#define WORDS_SCALE 0.9F /* the letters of formulas are low */
#define WORDS_ASCENT 0.76F
#define WORDS_DESCENT 0.22F

/* In the font of formulas, letter by letter. */
static struct math_frame set_letters(struct math_setter *setter, const struct math_node *node,
                                     struct math_style style) {
    struct math_frame frame = math_empty(setter);
    size_t length = strlen(node->text);
    for (size_t i = 0; i < length;) {
        uint32_t code = 0;
        size_t size = utf8_decode(node->text + i, length - i, &code);
        i += size > 0 ? size : 1;
        struct math_frame letter = math_set_sign(setter, style, code, math_range_of(node));
        math_enclose(setter, &frame, letter, frame.width, 0);
        frame.width += letter.width;
    }
    return frame;
}

struct math_frame math_set_words(struct math_setter *setter, const struct math_node *node,
                                 struct math_style style) {
    const struct math_options *options = setter->options;
    if (options->text_width == NULL) {
        return set_letters(setter, node, style);
    }
    float size = WORDS_SCALE * math_style_size(setter, style);
    float width = options->text_width(options->context, size, node->text);
    struct math_frame frame = math_add_rule(setter, 0, 0, width, 0, math_range_of(node));
    struct math_part *part = &setter->parts[frame.first];
    part->kind = MATH_TEXT;
    part->size = size;
    part->text = node->text;
    part->height = (WORDS_ASCENT + WORDS_DESCENT) * size;
    part->ascent = WORDS_ASCENT * size;
    part->descent = WORDS_DESCENT * size;
    frame.ascent = part->ascent;
    frame.descent = part->descent;
    return frame;
}
