#ifndef BACKSTEP_LIBRARY_JOURNAL_SETTINGS_FILE_H
#define BACKSTEP_LIBRARY_JOURNAL_SETTINGS_FILE_H

/* How the reader last wanted to see lessons, kept in settings.json of the reader's own folder. The
 * file is untrusted like any other; what is not ours in it survives. */

#include "base/arena.h"
#include "session/settings.h"

#include <stdbool.h>

/* What is kept; what is not is left to the program. */
struct kept_settings {
    bool has_language, has_theme, has_motion;
    enum language language;
    enum theme_id theme;
    bool is_motion_on;
    int text_scale, decimals; /* 0: not kept */
    int width, height;        /* of the window, pixels; 0: not kept */
    const char *notation;     /* an id; NULL: each lesson's own */
};

enum {
    SETTINGS_MOST_BYTES = 1 << 20,
    SETTINGS_LEAST_SIDE = 320, /* of the window */
    SETTINGS_MOST_SIDE = 16384
};

/* The file's path in the arena; NULL where the system names no place for it. */
const char *settings_file_path(struct arena *arena);

/* Reads the file; without one nothing is kept. What is wrong in it is left out, and *reterr is the
 * text to print, lines ended; else NULL. The arena holds the result. */
struct kept_settings settings_file_read(struct arena *arena, const char *path,
                                        enum language language, const char **reterr);

/* Puts these in the place of the file, whose other members are kept; one that is not JSON stays
 * beside it as settings.json.old. False with errno where it cannot be written. */
bool settings_file_write(struct arena *arena, const char *path,
                         const struct kept_settings *settings);

/* Whether both would be kept as the same file. */
bool settings_file_equal(const struct kept_settings *a, const struct kept_settings *b);

#endif
