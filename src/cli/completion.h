#ifndef BACKSTEP_CLI_COMPLETION_H
#define BACKSTEP_CLI_COMPLETION_H

/* What a shell needs to complete the words of a command line: commands, options and their values
 * from the table that is also parsed, lessons and notations asked of the program when Tab is
 * pressed. */

#include "base/text.h"
#include "cli/completion_shell.h"

/* Appends the whole script for the shell, in English. */
void completion_print(struct text_builder *text, enum completion_shell shell);

#endif
