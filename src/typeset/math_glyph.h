#ifndef BACKSTEP_TYPESET_MATH_GLYPH_H
#define BACKSTEP_TYPESET_MATH_GLYPH_H

/* What the typesetter asks of the font: extents of glyphs, their variants, and the constants of the
 * MATH table. All lengths are in ems. Only this floor uses it. */

#include "typeset/math_font.h"

#include <hb-ot.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct math_glyph {
    float advance;
    float left, right;     /* of the ink, from the pen */
    float ascent, descent; /* of the ink; descent grows downwards */
    float italic;          /* how far the top leans out over the advance */
    float attachment;      /* where an accent's middle stands, from the pen */
};

/* Measures of a glyph in em, kept from the first time on; zeros for a number that the font lacks.
 * */
struct math_glyph math_font_glyph(const struct math_font *font, uint32_t glyph);

/* The glyph of a character; 0 where the font has none. */
uint32_t math_font_character(const struct math_font *font, uint32_t code_point);

/* The variant of a glyph for scripts (depth 1) and for scripts of scripts (2): sturdier, and a
 * prime that is not raised yet. The glyph itself where the font has no such variant. */
uint32_t math_font_script_variant(const struct math_font *font, uint32_t glyph, int depth);

/* The variant without a dot, for accents. */
uint32_t math_font_dotless_variant(const struct math_font *font, uint32_t glyph);

/* The smallest variant that is at least that high (or wide); the largest where none is. *ret_size
 * is its height (width); ret_size may be NULL. */
uint32_t math_font_taller(const struct math_font *font, uint32_t glyph, float height,
                          float *ret_size);
uint32_t math_font_wider(const struct math_font *font, uint32_t glyph, float width,
                         float *ret_size);

/* What a glyph of any length is put together from, from the bottom up or from the left. */
struct math_piece {
    uint32_t glyph;
    float length;
    bool repeats;
};
enum { MATH_MOST_PIECES = 8 };

/* How many there are: 0 where the glyph has none. */
size_t math_font_pieces(const struct math_font *font, uint32_t glyph, bool is_horizontal,
                        struct math_piece pieces[MATH_MOST_PIECES]);

/* A length of the MATH table; percentages are fractions of one. */
float math_font_constant(const struct math_font *font, hb_ot_math_constant_t which);

#endif
