#ifndef BACKSTEP_LESSON_TENSOR_NAME_H
#define BACKSTEP_LESSON_TENSOR_NAME_H

/* Tensors as a lesson's script names them, in its own notation: "w[2]", "dZ[l]", "C". */

#include "lesson/notation.h"

struct tensor_name {
    int symbol; /* in the notation; -1 when it has none of that name */
    struct tensor_index index;
};

/* Reads a name that has the form of one, as lesson_read has checked. */
struct tensor_name tensor_name_read(const struct notation *notation, const char *name);

#endif
