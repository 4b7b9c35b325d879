#ifndef BACKSTEP_TYPESET_MATH_FONT_H
#define BACKSTEP_TYPESET_MATH_FONT_H

/* A font for formulas: its glyphs' extents and the constants of its OpenType MATH table, read
 * through HarfBuzz. Nothing here draws. */

struct math_font;

/* Opens a font file. NULL when it cannot be read or has no MATH table; the caller closes it. */
struct math_font *math_font_open(const char *path);

/* NULL is accepted. */
void math_font_close(struct math_font *font);

#endif
