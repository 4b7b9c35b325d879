#ifndef BACKSTEP_TESTS_SCENE_GLYPHS_H
#define BACKSTEP_TESTS_SCENE_GLYPHS_H

/* Which characters the glyphs of a picture are. */

#include "second_reader.h"

#include "typeset/math_glyph.h"

enum { SEEN_MOST = 2048 }; /* of a board: tokens, and of a font: glyphs */

struct seen_glyph {
    uint32_t glyph;
    const char *text;
    bool is_piece;
};

struct seen_font {
    const struct math_font *font;
    struct seen_glyph glyphs[SEEN_MOST];
    size_t count;
};

static inline void seen_font_add(struct seen_font *font, uint32_t glyph, const char *text,
                                 bool is_piece) {
    if (glyph != 0 && font->count < SEEN_MOST) {
        font->glyphs[font->count++] = (struct seen_glyph){glyph, text, is_piece};
    }
}

/* A character of that look, small ones and those of every height. */
static inline void seen_font_add_character(struct seen_font *font, uint32_t code_point,
                                           const char *text, bool grows) {
    uint32_t glyph = math_font_character(font->font, code_point);
    seen_font_add(font, glyph, text, false);
    seen_font_add(font, math_font_script_variant(font->font, glyph, 1), text, false);
    seen_font_add(font, math_font_script_variant(font->font, glyph, 2), text, false);
    for (int tenth = 5; grows && tenth < 80; tenth++) {
        seen_font_add(font, math_font_taller(font->font, glyph, (float)tenth / 10, NULL), text,
                      false);
    }
    struct math_piece pieces[MATH_MOST_PIECES];
    size_t count = grows ? math_font_pieces(font->font, glyph, false, pieces) : 0;
    for (size_t i = 0; i < count; i++) {
        seen_font_add(font, pieces[i].glyph, text, true);
    }
}

static inline void seen_font_begin(struct seen_font *font, const struct math_font *math) {
    static char letters[128][2];
    static const struct {
        uint32_t code_point;
        const char *text;
    } signs[] = {{0x2212, "−"}, {0x22C5, "·"}, {0xB7, "·"},   {0x2218, "∘"}, {0x2299, "⊙"},
                 {0x2298, "⊘"}, {0x2190, "←"}, {0x2248, "≈"}, {0x2211, "∑"}, {0x2032, "′"},
                 {0x22A4, "T"}, {0x3C3, "σ"},  {0xD7, "×"},   {0x2217, "*"}, {0x1D70E, "σ"},
                 {0x2223, "|"}, {0x22EF, "⋯"}};
    *font = (struct seen_font){.font = math};
    for (uint32_t c = '!'; c <= '~'; c++) {
        letters[c][0] = (char)c;
        seen_font_add_character(font, c, letters[c], c == '(' || c == ')');
    }
    for (uint32_t i = 0; i < 26; i++) {
        seen_font_add_character(font, 0x1D44E + i, letters['a' + i], false);
        seen_font_add_character(font, 0x1D434 + i, letters['A' + i], false);
    }
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        seen_font_add_character(font, signs[i].code_point, signs[i].text,
                                signs[i].code_point == 0x2211);
    }
}

static inline const struct seen_glyph *seen_font_find(const struct seen_font *font,
                                                      uint32_t glyph) {
    for (size_t i = 0; i < font->count; i++) {
        if (font->glyphs[i].glyph == glyph) {
            return &font->glyphs[i];
        }
    }
    return NULL;
}

#endif
