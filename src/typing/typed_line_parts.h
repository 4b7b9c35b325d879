#ifndef BACKSTEP_TYPING_TYPED_LINE_PARTS_H
#define BACKSTEP_TYPING_TYPED_LINE_PARTS_H

/* What the files of typed_line.h share. */

#include "typing/typed_line.h"

/* Keeps the present state, to come back to; what was undone cannot be done again. */
void typed_line_keep_state(struct typed_line *line);

#endif
