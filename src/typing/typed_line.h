#ifndef BACKSTEP_TYPING_TYPED_LINE_H
#define BACKSTEP_TYPING_TYPED_LINE_H

/* A line of text that a reader types: its letters, the caret, what is selected, what an input
 * method has not yet written, and the way back. It knows neither keys nor pixels. Places are bytes
 * of the text, always between two clusters (cluster.h); the text is strict UTF-8 on one line. */

#include <stdbool.h>
#include <stddef.h>

enum {
    TYPED_MOST = 400,     /* bytes of the text */
    TYPED_MOST_UNDO = 24, /* states that are kept */
    TYPED_MOST_COMPOSED = 120
};

struct typed_state {
    char text[TYPED_MOST + 1];
    size_t length, caret, anchor; /* what is selected is between the two */
};

struct typed_line {
    struct typed_state now;
    /* What an input method shows at the caret and has not written: "" for nothing. */
    char composed[TYPED_MOST_COMPOSED + 1];
    size_t composed_caret; /* bytes of it */
    /* States before the present one, and behind it those that were undone. */
    struct typed_state undo[TYPED_MOST_UNDO];
    size_t undo_count, undone_count;
    bool is_typing; /* the letters that follow belong to the same state of undo */
};

/* Where a caret can go to. */
enum typed_move {
    TYPED_LEFT,
    TYPED_RIGHT,
    TYPED_WORD_LEFT,
    TYPED_WORD_RIGHT,
    TYPED_HOME,
    TYPED_END,
    TYPED_MOVE_COUNT
};

/* An empty line, without a way back. */
void typed_line_begin(struct typed_line *line);

/* Another text in place of all; it can be undone. Returns as typed_line_insert. */
bool typed_line_replace(struct typed_line *line, const char *text);

/* Puts a text in place of what is selected, the caret behind it. Line ends and tabs are spaces,
 * other control characters and what is no UTF-8 are left out; what does not fit any more is cut off
 * between two clusters. Returns whether anything has changed. */
bool typed_line_insert(struct typed_line *line, const char *text);

/* Deletes what is selected, or else from the caret to where the move leads. */
bool typed_line_delete(struct typed_line *line, enum typed_move to);

/* Moves the caret; `selects` leaves the anchor. Without it, a selection is left at the side that
 * the move goes to. */
bool typed_line_move(struct typed_line *line, enum typed_move to, bool selects);

/* Puts the caret at the boundary at or before a byte, as a click does. */
bool typed_line_put_caret(struct typed_line *line, size_t at, bool selects);

/* False where that changes nothing. */
bool typed_line_select_all(struct typed_line *line);

/* The bytes that are selected; *ret_begin == *ret_end: none. */
void typed_line_selection(const struct typed_line *line, size_t *ret_begin, size_t *ret_end);

/* Writes what is selected into a buffer of TYPED_MOST + 1 bytes; "" for nothing. */
void typed_line_copy(const struct typed_line *line, char *ret);

/* One change back, and one that was taken back forward again; false where there is none. */
bool typed_line_undo(struct typed_line *line);
bool typed_line_redo(struct typed_line *line);

/* What the input method shows now, and its caret in bytes; "" takes it away. */
bool typed_line_compose(struct typed_line *line, const char *text, size_t caret);

/* The text as it is seen, what is composed in its place: TYPED_MOST + TYPED_MOST_COMPOSED + 1 bytes
 * in ret. *ret_caret is where the caret is in it; what is composed begins at *ret_begin and ends at
 * *ret_end. */
void typed_line_seen(const struct typed_line *line, char *ret, size_t *ret_caret, size_t *ret_begin,
                     size_t *ret_end);

/* Where a move leads to from a byte. */
size_t typed_line_move_from(const struct typed_state *state, size_t at, enum typed_move move);

#endif
