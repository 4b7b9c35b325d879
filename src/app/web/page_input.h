#ifndef BACKSTEP_APP_WEB_PAGE_INPUT_H
#define BACKSTEP_APP_WEB_PAGE_INPUT_H

/* What the page has heard, as events of the loop. */

#include "session/key_table.h"

#include <stdbool.h>

/* A key, pressed or held down. */
void page_input_press(struct key key, bool is_repeat);

/* Text that is typed or pasted: UTF-8. */
void page_input_text(const char *text);

/* The pointer, in units of the page. */
enum page_pointer { POINTER_MOVED, POINTER_DOWN, POINTER_UP, POINTER_LEFT, POINTER_WHEEL };

/* x and y are its place; of the wheel, y is whether it turns up (1) or down (-1). */
void page_input_point(enum page_pointer kind, int x, int y);

/* The canvas has another size. */
void page_input_resized(void);

#endif
