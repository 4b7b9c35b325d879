#ifndef BACKSTEP_APP_VIDEO_H
#define BACKSTEP_APP_VIDEO_H

/* SDL's connection to a display: which of its drivers finds one, and what is said when the display
 * goes away. There is one at most in the program. */

#include "base/text.h"
#include "lesson/lesson.h"

#include <stdbool.h>

/* Connects with the first driver that finds a display, or with the one that SDL_VIDEODRIVER asks
 * for. False when there is none; SDL_GetError says what the last driver said. A signal to end, or
 * the loss of an X server, ends the program from then on: with status 0, and with status 3 and a
 * line on stderr in that language. */
bool video_open(enum language language);

/* The same with the next driver behind the one that is open, which cannot show a window. */
bool video_open_next(void);

/* Ends what video_open began; the windows are closed by then. */
void video_close(void);

#endif
