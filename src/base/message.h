#ifndef BACKSTEP_BASE_MESSAGE_H
#define BACKSTEP_BASE_MESSAGE_H

/* Messages in the reader's language. What finds a fault says it in English, because it does not
 * know who will read it: one table has each English sentence, with its conversions, and beside it
 * the same in Chinese. The row tells where the parts of a finished message begin and end, and a
 * part that is a row itself ("an array of layers") is said in the language as well. */

#include "base/arena.h"
#include "base/language.h"

#include <stddef.h>

/* "expected %s, found %s" and "应为%1，实为%2". In English %s stands for any text and %d for a
 * number (-3, 1e100, 0x1F, U+200B's digits); in Chinese %1 to %9 is that part of the English. */
struct message_row {
    const char *in[LANGUAGE_COUNT];
};

/* A table of rows; each is of a subject. */
struct message_table {
    const struct message_row *rows;
    size_t count;
};

/* Of files, of formulas and what they run on, of the command line. */
extern const struct message_table message_file_table;
extern const struct message_table message_formula_table;
extern const struct message_table message_command_table;

/* The message in a language, in the arena; the message itself where no row says it. */
const char *message_in(struct arena *arena, enum language language, const char *message);

/* "backstep: MESSAGE" in a language as a line, ended; what would move a terminal is made visible.
 */
const char *message_line(struct arena *arena, enum language language, const char *message);

#endif
