#ifndef BACKSTEP_APP_FONT_H
#define BACKSTEP_APP_FONT_H

/* The program's fonts, measured and drawn through FreeType. Latin and Chinese need no shaping, and
 * formulas want glyphs at fractional places, so one small path with a cache of masks serves all
 * text. Hinting is fixed (light), places are quarters of a pixel, baselines whole pixels: the same
 * text is the same picture everywhere.
 *
 * A character that a face lacks is taken from the other fonts. Figures are tabular; there is no
 * kerning. Quotation marks and the ellipsis are wide beside a Chinese character of the same text
 * and narrow elsewhere. */

#include "app/raster.h"
#include "view/draw/scene.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct font_set;

enum { FONT_SMALLEST = 4, FONT_LARGEST = 1024, FONT_CACHE_BYTES = 8 * 1024 * 1024 };

/* Opens the fonts in a folder. NULL on failure, with a message of one line; the caller closes. */
struct font_set *font_open(const char *folder, char *reterr_message, size_t message_size);

/* NULL is accepted. */
void font_close(struct font_set *fonts);

/* Pixels that the text advances at size pixels per em (held to FONT_SMALLEST..FONT_LARGEST). */
float font_width(struct font_set *fonts, enum text_face face, float size, const char *text);

/* The baseline of a text whose line begins at top and is height high: figures, capitals and
 * Chinese characters stand in its middle. A whole number. */
float font_baseline(float top, float height, float size);

/* Draws the text from x, standing on the baseline. */
void font_draw(struct font_set *fonts, const struct raster *raster, float x, float baseline,
               enum text_face face, float size, const char *text, color_argb color);

/* Draws a glyph of the math font, by its number, from x on a baseline. */
void font_draw_glyph(struct font_set *fonts, const struct raster *raster, float x, float baseline,
                     float size, uint32_t glyph, color_argb color);

/* Whether any of the fonts has the character, for this face. */
bool font_covers(struct font_set *fonts, enum text_face face, uint32_t code_point);

/* For layout; borrows the fonts. */
struct text_metrics font_metrics(struct font_set *fonts);

#endif
