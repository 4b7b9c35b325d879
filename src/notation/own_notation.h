#ifndef BACKSTEP_NOTATION_OWN_NOTATION_H
#define BACKSTEP_NOTATION_OWN_NOTATION_H

/* What a lesson adds to its notation:
 *
 *     "constants": {"lambda": 0.1, "beta": {"value": 0.9, "title": "..."}}
 *     "state":     {"v": {"like": "w", "initial": 0, "title": "..."},
 *                  "r": {"like": "w", "initial": [[0.1], [0.2]]}}
 *     "formulas":  {"update_weight": "w[l] = w[l] - alpha * v[l]",
 *                   "velocity": {"formula": "v[l] = beta * v[l] + dw[l]", "title": "...",
 *                                "before": "update_weight"}}
 *
 * A state begins with one number everywhere, or with a number for each element, written as weights
 * and biases are; whether these fit the network is asked by who knows it.
 *
 * A formula under the name of an operation takes its place; one under another name is an operation
 * more, ahead of the one that "before" names. */

#include "notation/fields.h"
#include "notation/notation.h"

/* The keys above, as a lesson has them. */
extern const char *const own_notation_keys[3];

/* Whether the lesson has one of them. */
bool own_notation_is_asked(const struct json_value *root);

/* The notation with them; NULL when something of them is wrong, which is reported. Nobody can tell
 * without the notation: where that is NULL, only whether they are objects is checked. */
const struct notation *own_notation_read(struct fields *fields, const struct json_value *root,
                                         const struct notation *notation);

#endif
