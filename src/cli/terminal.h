#ifndef BACKSTEP_CLI_TERMINAL_H
#define BACKSTEP_CLI_TERMINAL_H

/* Columns of a terminal, in which Chinese characters take two. */

/* How many columns a text takes. */
int terminal_width(const char *text);

/* How many blanks bring a text to that many columns; 0 when it is wider. */
int terminal_padding(const char *text, int columns);

#endif
