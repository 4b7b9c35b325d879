#ifndef BACKSTEP_CLI_WAIT_LINE_H
#define BACKSTEP_CLI_WAIT_LINE_H

/* How far something long has come, on standard error: nothing in its first second; then, on a
 * terminal, one line that is written over, and elsewhere a line every ten seconds. */

#include <stdbool.h>

struct wait_line {
    double begin, said; /* seconds */
    bool is_terminal, is_shown;
};

/* Starts the clock; says nothing yet. */
struct wait_line wait_line_begin(void);

/* So many pictures of all are there. */
void wait_line_say(struct wait_line *line, long done, long all);

/* Ends the line on the terminal, if there is one. */
void wait_line_end(struct wait_line *line);

#endif
