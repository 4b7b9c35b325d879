/* Each NAME.json in tests/bad is refused with exactly the text of NAME.expected. */
#include "bad_files.h"

#include "lesson/lesson.h"

enum { FEWEST = 120 };

static const char *root;

static const char *const notations[] = {"four", "ladder", "delta", "mlbook", "layer"};
static const struct lesson_context context = {notations, TEST_COUNT(notations)};

static bool accepts(struct arena *arena, const char *bytes, size_t length,
                    struct diagnostics *diagnostics) {
    return lesson_read(arena, bytes, length, &context, diagnostics) != NULL;
}

static void test_bad_lessons(void) {
    struct arena *arena = arena_create();
    bad_files_check(text_format(arena, "%s/tests/bad", root), FEWEST, accepts);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    static const struct test tests[] = {
        {"every bad lesson is refused in the expected words", test_bad_lessons},
    };
    return test_run(tests, TEST_COUNT(tests));
}
