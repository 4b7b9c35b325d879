/* The list of courses and the lessons beside it agree; a lesson is found by each of its names; a
 * list that is wrong says where. */
#include "engine_fixture.h"

#include "library/courses.h"
#include "library/folder_files.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *root;

static struct courses shipped(struct arena *arena) {
    const char *error = NULL;
    struct courses courses = courses_read(arena, root, LANGUAGE_ENGLISH, &error);
    if (error != NULL) {
        test_print_text("courses", error);
    }
    EXPECT(error == NULL);
    return courses;
}

static bool is_in(const char *lesson, const struct course *course) {
    size_t length = strlen(course->folder);
    return strncmp(lesson, course->folder, length) == 0 && lesson[length] == '/';
}

/* Every lesson is in one course, and every course has lessons. */
static void test_agree(void) {
    struct arena *arena = arena_create();
    struct courses courses = shipped(arena);
    struct folder_files files = folder_files_read(arena, text_format(arena, "%s/lessons", root));
    EXPECT_INT(courses.count, 6);
    size_t found = 0;
    for (size_t c = 0; c < courses.count; c++) {
        size_t lessons = 0;
        for (size_t i = 0; i < files.count; i++) {
            lessons += is_in(files.names[i], &courses.items[c]);
        }
        EXPECT(lessons >= 5);
        found += lessons;
    }
    EXPECT_INT(found, files.count);
    arena_destroy(arena);
}

static void test_names(void) {
    static const struct {
        const char *name, *lesson;
    } cases[] = {
        {"xor", "beyond/02-xor.json"},
        {"ladder/neurons", "ladder/04-neurons.json"},
        {"ladder/neurons.json", "ladder/04-neurons.json"},
        {"ladder/04-neurons", "ladder/04-neurons.json"},
        {"beyond/iris", "beyond/09-iris.json"},
        {"delta/softmax", "delta/04-last.json"},
        {"ladder/neuron", NULL},
        {"neurons", NULL},
        {"ladder/", NULL},
        {"", NULL},
    };
    struct arena *arena = arena_create();
    struct courses courses = shipped(arena);
    struct folder_files files = folder_files_read(arena, text_format(arena, "%s/lessons", root));
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        const char *found = courses_find(&courses, files.names, files.count, cases[i].name);
        EXPECT_STRING(found != NULL ? found : "none",
                      cases[i].lesson != NULL ? cases[i].lesson : "none");
    }
    for (size_t i = 0; i < courses.renamed_count; i++) {
        const struct lesson_name *renamed = &courses.renamed[i];
        const char *found = courses_find(&courses, files.names, files.count, renamed->old);
        EXPECT_STRING(found != NULL ? found : "none", text_format(arena, "%s.json", renamed->name));
    }
    /* every lesson of the tests had one of the earlier names */
    struct folder_files earlier =
        folder_files_read(arena, text_format(arena, "%s/tests/lessons", root));
    EXPECT(earlier.count > 20);
    for (size_t i = 0; i < earlier.count; i++) {
        const char *old = arena_copy_text(arena, earlier.names[i], strlen(earlier.names[i]) - 5);
        if (courses_find(&courses, files.names, files.count, old) == NULL) {
            test_failures++;
            printf("# %s is found no more\n", old);
        }
    }
    arena_destroy(arena);
}

/* What is misspelled is near to a name by which a lesson is found, or to a course. */
static void test_misspelled(void) {
    static const struct {
        const char *word, *near;
    } cases[] = {
        {"xro", "xor"},
        {"beyond/irsi", "beyond/iris"},
        {"ladder/04-neuron", "ladder/04-neurons"},
        {"ldader", "ladder"},
        {"something", NULL},
    };
    struct arena *arena = arena_create();
    struct courses courses = shipped(arena);
    struct folder_files files = folder_files_read(arena, text_format(arena, "%s/lessons", root));
    size_t count;
    const char *const *names = courses_names(&courses, arena, files.names, files.count, &count);
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        const char *near = text_nearest(cases[i].word, names, count);
        EXPECT_STRING(near != NULL ? near : "none", cases[i].near != NULL ? cases[i].near : "none");
    }
    arena_destroy(arena);
}

/* The first line of what is said of a list. */
static const char *fault(struct arena *arena, enum language language, const char *text) {
    char folder[] = "/tmp/backstep-courses-XXXXXX";
    EXPECT(mkdtemp(folder) != NULL);
    const char *lessons = text_format(arena, "%s/lessons", folder);
    const char *path = text_format(arena, "%s/courses.json", lessons);
    EXPECT(mkdir(lessons, 0700) == 0);
    FILE *file = fopen(path, "wb");
    EXPECT(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
    const char *error = NULL;
    struct courses courses = courses_read(arena, folder, language, &error);
    EXPECT(unlink(path) == 0 && rmdir(lessons) == 0 && rmdir(folder) == 0);
    EXPECT(error == NULL || courses.count == 0);
    return error == NULL
               ? ""
               : arena_copy_text(arena, error + strlen(path), strcspn(error, "\n") - strlen(path));
}

static void test_faults(void) {
    struct arena *arena = arena_create();
    static const char good[] =
        "{\"format\": 1, \"courses\": [{\"folder\": \"a\", \"title\": \"A\", "
        "\"goal\": \"B\"}]}";
    EXPECT_STRING(fault(arena, LANGUAGE_ENGLISH, good), "");
    EXPECT_STRING(fault(arena, LANGUAGE_ENGLISH, "{\"format\": 1}"),
                  ":1:1: error: expected a key \"courses\", found none");
    EXPECT_STRING(fault(arena, LANGUAGE_ENGLISH, "{\"format\": 1, \"courses\": []}"),
                  ":1:26: error: /courses: expected an array of courses, found an empty one");
    EXPECT_STRING(fault(arena, LANGUAGE_CHINESE, "{\"format\": 1, \"courses\": []}"),
                  ":1:26: 错误: /courses: 应为课程的数组，实为空数组");
    EXPECT_STRING(
        fault(arena, LANGUAGE_ENGLISH, "{\"format\": 1,"),
        ":1:14: error: expected a member's name in double quotes, found the end of the file");
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    static const struct test tests[] = {
        {"courses and lessons agree", test_agree},
        {"a lesson by each of its names", test_names},
        {"what is misspelled", test_misspelled},
        {"what is wrong with a list", test_faults},
    };
    return test_run(tests, TEST_COUNT(tests));
}
