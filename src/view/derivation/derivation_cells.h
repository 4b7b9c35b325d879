#ifndef BACKSTEP_VIEW_DERIVATION_DERIVATION_CELLS_H
#define BACKSTEP_VIEW_DERIVATION_DERIVATION_CELLS_H

/* Which cells of a line's matrices the element is made of that its letters choose. */

#include "session/proof/proof.h"
#include "step/filled.h"

/* Lights them in the values of a line, from which the matrices are drawn. Nothing where no letter
 * is open. */
void derivation_cells_light(struct filled *values, const struct proof *proof, size_t line);

#endif
