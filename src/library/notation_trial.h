#ifndef BACKSTEP_LIBRARY_NOTATION_TRIAL_H
#define BACKSTEP_LIBRARY_NOTATION_TRIAL_H

/* A notation tried on every shipped lesson, and on those with every loss and activation in the
 * place of their own, with biases and without: a form that does not fit one of them would be
 * missing there, and nobody would know. */

#include "library/library.h"

/* NULL when all of it fits; else the text to print, lines ended, in the library's arena: the
 * formula that stops a lesson, or the forms and lines of proofs that would be left out. */
const char *notation_trial_run(const struct library *library, const struct notation *notation);

#endif
