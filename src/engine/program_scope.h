#ifndef BACKSTEP_ENGINE_PROGRAM_SCOPE_H
#define BACKSTEP_ENGINE_PROGRAM_SCOPE_H

/* What the names of a formula mean in a program: the scope that statements are bound in. Only the
 * files of program.h use this. */

#include "engine/program.h"

/* first_write of a tensor that no operation writes. */
enum { TENSOR_NEVER_WRITTEN = 1 << 30 };

/* The tensor of a symbol at a layer (-1: it has none), or NULL. */
const struct tensor *program_scope_tensor(const struct program *program, int symbol, int layer);

/* For an operation at a layer. The program is the scope's context and must outlive it; it may still
 * be under construction: what is not written yet cannot be read. */
struct scope program_scope(const struct program *program, int layer);

#endif
