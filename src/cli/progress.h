#ifndef BACKSTEP_CLI_PROGRESS_H
#define BACKSTEP_CLI_PROGRESS_H

/* How far something long has come, on standard error: nothing in its first second; then, on a
 * terminal, one line that is written over, and elsewhere a line every ten seconds. */

#include <stdbool.h>

struct progress {
    double begin, said; /* seconds */
    bool is_terminal, is_shown;
};

struct progress progress_begin(void);

/* So many pictures of all are there. */
void progress_say(struct progress *progress, long done, long all);

/* Ends the line on the terminal, if there is one. */
void progress_end(struct progress *progress);

#endif
