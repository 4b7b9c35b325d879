#ifndef BACKSTEP_TESTS_ENGINE_FIXTURE_H
#define BACKSTEP_TESTS_ENGINE_FIXTURE_H

/* The shipped notations and lessons, and programs made of them, for the tests of the engine. What
 * should be there and is not ends the test program. */

#include "test.h"

#include "base/file.h"
#include "base/text.h"
#include "engine/program.h"

#include <dirent.h>
#include <stdlib.h>

enum { FIXTURE_MOST_NOTATIONS = 32, FIXTURE_MOST_BYTES = 8 * 1024 * 1024 };

#if defined(__SANITIZE_ADDRESS__)
#define FIXTURE_IS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define FIXTURE_IS_SANITIZED 1
#endif
#endif
#ifndef FIXTURE_IS_SANITIZED
#define FIXTURE_IS_SANITIZED 0
#endif

/* What a sweep has to find at least when it looks at one case in EVERY: all of it at every case;
 * less than its share at fewer of them, as the cases are not alike. */
#define FIXTURE_FLOOR(full, every) ((every) == 1 ? (full) : (full) / (every) / 2)

/* TAP's word for: nothing that follows would mean anything. */
static inline void fixture_bail_out(const char *what, const char *message) {
    test_print_text(what, message);
    printf("Bail out! %s\n", what);
    exit(1);
}

static inline struct file_content fixture_read(struct arena *arena, const char *path) {
    struct file_content content = {.bytes = ""};
    const char *message = NULL;
    if (!file_read(arena, path, FIXTURE_MOST_BYTES, &content, &message)) {
        fixture_bail_out(path, message);
    }
    return content;
}

static inline const struct notation *fixture_notation_of_text(struct arena *arena, const char *name,
                                                              const char *text, size_t length) {
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    const struct notation *notation = notation_read(arena, text, length, &diagnostics);
    if (notation == NULL) {
        fixture_bail_out(name, diagnostics_print(&diagnostics, name, text, length));
    }
    return notation;
}

struct fixture_notation {
    const char *file; /* "four.json" */
    struct file_content text;
    const struct notation *notation;
};

struct fixture_notations {
    struct fixture_notation items[FIXTURE_MOST_NOTATIONS];
    size_t count;
};

