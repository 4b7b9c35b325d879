#ifndef BACKSTEP_SESSION_SETTINGS_H
#define BACKSTEP_SESSION_SETTINGS_H

/* How a reader wants to see a lesson, and the limits of that. */

#include "engine/place.h"
#include "engine/program.h"
#include "lesson/lesson.h"

#include <stdbool.h>

/* Sets of colors; theme.h has them. */
enum theme_id { THEME_DARK, THEME_LIGHT, THEME_CONTRAST, THEME_COUNT };

/* The lesson may be covered, so that the class looks at the speaker. */
enum session_blank { BLANK_NOTHING, BLANK_BLACK, BLANK_WHITE };

enum {
    TEXT_SCALE_LEAST = 75, /* percent */
    TEXT_SCALE_MOST = 300,
    /* At 1920 x 1080 no text of the frame has less than 28 pixels, and none of network and board
     * where they are not too large for it. */
    TEXT_SCALE_PROJECTOR = 150,
    DECIMALS_LEAST = 1,
    DECIMALS_MOST = 12,
    DECIMALS_DEFAULT = 3
};

/* How it is seen. */
struct session_settings {
    enum language language;
    enum theme_id theme;
    int text_scale; /* percent */
    int decimals;
    enum step_level level;
    enum session_blank blank;
    bool is_help_open;
    bool is_full_screen;
    bool is_motion_reduced;
};

#endif
