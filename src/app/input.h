#ifndef BACKSTEP_APP_INPUT_H
#define BACKSTEP_APP_INPUT_H

/* SDL's key events as the keys of the one key table, whatever the keyboard's layout. A letter is
 * what stands on the key, and its place where the layout has no such letter (Cyrillic, Greek); any
 * other character is what the key types, with Shift or AltGr. Input methods are asked only while a
 * text is typed. */

#include "session/key_table.h"

#include <SDL.h>

struct input_key {
    struct key key;
    bool is_repeat; /* the key is held down */
};

/* Once, when SDL's video is open. */
void input_open(void);

/* The key of an event; false when the event is not about one. */
bool input_take(const SDL_Event *event, struct input_key *ret);

/* While `where` is not NULL a text is typed there, in the window's units: what keys and input
 * methods write comes as text, too. NULL: keys are keys. */
void input_type(const SDL_Rect *where);

struct input_text {
    const char *text; /* UTF-8, the event's */
    bool is_composed; /* an input method shows it and has not written it; "" takes it away */
    int caret;        /* in it, in characters; at its end where it is negative or beyond */
};

/* The text of an event; false when the event has none. */
bool input_take_text(const SDL_Event *event, struct input_text *ret);

#endif