static inline int fixture_compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of the lessons or notations in a folder, sorted. */
static inline size_t fixture_json_files(struct arena *arena, const char *path, const char **names,
                                        size_t most) {
    size_t count = 0;
    DIR *folder = opendir(path);
    for (struct dirent *entry = folder != NULL ? readdir(folder) : NULL;
         entry != NULL && count < most; entry = readdir(folder)) {
        size_t length = strlen(entry->d_name);
        bool is_other =
            strstr(entry->d_name, ".schema.") != NULL || strcmp(entry->d_name, "courses.json") == 0;
        if (length > 5 && strcmp(entry->d_name + length - 5, ".json") == 0 && !is_other) {
            names[count++] = arena_copy_text(arena, entry->d_name, length);
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
    qsort(names, count, sizeof *names, fixture_compare_names);
    return count;
}

/* The lessons of a folder, those in its folders too. */
static inline size_t fixture_lessons_in(struct arena *arena, const char *root, const char *top,
                                        const char **ret, size_t most) {
    enum { MOST_FOLDERS = 16, MOST_NAMES = 64 };
    const char *folders[MOST_FOLDERS] = {top};
    size_t folder_count = 1;
    DIR *entries = opendir(text_format(arena, "%s/%s", root, top));
    for (struct dirent *entry = entries != NULL ? readdir(entries) : NULL;
         entry != NULL && folder_count < MOST_FOLDERS; entry = readdir(entries)) {
        if (strchr(entry->d_name, '.') == NULL) {
            folders[folder_count++] = text_format(arena, "%s/%s", top, entry->d_name);
        }
    }
    if (entries != NULL) {
        closedir(entries);
    }
    qsort(folders, folder_count, sizeof *folders, fixture_compare_names);
    size_t count = 0;
    for (size_t i = 0; i < folder_count; i++) {
        const char *names[MOST_NAMES];
        size_t found = fixture_json_files(arena, text_format(arena, "%s/%s", root, folders[i]),
                                          names, MOST_NAMES);
        for (size_t k = 0; k < found && count < most; k++) {
            ret[count++] = text_format(arena, "%s/%s", folders[i], names[k]);
        }
    }
    return count;
}

/* The shipped lessons: "lessons/delta/05-deep.json". */
static inline size_t fixture_shipped_lessons(struct arena *arena, const char *root,
                                             const char **ret, size_t most) {
    return fixture_lessons_in(arena, root, "lessons", ret, most);
}

/* The shipped lessons, and those that are kept for the tests. */
static inline size_t fixture_all_lessons(struct arena *arena, const char *root, const char **ret,
                                         size_t most) {
    size_t count = fixture_shipped_lessons(arena, root, ret, most);
    return count + fixture_lessons_in(arena, root, "tests/lessons", ret + count, most - count);
}

/* Every notation in assets/notations: those that are added later are tested by the same tests. */
static inline struct fixture_notations fixture_notations(struct arena *arena, const char *root) {
    struct fixture_notations found = {.count = 0};
    const char *names[FIXTURE_MOST_NOTATIONS];
    const char *folder = text_format(arena, "%s/assets/notations", root);
    size_t count = fixture_json_files(arena, folder, names, FIXTURE_MOST_NOTATIONS);
    for (size_t i = 0; i < count; i++) {
        struct fixture_notation item = {.file = names[i]};
        item.text = fixture_read(arena, text_format(arena, "%s/%s", folder, names[i]));
        item.notation =
            fixture_notation_of_text(arena, names[i], item.text.bytes, item.text.length);
        found.items[found.count++] = item;
    }
    if (found.count < 2) {
        fixture_bail_out(folder, "fewer than two notations");
    }
    return found;
}

static inline const struct notation *fixture_notation_at(void *owner, size_t index) {
    const struct notation *const *items = owner;
    return items[index];
}

/* The items, which are borrowed, as a session and a lesson ask for them. */
static inline struct notation_source fixture_source(const struct notation *const *items) {
    return (struct notation_source){fixture_notation_at, (void *)(uintptr_t)items};
}

/* The shipped notation with this id. */
static inline const struct notation *fixture_notation(struct arena *arena, const char *root,
                                                      const char *id) {
    const char *file = text_format(arena, "%s.json", id);
    struct file_content text =
        fixture_read(arena, text_format(arena, "%s/assets/notations/%s", root, file));
    return fixture_notation_of_text(arena, file, text.bytes, text.length);
}

/* A file beside the lesson, whose path is the owner. */
static inline bool fixture_read_beside(void *owner, struct arena *arena, const char *name,
                                       struct diagnostic_source *ret, const char **reterr) {
    const char *lesson = owner;
    int folder = (int)(file_name(lesson) - lesson);
    const char *path = text_format(arena, "%.*s%s", folder, lesson, name);
    struct file_content content;
    if (!file_read(arena, path, LESSON_MOST_BYTES, &content, reterr)) {
        return false;
    }
    *ret = (struct diagnostic_source){name, content.bytes, content.length};
    return true;
}

static const char *const fixture_ids[] = {"four", "ladder", "delta", "mlbook", "layer"};

/* A shipped notation, for the lessons that need theirs to be read. */
struct fixture_shelf {
    struct arena *arena;
    const char *root; /* NULL: none is to be had */
};

static inline const struct notation *fixture_shelf_at(void *owner, size_t index) {
    const struct fixture_shelf *shelf = owner;
    return shelf->root != NULL ? fixture_notation(shelf->arena, shelf->root, fixture_ids[index])
                               : NULL;
}

/* A lesson from a text, with formulas of its own where root is not NULL. */
static inline const struct lesson *fixture_lesson_with(struct fixture_shelf shelf, const char *path,
                                                       const char *text, size_t length) {
    struct arena *arena = shelf.arena;
    bool is_asking = strstr(text, "\"formulas\"") != NULL && shelf.root != NULL;
    const struct lesson_context context = {
        .notation_ids = fixture_ids,
        .notation_count = TEST_COUNT(fixture_ids),
        .notations = {is_asking ? fixture_shelf_at : NULL, &shelf},
        .read_beside = fixture_read_beside,
        .owner = arena_copy_text(arena, path, strlen(path))};
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    const struct lesson *lesson = lesson_read(arena, text, length, &context, &diagnostics);
    if (lesson == NULL) {
        fixture_bail_out(path, diagnostics_print(&diagnostics, path, text, length));
    }
    return lesson;
}

/* What a lesson has beside it is beside the path. */
static inline const struct lesson *fixture_lesson_of_text(struct arena *arena, const char *path,
                                                          const char *text, size_t length) {
    return fixture_lesson_with((struct fixture_shelf){arena, NULL}, path, text, length);
}

/* A lesson by its path below the root: "tests/lessons/xor.json". */
static inline const struct lesson *fixture_lesson(struct arena *arena, const char *root,
                                                  const char *path) {
    struct file_content text = fixture_read(arena, text_format(arena, "%s/%s", root, path));
    return fixture_lesson_with((struct fixture_shelf){arena, root},
                               text_format(arena, "%s/%s", root, path), text.bytes, text.length);
}

/* Five samples, two at a time: batches begin at 0, 2, 4, 1, 3, 0… */
static inline const struct lesson *fixture_batches(struct arena *arena) {
    static const char text[] =
        "{\"format\": 1, \"title\": \"batches\", \"notation\": \"four\","
        " \"network\": {\"inputs\": [\"a\", \"b\"], \"layers\": ["
        "   {\"units\": 3, \"activation\": \"tanh\"},"
        "   {\"units\": 2, \"activation\": \"sigmoid\", \"biases\": false}]},"
        " \"data\": {\"inputs\": [[1, 2], [3, -4], [0.5, 6], [-7, 0.8], [0.9, 1]],"
        "   \"targets\": [[0, 1], [1, 0], [1, 1], [0, 0], [0.5, 0.25]], \"batch_size\": 2},"
        " \"loss\": \"half_square\", \"learning_rate\": 0.3, \"iterations\": 30}";
    return fixture_lesson_of_text(arena, "batches", text, strlen(text));
}

/* A lesson with formulas of its own has a program in its own notation, whichever is asked for: so
 * the tests that go through all lessons and notations look at it too. */
static inline const struct program *fixture_program(struct arena *arena,
                                                    const struct lesson *lesson,
                                                    const struct notation *notation,
                                                    long iterations) {
    struct program_error error;
    notation = lesson->own_notation != NULL ? lesson->own_notation : notation;
    const struct program *program = program_create(arena, lesson, notation, iterations, &error);
    if (program == NULL) {
        fixture_bail_out(notation->id, program_error_text(arena, &error));
    }
    return program;
}

/* SplitMix64: the same numbers on every machine. */
struct fixture_random {
    uint64_t state;
};

static inline uint64_t fixture_random_next(struct fixture_random *random) {
    uint64_t z = random->state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

/* 0..count - 1. */
static inline size_t fixture_random_below(struct fixture_random *random, size_t count) {
    return (size_t)(fixture_random_next(random) % count);
}

/* Uniform in ± scale. */
static inline double fixture_random_number(struct fixture_random *random, double scale) {
    double unit = (double)(fixture_random_next(random) >> 11) * 0x1p-53;
    return scale * (2 * unit - 1);
}

/* A line of /proc/self/status in KiB ("VmHWM:", "VmRSS:"); 0 where there is none. */
static inline long fixture_memory(const char *name) {
    FILE *file = fopen("/proc/self/status", "r");
    long kib = 0;
    char line[256];
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, name, strlen(name)) == 0) {
            kib = strtol(line + strlen(name), NULL, 10);
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    return kib;
}

#endif
