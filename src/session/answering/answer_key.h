#ifndef BACKSTEP_SESSION_ANSWERING_ANSWER_KEY_H
#define BACKSTEP_SESSION_ANSWERING_ANSWER_KEY_H

/* What keys mean while an answer is typed: everything that writes is text then, and only what moves
 * in it, and what the question has keys for, is a key. */

#include "session/key_table.h"
#include "typing/typed_line.h"

enum answer_key_kind {
    ANSWER_KEY_OTHER, /* the key table's, as always */
    ANSWER_KEY_TEXT,  /* what it types comes by itself */
    ANSWER_KEY_MOVE,
    ANSWER_KEY_SELECT,
    ANSWER_KEY_DELETE,
    ANSWER_KEY_SELECT_ALL,
    ANSWER_KEY_COPY,
    ANSWER_KEY_CUT,
    ANSWER_KEY_PASTE,
    ANSWER_KEY_UNDO,
    ANSWER_KEY_REDO,
    ANSWER_KEY_CHECK,
    ANSWER_KEY_HINT,
    ANSWER_KEY_SKIP,
    ANSWER_KEY_LEAVE,
    ANSWER_KEY_PALETTE, /* to the palette and back */
    ANSWER_KEY_ABOVE,   /* the option above, and the one below */
    ANSWER_KEY_BELOW,
    ANSWER_KEY_KIND_COUNT
};

struct answer_key {
    enum answer_key_kind kind;
    enum typed_move to; /* MOVE, SELECT, DELETE */
};

/* What a key does in an answer; of a kind that does nothing where it is not for the answer. */
struct answer_key answer_key_read(struct key key);

#endif
