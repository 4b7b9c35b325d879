#ifndef BACKSTEP_TYPESET_READ_MATH_TEXT_H
#define BACKSTEP_TYPESET_READ_MATH_TEXT_H

/* A formula as one line of Unicode, for a terminal, a screen reader or a search: \frac{\partial
 * L}{\partial z^{[2]}} is ∂L/∂z[2]. Letters are plain, small digits stand for scripts where Unicode
 * has them, and brackets say what a bar or a height said. */

#include "typeset/math.h"

/* The line of a formula that was read; it lives in the arena. */
const char *math_text(struct arena *arena, const struct math_list *list);

/* The same from TeX; TeX that cannot be read stays as it is. */
const char *math_text_of_tex(struct arena *arena, const char *tex);

#endif
