#ifndef BACKSTEP_APP_WORDS_TEXT_FONT_H
#define BACKSTEP_APP_WORDS_TEXT_FONT_H

/* Prose, measured and drawn by SDL2_ttf, which shapes and kerns it: sentences, titles, and the
 * names that a lesson gives. What a shipped font lacks is taken from the next, and at last, where
 * that is allowed, from the machine's. Lines begin at quarters of a pixel; what was measured and
 * drawn is kept. */

#include "app/raster/raster.h"
#include "app/words/glyph_masks.h"

#include <stdbool.h>
#include <stddef.h>

struct text_font;

/* Borrows the fonts and the masks, which know what characters they have. The caller closes. */
struct text_font *text_font_open(const struct font_files *files, const struct glyph_masks *masks);

/* NULL is accepted. */
void text_font_close(struct text_font *fonts);

/* From now on, characters that no shipped font has are looked for on the machine. */
void text_font_use_system(struct text_font *fonts);

/* What a text advances, in em. */
float text_font_width(struct text_font *fonts, bool is_bold, const char *text);

/* Draws a text from a pen. */
void text_font_draw(struct text_font *fonts, const struct raster *raster,
                    const struct glyph_pen *pen, bool is_bold, const char *text);

#endif
