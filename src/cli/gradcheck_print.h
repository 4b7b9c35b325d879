#ifndef BACKSTEP_CLI_GRADCHECK_PRINT_H
#define BACKSTEP_CLI_GRADCHECK_PRINT_H

/* A gradient check as a table on standard output: a line for each parameter tensor, under it those
 * of its elements that failed or were asked for, and the totals. */

#include "checks/gradcheck.h"
#include "cli/options.h"

/* Prints a row for each parameter that was asked for, in the language of the options. */
void gradcheck_print_all(struct arena *arena, const struct program *program,
                         const struct gradcheck *check, const struct options *options);

#endif
