#ifndef BACKSTEP_CHECKS_ANSWER_ANSWER_SHAPE_H
#define BACKSTEP_CHECKS_ANSWER_ANSWER_SHAPE_H

/* Shapes and signs as somebody types them. */

#include "checks/answer/answer_number.h"
#include "formula/shape.h"

/* "2x3", "2×3", "2,3", "(2, 3)", "2 by 3", "2 行 3 列". False with *fault where it is no shape. */
bool answer_shape_read(struct arena *arena, const char *text, struct shape *ret,
                       struct answer_fault *fault);

/* "+", "-", "0" and words for them: 1, -1 or 0. A number is what its sign is. False with *fault
 * where it is none. */
bool answer_shape_read_sign(struct arena *arena, const char *text, int *ret,
                            struct answer_fault *fault);

#endif
