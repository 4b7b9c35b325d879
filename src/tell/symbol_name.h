#ifndef BACKSTEP_TELL_SYMBOL_NAME_H
#define BACKSTEP_TELL_SYMBOL_NAME_H

/* Names of a notation as they stand outside of formulas. They are given as the TeX that notations
 * and formula/print/print.h write. */

#include "notation/notation.h"

/* As it stands among words: "\frac{a}{b}" as "a/b". In the arena. */
const char *symbol_name_inline(struct arena *arena, const char *tex);

/* The name of a form without the layer: "\delta", "\partial L/\partial w". In the arena. */
const char *symbol_name_base(struct arena *arena, const struct symbol_form *form);

#endif
