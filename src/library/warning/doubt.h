#ifndef BACKSTEP_LIBRARY_WARNING_DOUBT_H
#define BACKSTEP_LIBRARY_WARNING_DOUBT_H

/* Questions of a lesson that leave nothing to answer: steps to put in order where there is one, or
 * none depends on another; a text that says the answer. */

#include "base/diagnostic.h"
#include "engine/program.h"
#include "session/ask/asked.h"

/* Adds a warning for what is so of a question that a stop asks; nothing where the program does. */
void doubt_warn(struct diagnostics *diagnostics, const struct program *program,
                const struct asked *asked);

#endif
