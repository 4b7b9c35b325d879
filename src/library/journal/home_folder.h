#ifndef BACKSTEP_LIBRARY_JOURNAL_HOME_FOLDER_H
#define BACKSTEP_LIBRARY_JOURNAL_HOME_FOLDER_H

/* The reader's own folders, as the XDG base directory specification places them, and writing files
 * there so that a crash at any moment leaves the old file or the new one. */

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum home_folder {
    HOME_FOLDER_CONFIG, /* $XDG_CONFIG_HOME/backstep, or ~/.config/backstep */
    HOME_FOLDER_DATA    /* $XDG_DATA_HOME/backstep, or ~/.local/share/backstep */
};

/* The folder's path in the arena, whether it is there or not; NULL: the system names none. */
const char *home_folder_path(struct arena *arena, enum home_folder which);

/* Makes the folder and those that it is in, for the reader alone. False with errno. */
bool home_folder_make(struct arena *arena, const char *path);

/* Whether there is no such file. False where that cannot be told, by a ring of links or a folder
 * that may not be looked into: reading it says why. */
bool home_folder_lacks(const char *path);

/* Puts the bytes in the place of a file: written beside it, on the disk, and renamed. A file that
 * is a link stays one: what it leads to is replaced. False with errno; the file is as it was then.
 */
bool home_folder_write(struct arena *arena, const char *path, const char *bytes, size_t length);

#endif
