#ifndef BACKSTEP_TELL_SCRIPT_PROSE_H
#define BACKSTEP_TELL_SCRIPT_PROSE_H

/* An author's text: its markup, and its formulas with what their symbols stand for. */

#include "tell/script/names.h"
#include "tell/telling.h"

/* Appends the text. names: what symbols stand for; NULL: nothing is known of them. */
void prose_tell(struct telling *telling, const char *text, const struct names *names);

#endif
