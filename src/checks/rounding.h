#ifndef BACKSTEP_CHECKS_ROUNDING_H
#define BACKSTEP_CHECKS_ROUNDING_H

/* Results that are 0 but for rounding: 0.5 - 0.8 + 0.3 is -5.6e-17 in doubles, and whoever reckons
 * by hand has 0. A computed sum of products is off by at most n u (|t_1| + ... + |t_n|), with n the
 * number of summands and u the unit of rounding; one that is not larger than that has no right
 * digit (Higham, Accuracy and Stability of Numerical Algorithms, 3.1). */

#include "formula/binding.h"

/* Makes such results 0 in right, which holds the value of a node of a binding that was computed and
 * stores a whole tensor, as operations do. */
void rounding_take_out(const struct binding *binding, const struct evaluation *evaluation,
                       size_t node, struct matrix right);

#endif
