/* Each NAME.json in tests/bad is refused with exactly the text of NAME.expected. */
#include "test.h"

#include "base/file.h"
#include "base/text.h"
#include "lesson/lesson.h"

#include <dirent.h>

enum { FEWEST = 120, MOST_BYTES = 8 * 1024 * 1024 };

static const char *root;

static const char *const notations[] = {"four", "ladder", "delta", "mlbook", "layer"};
static const struct lesson_context context = {notations, TEST_COUNT(notations)};

static struct file_content read_file(struct arena *arena, const char *path) {
    struct file_content content = {.bytes = ""};
    const char *message = NULL;
    if (!file_read(arena, path, MOST_BYTES, &content, &message)) {
        test_failures++;
        printf("# %s\n", message);
    }
    return content;
}

static void check_file(const char *folder, const char *name) {
    struct arena *arena = arena_create();
    struct file_content lesson = read_file(arena, text_format(arena, "%s/%s", folder, name));
    int stem = (int)(strlen(name) - strlen(".json"));
    struct file_content expected =
        read_file(arena, text_format(arena, "%s/%.*s.expected", folder, stem, name));
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    if (lesson_read(arena, lesson.bytes, lesson.length, &context, &diagnostics) != NULL) {
        test_failures++;
        printf("# %s is accepted\n", name);
    }
    const char *printed = diagnostics_print(&diagnostics, name, lesson.bytes, lesson.length);
    EXPECT_STRING(printed, expected.bytes);
    arena_destroy(arena);
}

static bool is_lesson(const char *name) {
    size_t length = strlen(name);
    return length > 5 && strcmp(name + length - 5, ".json") == 0;
}

static void test_bad_lessons(void) {
    struct arena *arena = arena_create();
    const char *path = text_format(arena, "%s/tests/bad", root);
    DIR *folder = opendir(path);
    EXPECT(folder != NULL);
    int found = 0;
    for (struct dirent *entry = folder != NULL ? readdir(folder) : NULL; entry != NULL;
         entry = readdir(folder)) {
        if (is_lesson(entry->d_name)) {
            check_file(path, entry->d_name);
            found++;
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
    printf("# %d bad lessons\n", found);
    EXPECT(found >= FEWEST);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    static const struct test tests[] = {
        {"every bad lesson is refused in the expected words", test_bad_lessons},
    };
    return test_run(tests, TEST_COUNT(tests));
}
