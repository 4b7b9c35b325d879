/* Each NAME.json in tests/bad is refused with exactly the text of NAME.expected. */
#include "bad_files.h"

#include "lesson/lesson.h"

enum { FEWEST = 120 };

static const char *root;

/* What stands beside the lessons. */
static bool read_beside(void *owner, struct arena *arena, const char *name,
                        struct diagnostic_source *ret, const char **reterr) {
    (void)owner;
    const char *path = text_format(arena, "%s/tests/bad/%s", root, name);
    struct file_content content;
    if (!file_read(arena, path, LESSON_MOST_BYTES, &content, reterr)) {
        *reterr = text_format(arena, "cannot read %s: No such file or directory", name);
        return false;
    }
    *ret = (struct diagnostic_source){name, content.bytes, content.length};
    return true;
}

static const char *const notations[] = {"four", "ladder", "delta", "mlbook", "layer"};
static struct lesson_context context = {
    .notation_ids = notations, .notation_count = TEST_COUNT(notations), .read_beside = read_beside};

/* The shipped one of an index: names in a script are looked up in it. */
static const struct notation *read_notation(void *arena, size_t index) {
    static const struct notation *found[TEST_COUNT(notations)];
    if (found[index] == NULL) {
        struct file_content content = bad_files_read(
            arena, text_format(arena, "%s/assets/notations/%s.json", root, notations[index]));
        struct diagnostics diagnostics;
        diagnostics_begin(&diagnostics, arena);
        found[index] = notation_read(arena, content.bytes, content.length, &diagnostics);
        EXPECT(found[index] != NULL);
    }
    return found[index];
}

static bool accepts(struct arena *arena, const char *bytes, size_t length,
                    struct diagnostics *diagnostics) {
    return lesson_read(arena, bytes, length, &context, diagnostics) != NULL;
}

static void test_bad_lessons(void) {
    struct arena *arena = arena_create();
    context.notations = (struct notation_source){read_notation, arena};
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
