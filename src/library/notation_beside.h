#ifndef BACKSTEP_LIBRARY_NOTATION_BESIDE_H
#define BACKSTEP_LIBRARY_NOTATION_BESIDE_H

/* A lesson in a notation of its author's own: the notation's file lies beside the lesson. */

#include "library/library.h"

/* The file beside the lesson at a path that is meant as the notation the lesson is in, valid or
 * not, in the arena. NULL: the library has that notation, or there is no such file; a link is
 * none, since it may lead out of the folder. */
const char *notation_beside(const struct library *library, struct arena *arena, const char *lesson);

/* That a lesson's notation is not valid, at the place in the lesson where it is named, as a line to
 * print, ended. lesson is a path for which there is such a file. */
const char *notation_beside_refused(const struct library *library, struct arena *arena,
                                    const char *lesson, const char *notation);

#endif
