#include "library/lost_notation.h"

#include "base/json.h"
#include "base/text.h"
#include "lesson/lesson.h"
#include "library/folder_files.h"

#include <string.h>

struct search {
    struct arena *arena;
    const struct notation_shelf *notations;
    const char *lessons; /* the folder, with its slash */
    const char *folder;
};

static struct search search_in(struct arena *arena, const struct notation_shelf *notations,
                               const char *folder) {
    return (struct search){arena, notations, text_format(arena, "%s/lessons/", folder), folder};
}

static bool came_along(const struct search *search, const char *path) {
    return strncmp(path, search->lessons, strlen(search->lessons)) == 0;
}

static const char *file_of(const struct search *search, const char *name) {
    return text_format(search->arena, "%s/assets/notations/%s.json", search->folder, name);
}

static bool has_course(const struct search *search, const char *name) {
    const char *course = text_format(search->arena, "%s%s", search->lessons, name);
    return *name != '\0' && folder_files_is_folder(course);
}

const char *lost_notation_of_lesson(struct arena *arena, const struct notation_shelf *notations,
                                    const char *folder, const char *path,
                                    struct file_content content) {
    struct search search = search_in(arena, notations, folder);
    struct json_text id;
    if (!came_along(&search, path) ||
        !json_glance(content.bytes, content.length, "notation", &id)) {
        return NULL;
    }
    const char *name = arena_copy_text(arena, id.bytes, id.length);
    size_t count = notation_shelf_count(notations);
    bool is_slip = !has_course(&search, name) &&
                   text_nearest(name, notation_shelf_ids(notations), count) != NULL;
    return notation_shelf_find(notations, name) >= 0 || is_slip ? NULL : file_of(&search, name);
}

/* Of one stop: names that are no course's are its own mistake. */
static const char *lost_of_stop(const struct search *search, const struct json_value *stop) {
    const struct json_value *names = json_member(stop, "notations");
    bool are_names = names != NULL && names->kind == JSON_ARRAY;
    for (const struct json_value *name = are_names ? names->first : NULL; name != NULL;
         name = name->next) {
        if (name->kind == JSON_STRING && notation_shelf_find(search->notations, name->string) < 0 &&
            has_course(search, name->string)) {
            return file_of(search, name->string);
        }
    }
    return NULL;
}

const char *lost_notation_of_stops(struct arena *arena, const struct notation_shelf *notations,
                                   const char *folder, const char *path,
                                   struct file_content content) {
    struct search search = search_in(arena, notations, folder);
    if (!came_along(&search, path)) {
        return NULL;
    }
    static const struct json_limits limits = {LESSON_MOST_DEPTH, LESSON_MOST_TEXT};
    struct diagnostics ignored; /* a lesson that is no JSON was refused for that */
    diagnostics_begin(&ignored, arena);
    const struct json_value *lesson =
        json_read(arena, content.bytes, content.length, &limits, &ignored);
    const struct json_value *script = json_member(lesson, "script");
    bool are_stops = script != NULL && script->kind == JSON_ARRAY;
    const char *found = NULL;
    for (const struct json_value *stop = are_stops ? script->first : NULL;
         stop != NULL && found == NULL; stop = stop->next) {
        found = lost_of_stop(&search, stop);
    }
    return found;
}
