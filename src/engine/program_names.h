#ifndef BACKSTEP_ENGINE_PROGRAM_NAMES_H
#define BACKSTEP_ENGINE_PROGRAM_NAMES_H

/* What a program's tensors are called, and how its formulas are printed, in its notation. Names are
 * in the arena that is passed, titles belong to the notation. */

#include "engine/program.h"

/* A printer in this program's notation for an operation at layer (-1: in letters). */
struct printer program_printer(const struct program *program, enum print_format format, int layer);

/* Whether the formula of the loss, or of the activation of a layer (1..), is the lesson's own or
 * replaces the note's: then the name that the lesson gives does not say what is reckoned. */
bool program_has_own_loss(const struct program *program);
bool program_has_own_activation(const struct program *program, size_t layer);

/* What the note calls a tensor: "activation", "derivative with respect to the input". */
const struct localized_text *program_tensor_title(const struct program *program, int tensor);

/* "w^{[2]}" or "w[2]": a tensor's name. */
const char *program_tensor_name(struct arena *arena, const struct program *program, int tensor,
                                enum print_format format);

/* "w^{[2]}_{12}": an element (row, column), both from 0; of a row or a column by one index, and of
 * a 1 x 1 the tensor's name. */
const char *program_element_name(struct arena *arena, const struct program *program, int tensor,
                                 size_t row, size_t column, enum print_format format);

#endif
