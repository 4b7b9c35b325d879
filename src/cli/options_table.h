#ifndef BACKSTEP_CLI_OPTIONS_TABLE_H
#define BACKSTEP_CLI_OPTIONS_TABLE_H

/* The rows that the command line is parsed from and its help written from. Only options.c and
 * help.c use them. */

#include "base/language.h"
#include "cli/command.h"

#include <stddef.h>

#define ON(command) (1u << (command))

struct command_row {
    const char *word; /* NULL: what runs without a command word */
    const char *arguments;
    const char *needs; /* what to say when there are fewer than least_files */
    size_t least_files, most_files;
    const char *summary[LANGUAGE_COUNT];
};
extern const struct command_row command_rows[COMMAND_COUNT];

enum option {
    OPTION_NOTATION,
    OPTION_ITERATIONS,
    OPTION_FORMAT,
    OPTION_OPERANDS,
    OPTION_FORMS,
    OPTION_DERIVATIONS,
    OPTION_SET,
    OPTION_LESSON,
    OPTION_ELEMENT,
    OPTION_STEP,
    OPTION_PLAIN,
    OPTION_LEVEL,
    OPTION_INSIDE,
    OPTION_FORM,
    OPTION_DERIVATION,
    OPTION_LINE,
    OPTION_MISPRINT,
    OPTION_CELL,
    OPTION_ANSWER,
    OPTION_CSV,
    OPTION_PREDICT,
    OPTION_OUTPUT,
    OPTION_SIZE,
    OPTION_SCALE,
    OPTION_THEME,
    OPTION_MOTION,
    OPTION_LANGUAGE,
    OPTION_LIST_KEYS,
    OPTION_COMPLETION,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_COUNT
};

struct option_row {
    const char *word, *short_word; /* short_word NULL: there is none */
    const char *argument;          /* NULL: takes none */
    unsigned commands;             /* bits: where it means something */
    const char *summary[LANGUAGE_COUNT];
};
extern const struct option_row option_rows[OPTION_COUNT];

#endif
