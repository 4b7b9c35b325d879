#ifndef BACKSTEP_TESTS_BAD_FILES_H
#define BACKSTEP_TESTS_BAD_FILES_H

/* A folder of files that are wrong: each NAME.json is refused with exactly the text of
 * NAME.expected, and in Chinese with no message in English. */

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

/* How many English words stand one behind the other outside of double quotes, at most. */
static inline int bad_files_english_run(const char *text) {
    int longest = 0, run = 0;
    bool is_quoted = false;
    for (const char *c = text; *c != '\0';) {
        size_t letters = strspn(c, "abcdefghijklmnopqrstuvwxyz");
        if (letters == 0) {
            is_quoted = is_quoted != (*c == '"');
            run = *c == ' ' ? run : 0;
            c++;
            continue;
        }
        run += letters > 1 && !is_quoted;
        longest = run > longest ? run : longest;
        c += letters;
    }
    return longest;
}

/* Every message of a text that was printed in Chinese is in Chinese. */
static inline void bad_files_expect_chinese(struct arena *arena, const char *printed) {
    static const char mark[] = ": 错误: ";
    for (const char *at = strstr(printed, mark); at != NULL; at = strstr(at, mark)) {
        at += strlen(mark);
        const char *line = arena_copy_text(arena, at, strcspn(at, "\n"));
        const char *message = *line == '/' ? strstr(line, ": ") : line;
        bool is_chinese = false;
        for (const char *c = message; c != NULL && *c != '\0'; c++) {
            is_chinese = is_chinese || ((unsigned char)*c >= 0xE4 && (unsigned char)*c <= 0xE9);
        }
        if (!is_chinese || bad_files_english_run(message) > 1) {
            test_failures++;
            printf("# not in Chinese: %s\n", line);
        }
    }
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
    diagnostics.language = LANGUAGE_CHINESE;
    printed = diagnostics_print(&diagnostics, name, content.bytes, content.length);
    bad_files_expect_chinese(arena, printed);
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
