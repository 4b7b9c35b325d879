#ifndef BACKSTEP_TYPESET_MATH_FONT_H
#define BACKSTEP_TYPESET_MATH_FONT_H

/* A font for formulas: its glyphs' extents and the constants of its OpenType MATH table, read
 * through HarfBuzz. Nothing here draws. */

#include <stddef.h>

struct math_font;

/* Opens a font, whose bytes are borrowed. NULL when it has no MATH table; the caller closes it. */
struct math_font *math_font_open(const void *bytes, size_t length);

/* NULL is accepted. */
void math_font_close(struct math_font *font);

#endif
