#ifndef BACKSTEP_TESTS_BAD_FILES_H
#define BACKSTEP_TESTS_BAD_FILES_H

/* A folder of files that are wrong: each NAME.json is refused with exactly the text of
 * NAME.expected. */

#include "test.h"

#include "base/diagnostic.h"
#include "base/file.h"
#include "base/text.h"

#include <dirent.h>

enum { BAD_FILES_MOST_BYTES = 8 * 1024 * 1024 };

/* True when the reader accepts the bytes. */
typedef bool bad_files_reader(struct arena *arena, const char *bytes, size_t length,
                              struct diagnostics *diagnostics);

static inline struct file_content bad_files_read(struct arena *arena, const char *path) {
    struct file_content content = {.bytes = ""};
    const char *message = NULL;
    if (!file_read(arena, path, BAD_FILES_MOST_BYTES, &content, &message)) {
        test_failures++;
        printf("# %s\n", message);
    }
    return content;
}

static inline void bad_files_check_file(const char *folder, const char *name,
                                        bad_files_reader *accepts) {
    struct arena *arena = arena_create();
    struct file_content content = bad_files_read(arena, text_format(arena, "%s/%s", folder, name));
    int stem = (int)(strlen(name) - strlen(".json"));
    struct file_content expected =
        bad_files_read(arena, text_format(arena, "%s/%.*s.expected", folder, stem, name));
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    if (accepts(arena, content.bytes, content.length, &diagnostics)) {
        test_failures++;
        printf("# %s is accepted\n", name);
    }
    const char *printed = diagnostics_print(&diagnostics, name, content.bytes, content.length);
    EXPECT_STRING(printed, expected.bytes);
    arena_destroy(arena);
}

/* Checks every file of a folder, which must hold at least `fewest`. */
static inline void bad_files_check(const char *folder, int fewest, bad_files_reader *accepts) {
    DIR *directory = opendir(folder);
    EXPECT(directory != NULL);
    int found = 0;
    for (struct dirent *entry = directory != NULL ? readdir(directory) : NULL; entry != NULL;
         entry = readdir(directory)) {
        size_t length = strlen(entry->d_name);
        if (length > 5 && strcmp(entry->d_name + length - 5, ".json") == 0) {
            bad_files_check_file(folder, entry->d_name, accepts);
            found++;
        }
    }
    if (directory != NULL) {
        closedir(directory);
    }
    printf("# %d bad files\n", found);
    EXPECT(found >= fewest);
}

#endif
