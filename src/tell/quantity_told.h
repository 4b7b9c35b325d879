#ifndef BACKSTEP_TELL_QUANTITY_TOLD_H
#define BACKSTEP_TELL_QUANTITY_TOLD_H

/* What is said of a quantity: its name in the notation, its value in full, and in words what it is.
 */

#include "step/moment.h"
#include "tell/telling.h"

/* Appends "w^{[2]}_{12} = −0.25", or the name alone where it is more than one number; "—" where it
 * has no value yet. The quantity is normal and not none. */
void quantity_told_add(struct telling *telling, const struct moment *moment,
                       struct quantity quantity);

/* "weight from unit 2 of layer 1 to unit 1 of layer 2"; "weights of layer 2, ? × ?" where the shape
 * is asked. */
const char *quantity_told_words(struct arena *arena, const struct moment *moment,
                                enum language language, struct quantity quantity);

#endif
