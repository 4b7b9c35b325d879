#ifndef BACKSTEP_CLI_NOTES_DERIVATIONS_PRINT_H
#define BACKSTEP_CLI_NOTES_DERIVATIONS_PRINT_H

/* The proofs of a note, on the terminal. */

#include "engine/program.h"

/* Each derivation of the notation, line by line in the note's letters, as it is written in the file
 * and in LaTeX, with its reason; program: what each line is worth in a lesson, or NULL. */
void derivations_print(const struct notation *notation, const struct program *program,
                       enum language language);

#endif
