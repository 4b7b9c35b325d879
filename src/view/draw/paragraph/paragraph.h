#ifndef BACKSTEP_VIEW_DRAW_PARAGRAPH_PARAGRAPH_H
#define BACKSTEP_VIEW_DRAW_PARAGRAPH_PARAGRAPH_H

/* Text in several styles, with formulas in it, that breaks into lines as line_break.h allows. */

#include "view/draw/canvas.h"

/* Pixels of a thing that stands on the baseline. */
struct paragraph_extent {
    float width, ascent, descent;
};

/* A thing in a line that is not text and never breaks: a formula, as a rule. */
struct paragraph_box {
    const void *context;
    struct paragraph_extent (*extent)(const void *context, float size);
    void (*draw)(const void *context, const struct canvas *canvas, float size, float x,
                 float baseline);
};

/* A word, or a part of one that looks different from the rest of it. */
struct paragraph_run {
    const char *text; /* NULL: the box */
    struct paragraph_box box;
    enum text_face face;
    color_argb color;
    float gap;                /* before it, in em of the paragraph, unless it begins a line */
    bool can_break;           /* a line may begin with it */
    bool must_break;          /* a line begins with it */
    struct quantity quantity; /* of a text: what it stands for */
};

struct paragraph {
    const struct canvas *canvas;
    struct paragraph_run *runs;
    size_t count, capacity;
    bool is_after_space;      /* the next run is a new word */
    bool is_after_end;        /* the next run begins a line whatever fits */
    bool has_turn;            /* some of it runs from right to left */
    uint32_t last;            /* the last character; 0 at the beginning of a line */
    struct quantity quantity; /* what texts that are added stand for; none to begin with */
};

/* An empty one; the canvas is borrowed. */
void paragraph_begin(struct paragraph *paragraph, const struct canvas *canvas);

/* Appends text, split where it may break; its spaces count. */
void paragraph_add(struct paragraph *paragraph, enum text_face face, color_argb color,
                   const char *text);

/* Appends a box of any size; what its neighbours are decides about breaks and gaps. */
void paragraph_add_box(struct paragraph *paragraph, const struct paragraph_box *box);

/* What follows begins a new line. */
void paragraph_end_line(struct paragraph *paragraph);

struct paragraph_size {
    float width; /* of its widest line */
    float height;
    float above; /* of that height: above the middle of the first line */
    size_t lines;
};

/* How it breaks at a size within a width. Words that are wider stand alone. */
struct paragraph_size paragraph_measure(const struct paragraph *paragraph, float size, float width);

/* The largest size up to most at which it has no more lines than that and fits into the
 * rectangle; at least `least`. */
float paragraph_fit(const struct paragraph *paragraph, float most, float least, size_t lines,
                    struct rect rect);

/* Draws it from the top of the rectangle, as many lines as fit into it, the last with an ellipsis
 * when that is not all. A text that runs from right to left (its first letter decides) has its
 * lines at the right of the rectangle. Returns the height. */
float paragraph_draw(const struct paragraph *paragraph, float size, struct rect rect);

/* As paragraph_draw, from line first_line on (from 0), and without an ellipsis: that there is more
 * is for the caller to say. */
float paragraph_draw_from(const struct paragraph *paragraph, float size, struct rect rect,
                          size_t first_line);

/* The distance of two lines of text as a factor of the size. Lines with something higher in them
 * are higher. */
#define PARAGRAPH_LINE LAYOUT_PROSE

#endif
