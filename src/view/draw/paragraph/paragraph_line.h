#ifndef BACKSTEP_VIEW_DRAW_PARAGRAPH_PARAGRAPH_LINE_H
#define BACKSTEP_VIEW_DRAW_PARAGRAPH_PARAGRAPH_LINE_H

/* The lines that a paragraph breaks into. Only the files of paragraph.h use this. Sizes are pixels
 * per em, lengths pixels. */

#include "view/draw/paragraph/paragraph.h"

/* The runs [begin, end) of a line. */
struct paragraph_line {
    size_t begin, end;
    float width;
};

/* The line that begins at a run, within a width. */
struct paragraph_line paragraph_line_at(const struct paragraph *paragraph, size_t begin, float size,
                                        float width);

/* How far a line reaches above and below the middle of its text. */
struct paragraph_reach {
    float above, below;
};
struct paragraph_reach paragraph_line_reach(const struct paragraph *paragraph,
                                            struct paragraph_line line, float size);

/* The end of the text that a run belongs to: a line ends there in any case. */
size_t paragraph_text_end(const struct paragraph *paragraph, size_t run);

/* Pixels that a run advances at a size of text. */
float paragraph_run_width(const struct paragraph *paragraph, const struct paragraph_run *run,
                          float size);

/* Draws a run from x, its middle at y. Returns its width. */
float paragraph_run_draw(const struct paragraph *paragraph, const struct paragraph_run *run,
                         float size, float x, float y);

/* The runs of a line that are drawn, and behind them, where it does not end, "…". */
struct paragraph_drawn {
    const struct paragraph *paragraph;
    size_t begin, end;
    float width; /* without the ellipsis */
    bool has_ellipsis;
    struct paragraph_run ellipsis;
};

#endif
