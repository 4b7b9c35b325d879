#ifndef BACKSTEP_SESSION_KEY_TABLE_H
#define BACKSTEP_SESSION_KEY_TABLE_H

/* The one table of the keys that ask for an action. The on-screen help,
 * the hints, --list-keys, the README and the man page are written from the table. */

#include "base/text.h"
#include "session/action.h"
#include "session/strings.h"

/* Keys without a platform. A KEY_CHARACTER is what the key types, without Shift for letters:
 * "?" wherever the layout has it, "d" with or without Shift. */
enum key_name {
    KEY_NONE,
    KEY_CHARACTER,
    KEY_LEFT,
    KEY_RIGHT,
    KEY_UP,
    KEY_DOWN,
    KEY_PAGE_UP,
    KEY_PAGE_DOWN,
    KEY_HOME,
    KEY_END,
    KEY_SPACE,
    KEY_ENTER,
    KEY_BACKSPACE,
    KEY_DELETE,
    KEY_TAB,
    KEY_ESCAPE,
    KEY_F1,
    KEY_F2,
    KEY_F5,
    KEY_F11,
    KEY_NAME_COUNT
};

struct key {
    enum key_name name;
    char character; /* KEY_CHARACTER */
    bool has_shift; /* not for characters that are no letters */
    bool has_control;
};

enum { KEY_ROW_MOST = NOTATION_MOST_KEYS };

struct key_row {
    enum action action;
    enum string_id description;
    struct key keys[KEY_ROW_MOST]; /* KEY_NONE ends them */
    bool is_sequence;              /* the second key is the action after this one, and so on */
    bool is_repeated;              /* held down, the keys go on; the others act once */
    bool is_remote[KEY_ROW_MOST];  /* a presentation remote sends this key */
    bool is_of_question;           /* only while an answer is typed; else the keys are others' */
};

extern const struct key_row key_table[];
extern const size_t key_table_count;

/* What a key asks for; ACTION_NONE when nothing. */
enum action key_table_action(struct key key);

/* Whether a key that is held down asks for it again and again: steps and sizes, and nothing that
 * would only flash on and off. */
bool key_table_is_repeated(enum action action);

/* All labels of a row: "→ PageDown Space Enter"; a sequence as "1 … 5". */
const char *key_table_row_labels(struct arena *arena, const struct key_row *row);

/* The first label of the keys of an action: for hints. */
const char *key_table_label(struct arena *arena, enum action action);

/* All of them: "? F1". */
const char *key_table_labels(struct arena *arena, enum action action);

/* Appends the whole table: aligned text, or Markdown with keys as code. */
void key_table_print(struct text_builder *text, enum language language, bool as_markdown);

#endif
