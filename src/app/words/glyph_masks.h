#ifndef BACKSTEP_APP_WORDS_GLYPH_MASKS_H
#define BACKSTEP_APP_WORDS_GLYPH_MASKS_H

/* Glyphs of the shipped fonts by their number, through FreeType: those of formulas, and those of
 * figures and labels, which stand at quarters of a pixel. What was drawn is kept. */

#include "app/raster/raster.h"
#include "typeset/font_files.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct glyph_masks;

/* Opens the fonts, which are borrowed. NULL, with a message of one line, when FreeType cannot; the
 * caller closes. */
struct glyph_masks *glyph_masks_open(const struct font_files *fonts, char *reterr_message,
                                     size_t message_size);

/* NULL is accepted. */
void glyph_masks_close(struct glyph_masks *masks);

/* The number of a character's glyph; 0, the box of a missing glyph, where the font has none. */
uint32_t glyph_masks_find(const struct glyph_masks *masks, enum font_file file,
                          uint32_t code_point);

/* What a glyph advances, in em. */
float glyph_masks_advance(const struct glyph_masks *masks, enum font_file file, uint32_t glyph);

/* The middle of a glyph's ink and its top, in em; zeros when it has none. */
struct glyph_ink {
    bool is_there;
    float middle, top;
};
struct glyph_ink glyph_masks_ink(const struct glyph_masks *masks, enum font_file file,
                                 uint32_t glyph);

/* Where and how something is drawn: from x on a baseline, which is rounded to whole pixels. */
struct glyph_pen {
    float x, baseline;
    float em; /* pixels */
    color_argb color;
};

/* Whether a pen is where there may be pixels. */
bool glyph_masks_reach(const struct glyph_pen *pen);

/* Draws a glyph. */
void glyph_masks_draw(struct glyph_masks *masks, const struct raster *raster,
                      const struct glyph_pen *pen, enum font_file file, uint32_t glyph);

#endif
