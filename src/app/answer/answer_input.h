#ifndef BACKSTEP_APP_ANSWER_ANSWER_INPUT_H
#define BACKSTEP_APP_ANSWER_ANSWER_INPUT_H

/* The keyboard, its input method and the clipboard, while a question is answered. */

#include "app/input.h"
#include "app/window.h"

/* A key; false where it is not the answer's. *ret_changed: bits of enum session_change. */
bool answer_input_take_key(struct window *window, struct key key, unsigned *ret_changed);

/* What was typed, or is being composed. */
unsigned answer_input_take_text(struct window *window, const struct input_text *text);

/* Text is asked for while an answer has the focus, where its line is. To be called when anything
 * may have changed. */
void answer_input_sync(const struct window *window);

#endif
