#ifndef BACKSTEP_VIEW_DRAW_PROSE_H
#define BACKSTEP_VIEW_DRAW_PROSE_H

/* An author's text in a paragraph: its markup, and its formulas with each symbol in the color of
 * its role and linked to its tensor. */

#include "view/draw/paragraph.h"
#include "view/names.h"

/* Appends the text. names: what symbols stand for; NULL: formulas are set in one color. */
void prose_add(struct paragraph *paragraph, const char *text, const struct names *names);

#endif
