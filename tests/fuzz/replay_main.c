/* Feeds every file of the folders that are named to a fuzz target: the corpus as a test, without
 * libFuzzer. TAP on stdout; a target that finds a fault aborts. */
#include "fuzz_target.h"

#include "base/file.h"
#include "base/text.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BYTES = 8 * 1024 * 1024 };

/* The file's bytes are copied to a block of their size, so that a sanitizer sees a read beyond. */
static bool replay_file(struct arena *arena, const char *path) {
    struct file_content content;
    const char *message = NULL;
    if (!file_read(arena, path, MOST_BYTES, &content, &message)) {
        printf("# %s\n", message);
        return false;
    }
    uint8_t *bytes = malloc(content.length > 0 ? content.length : 1);
    if (bytes == NULL) {
        return false;
    }
    memcpy(bytes, content.bytes, content.length);
    LLVMFuzzerTestOneInput(bytes, content.length);
    free(bytes);
    return true;
}

static int replay_folder(const char *path) {
    DIR *folder = opendir(path);
    if (folder == NULL) {
        return 0;
    }
    int count = 0;
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        struct arena *arena = arena_create();
        if (entry->d_name[0] != '.' &&
            replay_file(arena, text_format(arena, "%s/%s", path, entry->d_name))) {
            count++;
        }
        arena_destroy(arena);
    }
    closedir(folder);
    return count;
}

int main(int argc, char **argv) {
    int failed = 0;
    printf("1..%d\n", argc - 1);
    for (int i = 1; i < argc; i++) {
        int count = replay_folder(argv[i]);
        failed += count == 0;
        printf("%s %d - %d files of %s\n", count > 0 ? "ok" : "not ok", i, count, argv[i]);
        fflush(stdout);
    }
    return failed > 0;
}
