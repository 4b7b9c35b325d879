#ifndef BACKSTEP_CLI_NOTES_NAMES_PRINT_H
#define BACKSTEP_CLI_NOTES_NAMES_PRINT_H

/* The names that authors write, on the terminal. */

#include "base/language.h"
#include "notation/notation.h"

/* Tables of the notation's operations, tensors and derivations: what a lesson and a formula call
 * each of them, and what it is. */
void names_print(const struct notation *notation, enum language language);

#endif
