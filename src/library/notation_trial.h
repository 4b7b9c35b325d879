#ifndef BACKSTEP_LIBRARY_NOTATION_TRIAL_H
#define BACKSTEP_LIBRARY_NOTATION_TRIAL_H

/* A notation tried on every shipped lesson, and on those with every loss and activation in the
 * place of their own, with biases and without: a form that does not fit one of them would be
 * missing there, and nobody would know. */

#include "library/library.h"

/* What the trial found, as text to print, lines ended, in the library's arena. */
struct notation_trial {
    /* NULL when all of it fits; else the formula that stops a lesson, or the forms and lines of
     * proofs that would be left out or have another value. */
    const char *error;
    const char *warnings; /* of one that fits, see unsaid.h; "": none */
};

/* Tries a notation that was read and that the library has. */
struct notation_trial notation_trial_run(const struct library *library,
                                         const struct notation *notation);

#endif
