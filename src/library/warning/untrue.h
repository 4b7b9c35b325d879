#ifndef BACKSTEP_LIBRARY_WARNING_UNTRUE_H
#define BACKSTEP_LIBRARY_WARNING_UNTRUE_H

/* Gradients of a notation that are not the slopes of its loss: a lost sign, a forgotten factor. A
 * warning and no error: a notation may mean to go another way than down the slope. */

#include "base/diagnostic.h"
#include "notation/notation.h"

/* Adds a warning at each formula that disagrees with the gradient check on small networks, with
 * any loss, any activations, one sample and two, and targets of one class and of several. Where
 * both gradients of a layer are wrong it is the error that they share, of the highest layer that
 * has one: what comes below is made of that. */
void untrue_warn(struct diagnostics *diagnostics, const struct notation *notation);

#endif
