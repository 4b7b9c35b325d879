#ifndef BACKSTEP_VIEW_DRAW_PROSE_H
#define BACKSTEP_VIEW_DRAW_PROSE_H

/* An author's text: its markup, and its formulas with what their symbols stand for. */

#include "view/names.h"
#include "view/telling.h"

/* Appends the text. names: what symbols stand for; NULL: nothing is known of them. */
void prose_tell(struct telling *telling, const char *text, const struct names *names);

#endif
