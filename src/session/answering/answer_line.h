#ifndef BACKSTEP_SESSION_ANSWERING_ANSWER_LINE_H
#define BACKSTEP_SESSION_ANSWERING_ANSWER_LINE_H

/* The line in which the question of a place is answered: what is typed, and what keys do to it. A
 * question that has no line (a cell is clicked) has keys all the same. What is returned as
 * `unsigned` are bits of enum session_change. */

#include "session/answering/answer_key.h"
#include "session/answering/answer_state.h"
#include "session/ask/session_ask.h"
#include "session/session.h"

/* How a question is answered. */
enum answer_way {
    ANSWER_WAY_TEXT,    /* a number, a shape, a sign, a formula */
    ANSWER_WAY_LETTER,  /* one of several options */
    ANSWER_WAY_LETTERS, /* all of them, in order */
    ANSWER_WAY_POINTING /* at the picture */
};
enum answer_way answer_line_way(const struct asked *asked);

/* Whether keys belong to the answer: an open question has the focus, and nothing covers it. */
bool answer_line_is_focused(const struct session *session);

/* The line as it is now: an empty one where no question is open. */
struct typed_line answer_line_get(const struct session *session);

/* Whether keys choose in the palette, and which of its signs is chosen. */
bool answer_line_is_in_palette(const struct session *session, size_t *ret_chosen);

/* Typed or pasted, in place of what is selected. Of options the last letter is the answer. */
unsigned answer_line_insert(struct session *session, const char *text);

/* What an input method shows; the caret is in characters of it, at its end where it is beyond. */
unsigned answer_line_compose(struct session *session, const char *text, int caret);

/* The caret is put at a byte, as by a click; selects: from where it was. */
unsigned answer_line_put_caret(struct session *session, size_t at, bool selects);

/* Checks what is typed, or pointed at. What was wrong is selected, so that the next answer takes
 * its place; a formula is not. */
unsigned answer_line_check(struct session *session);

/* What is selected, of TYPED_MOST + 1 bytes in ret; false where nothing is. */
bool answer_line_copy(const struct session *session, char *ret);

enum { ANSWER_PALETTE_ROW = 10 }; /* signs in a row of the palette */

/* Does what a key asks for, of those that need no clipboard; palette_count: how many signs the
 * palette of the picture has, 0: there is none. *ret_taken is the sign of it that is to be put in,
 * else -1. */
unsigned answer_line_do(struct session *session, struct answer_key key, size_t palette_count,
                        long *ret_taken);

/* The sign of the palette that a typed digit means: in the row of the chosen one, 0 is the tenth.
 * -1: it is no such digit, or keys do not choose in the palette. */
long answer_line_palette_digit(const struct session *session, const char *text,
                               size_t palette_count);

#endif
