#ifndef BACKSTEP_CLI_COMPLETION_SHELL_H
#define BACKSTEP_CLI_COMPLETION_SHELL_H

/* The shells whose words can be completed. */

enum completion_shell { SHELL_BASH, SHELL_ZSH, SHELL_FISH, COMPLETION_SHELL_COUNT };
extern const char *const completion_shell_names[COMPLETION_SHELL_COUNT]; /* "bash", ... */

#endif
