#ifndef BACKSTEP_VIEW_DRAW_CANVAS_H
#define BACKSTEP_VIEW_DRAW_CANVAS_H

/* What the parts of the stage draw with: a scene, the step that it shows, and everything that
 * decides how it looks. */

#include "session/memo.h"
#include "step/moment.h"
#include "view/draw/layout.h"
#include "view/draw/theme.h"

struct math_shelf;
struct width_shelf;

struct canvas {
    struct scene *scene;
    struct arena *arena; /* the scene's */
    const struct text_metrics *metrics;
    const struct layout *layout;
    const struct moment *moment;
    const struct theme *theme;
    enum language language;
    struct memo *memo;        /* of the run's pictures; NULL: nothing is kept */
    struct math_shelf *shelf; /* of formulas that were read for this picture; NULL: none is kept */
    struct width_shelf *widths; /* of texts that were measured for it; NULL: none is kept */
};

/* Where a line of text is: its middle is at y, and x is its left end, its middle or its right end.
 */
struct text_anchor {
    float x, y; /* pixels */
    enum text_align align;
};

struct text_style {
    enum text_face face;
    float size;
    color_argb color;
};

/* Colors of the canvas's theme, and a style with one of them. */
color_argb canvas_color(const struct canvas *canvas, enum theme_color color);
color_argb canvas_role_color(const struct canvas *canvas, enum role role);
struct text_style canvas_style(const struct canvas *canvas, enum text_face face, float size,
                               enum theme_color color);

/* Pixels that a text advances, and how high a line of it is. */
float canvas_text_width(const struct canvas *canvas, enum text_face face, float size,
                        const char *text);
float canvas_line_height(const struct canvas *canvas, enum text_face face, float size);

/* The left end of something that wide. */
float canvas_anchor_left(struct text_anchor anchor, float width);

/* A line of text. Nothing is drawn of an empty one. Returns the width. */
float canvas_text(const struct canvas *canvas, struct text_anchor anchor, struct text_style style,
                  const char *text, struct quantity quantity);

/* The same within a rectangle, in the middle of its height: smaller where it is too wide, down to
 * least of its size, and then cut with an ellipsis; nothing where it is too high. */
void canvas_text_within(const struct canvas *canvas, struct rect rect, enum text_align align,
                        struct text_style style, float least, const char *text);

/* A usual least, and one for what should rather be small than cut. */
#define CANVAS_LEAST 0.7F
#define CANVAS_LEAST_WHOLE 0.6F

/* That share of a size which is still legible, at most 1. */
float canvas_least(const struct canvas *canvas, float size);

/* A box with round corners, filled, and with an edge where the stroke is not 0; and a line. */
void canvas_box(const struct canvas *canvas, struct rect rect, float radius, color_argb color,
                float stroke, color_argb stroke_color);
void canvas_line(const struct canvas *canvas, struct scene_point from, struct scene_point to,
                 float stroke, color_argb color);

/* The panel behind a part. */
void canvas_panel(const struct canvas *canvas, struct rect rect);

#endif
