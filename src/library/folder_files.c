#include "library/folder_files.h"

#include "base/memory.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_FILES = 1000 };

bool folder_files_is_folder(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_lesson_name(const char *name) {
    size_t length = strlen(name);
    return length > 5 && strcmp(name + length - 5, ".json") == 0 && name[0] != '.' &&
           strstr(name, ".schema.") == NULL && strcmp(name, "courses.json") != 0;
}

/* Adds the .json files of a folder, and with depth those of the folders in it: "delta/softmax.json"
 * is found as such. prefix is "" or ends in a slash. *.schema.json are no lessons. */
static void add_json_files(struct folder_files *list, const char *folder, const char *prefix,
                           int depth) {
    const char *path =
        text_format(list->arena, "%s%s%s", folder, *prefix != '\0' ? "/" : "", prefix);
    DIR *directory = opendir(path);
    if (directory == NULL) {
        memory_check_errno();
        if (errno != ENOENT) { /* what is not there is empty */
            list->unread =
                text_format(list->arena, "cannot read the folder %s: %s", path, strerror(errno));
        }
        return;
    }
    for (struct dirent *entry; (entry = readdir(directory)) != NULL && list->count < MOST_FILES;) {
        const char *name = text_format(list->arena, "%s%s", prefix, entry->d_name);
        if (is_lesson_name(entry->d_name)) {
            list->names[list->count++] = name;
        } else if (depth > 0 && entry->d_name[0] != '.' &&
                   folder_files_is_folder(text_format(list->arena, "%s/%s", folder, name))) {
            add_json_files(list, folder, text_format(list->arena, "%s/", name), depth - 1);
        }
    }
    closedir(directory);
}

struct folder_files folder_files_read(struct arena *arena, const char *folder) {
    struct folder_files list = {arena, ARENA_ARRAY(arena, const char *, MOST_FILES), 0, NULL};
    add_json_files(&list, folder, "", 1);
    qsort(list.names, list.count, sizeof *list.names, compare_names);
    return list;
}
