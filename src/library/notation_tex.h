#ifndef BACKSTEP_LIBRARY_NOTATION_TEX_H
#define BACKSTEP_LIBRARY_NOTATION_TEX_H

/* The TeX of a notation's symbols and names, read as formulas are: what cannot be read would stand
 * as "?" in every formula that has it. */

#include "library/library.h"

/* NULL when all of a valid notation file can be read; else the text to print, lines ended, in the
 * library's arena. */
const char *notation_tex_fault(const struct library *library, const char *path);

#endif
