#ifndef BACKSTEP_CLI_SAY_H
#define BACKSTEP_CLI_SAY_H

/* What goes to standard error, a line each: the format and what is put into it are in English and
 * come out in the language (base/message.h), and nothing that came from outside can move the
 * terminal's cursor. */

#include "base/language.h"

/* "backstep: MESSAGE" */
void say(enum language language, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* "FILE: error: MESSAGE" */
void say_of(enum language language, const char *file, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* "MESSAGE" */
void say_more(enum language language, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
