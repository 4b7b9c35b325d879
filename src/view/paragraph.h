#ifndef BACKSTEP_VIEW_PARAGRAPH_H
#define BACKSTEP_VIEW_PARAGRAPH_H

/* Text in several styles that breaks into lines: at spaces, and between Chinese characters. */

#include "view/canvas.h"

/* A word, or a part of one that looks different from the rest of it. */
struct paragraph_run {
    const char *text;
    enum text_face face;
    color_argb color;
    float size;     /* as a factor of the paragraph's */
    float raise;    /* of its middle, in em of the paragraph */
    float gap;      /* before it, in em of the paragraph, unless it begins a line */
    bool can_break; /* a line may begin with it */
};

struct paragraph {
    const struct canvas *canvas;
    struct paragraph_run *runs;
    size_t count, capacity;
    bool is_after_space; /* the next run is a new word */
};

void paragraph_begin(struct paragraph *paragraph, const struct canvas *canvas);

/* Appends text, split where it may break; its spaces count. */
void paragraph_add(struct paragraph *paragraph, enum text_face face, color_argb color,
                   const char *text);

/* Appends a small raised or lowered text to the word before it. */
void paragraph_add_script(struct paragraph *paragraph, enum text_face face, color_argb color,
                          const char *text, bool is_raised);

struct paragraph_size {
    float width; /* of its widest line */
    size_t lines;
};

/* How it breaks at a size within a width. Words that are wider stand alone. */
struct paragraph_size paragraph_measure(const struct paragraph *paragraph, float size, float width);

/* The largest size up to most at which it has no more lines than that and fits into the
 * rectangle; at least `least`. */
float paragraph_fit(const struct paragraph *paragraph, float most, float least, size_t lines,
                    struct rect rect);

/* Draws it from the top of the rectangle, as many lines as fit into it, the last with an ellipsis
 * when that is not all. Returns the height. */
float paragraph_draw(const struct paragraph *paragraph, float size, struct rect rect);

/* The distance of two lines as a factor of the size. */
#define PARAGRAPH_LINE 1.45F

#endif
