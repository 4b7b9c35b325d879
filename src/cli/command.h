#ifndef BACKSTEP_CLI_COMMAND_H
#define BACKSTEP_CLI_COMMAND_H

/* What the program can be asked to do: the word behind its name. */

enum command {
    COMMAND_WINDOW, /* no command word: the window, on a lesson if one is named */
    COMMAND_NEW,
    COMMAND_CHECK,
    COMMAND_TRACE,
    COMMAND_TEXT,
    COMMAND_GRADCHECK,
    COMMAND_RENDER,
    COMMAND_LIST,
    COMMAND_FORMULAS,
    COMMAND_ERRATA,
    COMMAND_DIAGNOSE,
    COMMAND_ASK,
    COMMAND_PROGRESS,
    COMMAND_COUNT
};

#endif
