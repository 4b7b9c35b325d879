#ifndef BACKSTEP_STEP_FILLED_TEX_H
#define BACKSTEP_STEP_FILLED_TEX_H

/* The writings of an equation's values: its TeX with slots and digits in it. */

#include "step/filling.h"

/* Adds the writings of the values: each piece becomes the next slot, or digits. behind is TeX that
 * follows, or "". */
void filled_tex_write(struct filling *filling, const struct print_piece *pieces, size_t count,
                      const char *before, const char *behind);

#endif
