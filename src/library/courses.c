#include "library/courses.h"

#include "base/file.h"
#include "base/message.h"
#include "base/text.h"
#include "lesson/lesson_limits.h"
#include "notation/fields.h"

#include <string.h>
#include <sys/stat.h>

static const char *const file_keys[] = {"format", "courses", "renamed"};
static const char *const course_keys[] = {"folder", "title", "goal"};

static void read_course(struct fields *fields, const struct json_value *value,
                        struct course *course) {
    *course = (struct course){.title = NO_WORDS, .goal = NO_WORDS};
    if (!fields_object(fields, value, WORD_LIST(course_keys))) {
        return;
    }
    fields_label(fields, fields_required(fields, value, "folder"), &course->folder);
    fields_title(fields, fields_required(fields, value, "title"), &course->title);
    fields_title(fields, fields_required(fields, value, "goal"), &course->goal);
}

static void read_courses(struct fields *fields, const struct json_value *value,
                         struct courses *courses) {
    if (!fields_array(fields, value, "courses", 1, COURSES_MOST)) {
        return;
    }
    struct course *items = ARENA_ARRAY(fields->arena, struct course, value->count);
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        read_course(fields, item, &items[item->index]);
    }
    courses->items = items;
    courses->count = value->count;
}

static void read_renamed(struct fields *fields, const struct json_value *value,
                         struct courses *courses) {
    if (!fields_members(fields, value, "lessons", COURSES_MOST_RENAMED)) {
        return;
    }
    struct lesson_name *names = ARENA_ARRAY(fields->arena, struct lesson_name, value->count);
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        const char *name;
        if (fields_label(fields, item, &name)) {
            names[courses->renamed_count++] = (struct lesson_name){item->key, name};
        }
    }
    courses->renamed = names;
}

/* False when something is wrong; the diagnostics say what. */
static bool read_file(struct arena *arena, struct file_content content,
                      struct diagnostics *diagnostics, struct courses *ret) {
    static const struct json_limits limits = {LESSON_MOST_DEPTH, LESSON_MOST_TEXT};
    struct fields fields = {.arena = arena, .diagnostics = diagnostics};
    const struct json_value *root =
        json_read(arena, content.bytes, content.length, &limits, diagnostics);
    if (root == NULL || !fields_object(&fields, root, WORD_LIST(file_keys))) {
        return false;
    }
    int64_t format;
    fields_integer(&fields, fields_required(&fields, root, "format"), LESSON_FORMAT, LESSON_FORMAT,
                   &format);
    read_courses(&fields, fields_required(&fields, root, "courses"), ret);
    read_renamed(&fields, json_member(root, "renamed"), ret);
    return diagnostics_total(diagnostics) == 0;
}

struct courses courses_read(struct arena *arena, const char *folder, enum language language,
                            const char **reterr) {
    static const struct courses none = {0};
    struct courses courses = {0};
    const char *path = text_format(arena, "%s/lessons/courses.json", folder);
    struct stat status;
    struct file_content content;
    *reterr = NULL;
    if (stat(path, &status) != 0) {
        return none;
    }
    if (!file_read(arena, path, LESSON_MOST_BYTES, &content, reterr)) {
        *reterr = message_line(arena, language, *reterr);
        return none;
    }
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    diagnostics.language = language;
    if (!read_file(arena, content, &diagnostics, &courses)) {
        *reterr = diagnostics_print(&diagnostics, text_visible(arena, path), content.bytes,
                                    content.length);
        return none;
    }
    return courses;
}

/* Behind the digits and the dash that a lesson's name begins with; the name itself where it has
 * none. */
static const char *behind_number(const char *name) {
    size_t digits = strspn(name, "0123456789");
    return digits > 0 && name[digits] == '-' ? name + digits + 1 : name;
}

/* The same but for the number of the place, with or without the ending. */
static bool is_same(const char *lesson, const char *name) {
    const char *slash = strrchr(lesson, '/');
    size_t folder = slash != NULL ? (size_t)(slash + 1 - lesson) : 0;
    if (strncmp(lesson, name, folder) != 0) {
        return false;
    }
    const char *own = behind_number(lesson + folder);
    size_t length = strlen(own) - strlen(".json");
    const char *asked = name + folder;
    return strncmp(own, asked, length) == 0 &&
           (asked[length] == '\0' || strcmp(asked + length, ".json") == 0);
}

const char *courses_find(const struct courses *courses, const char *const *lessons, size_t count,
                         const char *name) {
    for (size_t i = 0; i < courses->renamed_count; i++) {
        if (strcmp(courses->renamed[i].old, name) == 0) {
            name = courses->renamed[i].name;
            break;
        }
    }
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(lessons[i]) - strlen(".json");
        bool is_whole = strncmp(lessons[i], name, length) == 0 && name[length] == '\0';
        if (is_whole || is_same(lessons[i], name)) {
            return lessons[i];
        }
    }
    return NULL;
}

const char *const *courses_names(const struct courses *courses, struct arena *arena,
                                 const char *const *lessons, size_t count, size_t *ret_count) {
    const char **names = ARENA_ARRAY(arena, const char *, 3 * count + courses->renamed_count + 1);
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        const char *slash = strrchr(lessons[i], '/');
        int folder = slash != NULL ? (int)(slash + 1 - lessons[i]) : 0;
        int length = (int)(strlen(lessons[i]) - strlen(".json"));
        const char *own = behind_number(lessons[i] + folder);
        int own_length = length - (int)(own - lessons[i]);
        names[found++] = text_format(arena, "%.*s", length, lessons[i]);
        names[found++] = text_format(arena, "%.*s%.*s", folder, lessons[i], own_length, own);
        if (folder > 0) {
            names[found++] = text_format(arena, "%.*s", folder - 1, lessons[i]);
        }
    }
    for (size_t i = 0; i < courses->renamed_count; i++) {
        names[found++] = courses->renamed[i].old;
    }
    *ret_count = found;
    return names;
}
