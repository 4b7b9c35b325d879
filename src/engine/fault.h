#ifndef BACKSTEP_ENGINE_FAULT_H
#define BACKSTEP_ENGINE_FAULT_H

/* A notation's formula that does not fit a lesson, and where in the notation's file it stands. */

#include "engine/program.h"

/* The byte of the file; false when no formula of the file is to blame. */
bool fault_find(const struct notation *notation, const struct program_error *error,
                size_t *ret_offset);

/* "four.json:312:18", without folders; the notation's id where no file is known or to blame. It
 * lives in the arena. */
const char *fault_location(struct arena *arena, const struct notation *notation,
                           const struct program_error *error);

#endif
