#ifndef BACKSTEP_APP_WINDOW_H
#define BACKSTEP_APP_WINDOW_H

/* The window: events become actions, and what an action changed is painted. It sleeps while
 * nothing happens. */

#include "session/session.h"

#include <stdbool.h>

struct window_options {
    const char *fonts; /* folder */
    int width, height; /* of the window at first; 0: 1280 x 720, or what fits on the screen */
    bool is_full_screen;
};

enum window_end {
    WINDOW_CLOSED,     /* the reader quit */
    WINDOW_NO_DISPLAY, /* there is nothing to show a window on */
    WINDOW_FAILED
};

/* Shows the session until the reader quits. Unless it is CLOSED, *reterr is one line (static or
 * the session's process's, valid until the next call) that says why. */
enum window_end window_run(struct session *session, const struct window_options *options,
                           const char **reterr);

#endif
