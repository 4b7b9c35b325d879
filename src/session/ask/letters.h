#ifndef BACKSTEP_SESSION_ASK_LETTERS_H
#define BACKSTEP_SESSION_ASK_LETTERS_H

/* Options as somebody names them: "b", "B", "2", "b, a, c", "BAC". */

#include "checks/answer/answer_number.h"

/* Which of `count` options is meant, from 0. False with *fault where it is none of them. */
bool letters_read_one(const char *text, size_t count, size_t *ret, struct answer_fault *fault);

/* All of `count` options (26 at most), each once, in the order that is typed. */
bool letters_read_all(const char *text, size_t count, size_t *ret, struct answer_fault *fault);

#endif
