#ifndef BACKSTEP_VIEW_DRAW_SCENE_H
#define BACKSTEP_VIEW_DRAW_SCENE_H

/* A picture as a flat list of shapes, in the order they are painted. Coordinates are pixels of
 * the target with the origin at the top left, as fractions: the painter decides what to round.
 * Every item may carry the quantity that it stands for, so that hit testing and linked
 * highlighting need no pixels. Nothing here draws. */

#include "base/arena.h"
#include "engine/quantity.h"
#include "view/draw/metrics.h"
#include "view/draw/rect.h"

#include <stdint.h>

/* 0xAARRGGBB, not premultiplied. */
typedef uint32_t color_argb;

enum scene_kind {
    SCENE_LINE,  /* from (x, y) to (x + width, y + height), stroke wide, round ends */
    SCENE_DISC,  /* filled with color, ringed by stroke pixels of stroke_color inside its edge */
    SCENE_BOX,   /* rounded rectangle, filled and stroked inside its edge */
    SCENE_CURVE, /* an open polyline through points */
    SCENE_TEXT,
    SCENE_HEAT, /* a matrix as small cells, value -> color */
    SCENE_MATH, /* a symbol of a formula: glyphs of the math font, and rules */
    SCENE_KIND_COUNT
};

/* A text of a size stands on a line this many em below the middle of its bounds: figures, capitals
 * and Chinese characters are in the middle of them. */
#define TEXT_HALF_FIGURE 0.366F

enum text_align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

struct scene_point {
    float x, y;
};

/* A glyph of the math font, or with glyph 0 a rule: a filled rectangle. */
struct scene_glyph {
    uint32_t glyph;
    float x, y;          /* of the pen, on the baseline; of the rule's top left */
    float size;          /* pixels per em */
    float width, height; /* of the rule */
};

struct scene_item {
    enum scene_kind kind;
    struct rect bounds; /* LINE: see above; DISC: the square around it; TEXT: the box of the text:
                           its height is the line height, the baseline is set by the painter */
    color_argb color;   /* fill, or the line's or the text's color; 0 = none */
    color_argb stroke_color;
    float stroke; /* width of a line, ring or outline */
    float dash;   /* LINE, CURVE: length of a dash and of the gap behind it; 0 = solid */
    float radius; /* BOX: of its corners */
    struct quantity quantity; /* that the item stands for, or QUANTITY_NONE */

    /* SCENE_TEXT */
    const char *text; /* UTF-8, not empty, in the scene's arena */
    float size;       /* pixels per em */
    enum text_face face;

    /* SCENE_CURVE */
    const struct scene_point *points;
    size_t point_count;

    /* SCENE_MATH: bounds hold all of its ink */
    const struct scene_glyph *glyphs;
    size_t glyph_count;
    int formula; /* symbols of the same formula have the same number; 0: none */

    /* SCENE_HEAT: rows x columns values, row after row, drawn over bounds; -most..most maps to
     * negative_color..middle_color..positive_color. Smooth: values stand at the crossings of a grid
     * from edge to edge of the bounds and go over into each other; where they are 0 runs a line of
     * that stroke and stroke_color, if stroke is not 0. */
    const double *values;
    size_t rows, columns;
    double most;
    bool is_smooth;
    color_argb negative_color, middle_color, positive_color;
};

struct scene {
    struct arena *arena; /* of items and of what they point to */
    struct scene_item *items;
    size_t count, capacity, button_count, button_capacity;
    float width, height;
    color_argb background;
    struct scene_button *buttons; /* of scene_button.h; the later lie above */
    size_t text_page, text_pages; /* of a text that is turned like pages; 0: there is none */
    struct scene_answer *answer;  /* of scene_button.h; NULL: nothing is asked in it */
};

/* An empty scene of that size. */
void scene_begin(struct scene *scene, struct arena *arena, float width, float height,
                 color_argb background);

/* Takes the items out, to be added anew in another order; what else it says of itself stays. */
void scene_empty(struct scene *scene);

/* Adds a copy of item and returns it, to be changed until the next one is added. */
struct scene_item *scene_add(struct scene *scene, struct scene_item item);

/* The rectangle outside of which an item paints nothing; for a text, an em more than its bounds on
 * every side, and the painter cuts off what goes beyond. Empty when there is nothing to paint. */
struct rect scene_item_extent(const struct scene_item *item);

/* Where two scenes differ: at most `most` (at least 1) rectangles of whole pixels that together
 * hold every pixel that is not the same in both. They do not overlap, but may stick out of the
 * scene. Returns how many. */
size_t scene_difference(const struct scene *before, const struct scene *after,
                        struct rect *ret_rects, size_t most);

/* The quantity of the last painted item under the point that has one, or QUANTITY_NONE. Where there
 * is none, that of the nearest line or curve whose edge is within reach pixels. A heat map that
 * stands for all of its tensor answers with the cell. */
struct quantity scene_hit(const struct scene *scene, float x, float y, float reach);

#endif
