#ifndef BACKSTEP_ENGINE_SCRIPT_NUMBER_H
#define BACKSTEP_ENGINE_SCRIPT_NUMBER_H

/* Numbers that an author's text leaves to the run: "{{dZ[2](1,1)}}" is one number, an expression in
 * the lesson's own notation, at the layer of the step that it is said at. Shown in another notation
 * it has that notation's values. */

#include "engine/script.h"

/* "{{" and "}}" around an expression. */
struct script_number {
    size_t begin, end; /* bytes of the text, the braces included */
    const char *expression;
};

/* The first one at or behind a byte, its expression in the arena; false: there is none. Where "{{"
 * has no "}}" it goes to the text's end and the expression is NULL. */
bool script_number_find(struct arena *arena, const char *text, size_t from,
                        struct script_number *ret);

/* The expression, bound to the tensors of own; false with *error, whose bytes are those of the
 * expression, when it is none or not 1 x 1. */
bool script_number_bind(struct arena *arena, const struct program *own, const char *expression,
                        int layer, struct binding *ret, struct formula_error *error);

/* The tensor of own that the expression reads and of which `shown` knows nothing when `done`
 * operations of its iteration are done; -1: all are known. */
int script_number_unknown(const struct program *own, const struct program *shown,
                          const struct binding *binding, long done);

/* Its value at a state of the shown program; all that it reads has to be known. */
double script_number_value(struct arena *arena, const struct program *own,
                           const struct program *shown, const struct binding *binding,
                           const double *state);

/* The tensor of own whose element the expression is; -1: it is more than one element. */
int script_number_tensor(const struct program *own, const struct binding *binding);

#endif
