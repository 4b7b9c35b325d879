#include "library/notation_beside.h"

#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "library/folder_files.h"

#include <string.h>
#include <sys/stat.h>

/* Where a lesson says in which notation it is; false where that does not show. */
static bool find_name(struct arena *arena, const char *lesson, struct file_content *ret_content,
                      struct json_text *ret) {
    const char *ignored; /* what cannot be read is told when the lesson is */
    return strcmp(lesson, "-") != 0 &&
           file_read(arena, lesson, LESSON_MOST_BYTES, ret_content, &ignored) &&
           json_glance(ret_content->bytes, ret_content->length, "notation", ret);
}

static bool is_link(const char *path) {
    struct stat status;
    return lstat(path, &status) == 0 && S_ISLNK(status.st_mode);
}

static bool has_id(struct arena *arena, const char *path, const char *id) {
    struct file_content content;
    struct json_text own;
    const char *ignored;
    return !is_link(path) && file_read(arena, path, NOTATION_MOST_BYTES, &content, &ignored) &&
           json_glance(content.bytes, content.length, "id", &own) && own.length == strlen(id) &&
           memcmp(own.bytes, id, own.length) == 0;
}

const char *notation_beside(const struct library *library, struct arena *arena,
                            const char *lesson) {
    struct file_content content;
    struct json_text name;
    if (!find_name(arena, lesson, &content, &name)) {
        return NULL;
    }
    const char *id = arena_copy_text(arena, name.bytes, name.length);
    const char *folder = arena_copy_text(arena, lesson, (size_t)(file_name(lesson) - lesson));
    bool is_known = library_find_notation(library, id) >= 0;
    struct folder_files files = {0};
    if (!is_known) {
        files = folder_files_read(arena, *folder != '\0' ? folder : ".");
    }
    for (size_t i = 0; i < files.count; i++) {
        const char *path = text_format(arena, "%s%s", folder, files.names[i]);
        bool is_beside = strchr(files.names[i], '/') == NULL;
        if (is_beside && has_id(arena, path, id)) {
            return path;
        }
    }
    return NULL;
}

const char *notation_beside_refused(const struct library *library, struct arena *arena,
                                    const char *lesson, const char *notation) {
    struct file_content content;
    struct json_text name = {0};
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    diagnostics.language = library->language;
    find_name(arena, lesson, &content, &name);
    diagnostics_add(&diagnostics, (size_t)(name.bytes - content.bytes) - 1, "/notation",
                    "its notation, %s, is not valid", notation);
    return diagnostics_print(&diagnostics, library_shown_name(arena, lesson), content.bytes,
                             content.length);
}
