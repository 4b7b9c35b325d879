#ifndef BACKSTEP_NOTATION_LETTERS_H
#define BACKSTEP_NOTATION_LETTERS_H

/* How a notation writes a formula that belongs to no network: its layers are l, l+1 and L. */

#include "notation/notation.h"

/* The statement in the arena, as of one sample or of many. */
const char *letters_print(struct arena *arena, const struct notation *notation, size_t samples,
                          const struct statement *statement, enum print_format format);

#endif
