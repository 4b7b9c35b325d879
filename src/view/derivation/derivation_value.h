#ifndef BACKSTEP_VIEW_DERIVATION_DERIVATION_VALUE_H
#define BACKSTEP_VIEW_DERIVATION_DERIVATION_VALUE_H

/* What a line of a derivation is worth, at the right of it, and whether it is what the line above
 * is worth. */

#include "session/proof/proof.h"
#include "view/derivation/derivation_row.h"

struct derivation_value {
    const char *text;  /* "": none */
    const char *words; /* below it; NULL: none */
    const char *sign;  /* "✓" or "✗"; "": there is nothing that it is held against */
    bool is_bad;
};

/* What stands behind a line: its value, where it is from, and whether it breaks the chain. */
struct derivation_value derivation_value_of(const struct derivation_row *row,
                                            const struct proof *proof);

/* Pixels, with its number at that size. */
float derivation_value_width(const struct canvas *canvas, const struct derivation_value *value,
                             float size);

/* Draws it up to its right end, its number in the middle of a line at y and the words below. */
void derivation_value_draw(const struct canvas *canvas, const struct derivation_value *value,
                           float size, float right, float middle);

#endif
