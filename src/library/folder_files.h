#ifndef BACKSTEP_LIBRARY_FOLDER_FILES_H
#define BACKSTEP_LIBRARY_FOLDER_FILES_H

/* The .json files of a folder, for the library. */

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct folder_files {
    struct arena *arena;
    const char **names; /* below the folder: "delta/05-deep.json" */
    size_t count;
    const char *unread; /* why a folder could not be read, in English; NULL: all were */
};

/* False too where nothing is there. */
bool folder_files_is_folder(const char *path);

/* The lessons or notations in a folder and one level below it, sorted. Schemas and the list of
 * courses are neither. */
struct folder_files folder_files_read(struct arena *arena, const char *folder);

#endif
