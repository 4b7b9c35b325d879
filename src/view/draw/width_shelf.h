#ifndef BACKSTEP_VIEW_DRAW_WIDTH_SHELF_H
#define BACKSTEP_VIEW_DRAW_WIDTH_SHELF_H

/* Widths of texts that were measured for a picture, so that each is measured only once: columns of
 * numbers ask again and again how wide "−0.000" is. */

#include "base/arena.h"
#include "view/draw/metrics.h"

struct width_shelf;

/* An empty one, of this picture; it and what is kept live in the arena. */
struct width_shelf *width_shelf_create(struct arena *arena);

/* The text's width in pixels at that size (pixels per em), from the metrics where it is new. The
 * metrics must be the same every time; the text is copied. */
float width_shelf_measure(struct width_shelf *shelf, const struct text_metrics *metrics,
                          enum text_face face, float size, const char *text);

#endif
