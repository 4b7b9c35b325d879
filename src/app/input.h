#ifndef BACKSTEP_APP_INPUT_H
#define BACKSTEP_APP_INPUT_H

/* SDL's key events as the keys of the one key table, whatever the keyboard's layout. A letter is
 * what stands on the key, and its place where the layout has no such letter (Cyrillic, Greek); any
 * other character is what the key types, with Shift or AltGr. Input methods are not asked. */

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

#endif
