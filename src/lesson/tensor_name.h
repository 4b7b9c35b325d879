#ifndef BACKSTEP_LESSON_TENSOR_NAME_H
#define BACKSTEP_LESSON_TENSOR_NAME_H

/* Tensors as a lesson's script names them, in its own notation: "w[2]", "dZ[l]", "C". */

#include "notation/notation.h"

struct json_value;
struct fields;

struct tensor_name {
    int symbol; /* in the notation; -1 when it has none of that name */
    struct tensor_index index;
};

/* Whether a text that is no name may be a title that was written in its place: "linear result". */
bool tensor_name_may_be_title(const char *text);

/* Reads a string that has the form of a name, or may be a title, into *ret, borrowed from the
 * value. Another one is reported; a member that is absent, NULL, is not. *ret stays as it was then.
 */
void tensor_name_field(struct fields *fields, const struct json_value *value, const char **ret);

/* Reads a name that has the form of one, as tensor_name_field has checked. */
struct tensor_name tensor_name_read(const struct notation *notation, const char *name);

#endif
