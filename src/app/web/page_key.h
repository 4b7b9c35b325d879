#ifndef BACKSTEP_APP_WEB_PAGE_KEY_H
#define BACKSTEP_APP_WEB_PAGE_KEY_H

/* A browser's key events as the keys of the one key table, and which of them are the program's: a
 * page takes no key that its browser has a use for. */

#include "session/key_table.h"

/* Modifier keys that are held down, as bits. */
enum page_modifier {
    PAGE_SHIFT = 1,
    PAGE_CONTROL = 2,
    PAGE_ALT = 4,
    PAGE_META = 8,
    PAGE_ALT_GRAPH = 16
};

/* The key of an event: `key` is what it says it means ("ArrowLeft", "d", "Д"), `code` where on the
 * keyboard it is ("KeyD"). A letter is what is typed, and its place where that is no Latin letter;
 * KEY_NONE for what the program has no name for, and for keys that an input method takes. */
struct key page_key_read(const char *key, const char *code, unsigned modifiers);

/* Whether a browser has a use for the key or the program in it has none: reloading, zooming, the
 * browser's own full screen, and quitting, which a page cannot. */
bool page_key_is_browsers(struct key key);

/* Whether any key of a row of the table is the program's in a page. */
bool page_key_has_row(const struct key_row *row);

#endif
