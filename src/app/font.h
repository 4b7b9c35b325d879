#ifndef BACKSTEP_APP_FONT_H
#define BACKSTEP_APP_FONT_H

/* The program's fonts. Prose is measured and drawn by SDL2_ttf (text_font.h): shaped, kerned, in
 * any writing. Figures and labels of quantities, and the glyphs of formulas, are drawn by their
 * number (glyph_masks.h): figures are tabular, and there is no kerning, so that a value that
 * changes does not move its neighbours. A label with a character that no shipped font has, or one
 * that runs from right to left, is drawn as prose is.
 *
 * Hinting is fixed (light), places are quarters of a pixel, baselines whole pixels: the same text
 * is the same picture everywhere. A character that a face lacks is taken from the other fonts.
 * Quotation marks and the ellipsis are wide beside a Chinese character of the same text and narrow
 * elsewhere. */

#include "app/raster/raster.h"
#include "app/words/glyph_masks.h"
#include "typeset/font_files.h"
#include "view/draw/scene.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct font_set;

enum { FONT_SMALLEST = 4, FONT_LARGEST = 1024 };

/* Opens the fonts, which are borrowed. NULL on failure, with a message of one line; the caller
 * closes. */
struct font_set *font_open(const struct font_files *files, char *reterr_message,
                           size_t message_size);

/* From now on, characters that no shipped font has are taken from the machine's fonts, where
 * fontconfig knows one. Without it, pictures depend on nothing but the shipped fonts. */
void font_use_system(struct font_set *fonts);

/* NULL is accepted. */
void font_close(struct font_set *fonts);

/* Pixels that the text advances at size pixels per em (held to FONT_SMALLEST..FONT_LARGEST). */
float font_width(struct font_set *fonts, enum text_face face, float size, const char *text);

/* The baseline of a text whose line begins at top and is height high: figures, capitals and
 * Chinese characters stand in its middle. A whole number. */
float font_baseline(float top, float height, float size);

/* Draws the text; the pen's em is held to FONT_SMALLEST..FONT_LARGEST. */
void font_draw(struct font_set *fonts, const struct raster *raster, const struct glyph_pen *pen,
               enum text_face face, const char *text);

/* Draws a glyph of the math font, by its number; the em as above. */
void font_draw_glyph(struct font_set *fonts, const struct raster *raster,
                     const struct glyph_pen *pen, uint32_t glyph);

/* For layout; borrows the fonts. */
struct text_metrics font_metrics(struct font_set *fonts);

#endif
