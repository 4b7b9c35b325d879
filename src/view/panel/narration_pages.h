#ifndef BACKSTEP_VIEW_PANEL_NARRATION_PAGES_H
#define BACKSTEP_VIEW_PANEL_NARRATION_PAGES_H

/* A text that is too long for its place, as pages: each ends where a sentence does, or, where a
 * sentence is longer than a page, behind a comma and the like, and else behind a word. */

#include "view/draw/paragraph/paragraph.h"

struct narration_pages {
    struct paragraph *items; /* parts of the text, in the canvas's arena */
    size_t count;
    bool is_broken; /* one of them ends within a sentence */
};

/* Pages of at most so many lines, at a size, that fit into a room. */
struct narration_pages narration_pages_create(const struct paragraph *text, float size,
                                              struct rect room, size_t lines);

/* Draws the page that the reader has turned to, `turned` pages behind the first or around the end,
 * and beside it which one it is, with the key that turns it: a button. At that size, or as small as
 * is legible where only that keeps sentences whole. */
void narration_pages_draw(const struct paragraph *text, float size, struct rect room, size_t lines,
                          size_t turned);

#endif
