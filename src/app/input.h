#ifndef BACKSTEP_APP_INPUT_H
#define BACKSTEP_APP_INPUT_H

/* SDL's key events as the keys of the one key table. */

#include "session/action.h"

#include <SDL.h>

/* The key of an event. What a key types counts for characters: "?" where the layout has it; a
 * letter's name is the same with and without Shift or Caps Lock. */
struct key input_key(const SDL_KeyboardEvent *event);

#endif
