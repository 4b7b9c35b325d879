#include "library/library.h"

#include "base/file.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"
#include "engine/fault.h"
#include "library/characters.h"
#include "library/folder_files.h"
#include "library/lost_notation.h"
#include "library/warning/silence.h"
#include "library/warning/uncolored.h"
#include "library/warning/unsaid.h"
#include "tell/script/prose_check.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_PATH = 4096 };

/* ---- the folder ---- */

/* The folder of the running program, without a slash; NULL when the system does not say. */
static const char *program_folder(struct arena *arena) {
    char *path = arena_alloc(arena, MOST_PATH, 1);
    ssize_t length = readlink("/proc/self/exe", path, MOST_PATH - 1);
    if (length <= 0) {
        return NULL;
    }
    char *slash = strrchr(path, '/');
    *(slash != NULL ? slash : path) = '\0';
    return path;
}

/* From the program's own folder: an installation, or a source tree that it was built in. */
static const char *const candidates[] = {
    "/../share/backstep", "/../../..", "/../../../..", "/../..", "/..", ""};

/* The build writes where its sources are into a file beside the program, which is not installed:
 * a build folder may be anywhere. "" when there is no such file. */
static const char *source_folder(struct arena *arena, const char *base) {
    struct file_content content;
    const char *ignored;
    const char *path = text_format(arena, "%s/backstep.source", base);
    return file_read(arena, path, MOST_PATH, &content, &ignored) ? content.bytes : "";
}

static bool has_notations(struct arena *arena, const char *folder) {
    return *folder != '\0' &&
           folder_files_is_folder(text_format(arena, "%s/assets/notations", folder));
}

static const char *find_folder(struct arena *arena) {
    const char *given = getenv("BACKSTEP_DATA");
    if (given != NULL && *given != '\0') {
        return given;
    }
    const char *base = program_folder(arena);
    const char *source = base != NULL ? source_folder(arena, base) : "";
    if (has_notations(arena, source)) {
        return source;
    }
    for (size_t i = 0; base != NULL && i < sizeof candidates / sizeof *candidates; i++) {
        const char *folder = text_format(arena, "%s%s", base, candidates[i]);
        if (has_notations(arena, folder)) {
            return folder;
        }
    }
    return NULL;
}

/* ---- what is shown of names ---- */

/* One line, ended, in the library's language. */
static const char *told(const struct library *library, struct arena *arena, const char *message) {
    return message_line(arena, library->language, message);
}

const char *library_shown_name(struct arena *arena, const char *name) {
    return strcmp(name, "-") == 0 ? "<stdin>" : text_visible(arena, name);
}

/* ---- notations ---- */

static bool open_notations(struct arena *arena, struct library *library, const char **reterr) {
    const char *folder = text_format(arena, "%s/assets/notations", library->folder);
    struct folder_files files = folder_files_read(arena, folder);
    for (size_t i = 0; i < files.count; i++) {
        files.names[i] = text_format(arena, "%s/%s", folder, files.names[i]);
    }
    if (files.count == 0 && files.unread != NULL) {
        *reterr = told(library, arena, files.unread);
    } else if (files.count == 0) {
        *reterr = told(library, arena,
                       text_format(arena, "there are no notations in %s%s", folder,
                                   getenv("BACKSTEP_DATA") != NULL ? " (see BACKSTEP_DATA)" : ""));
    } else {
        library->notations =
            notation_shelf_open(arena, library->language, files.names, files.count, reterr);
    }
    return library->notations != NULL;
}

bool library_read_notations(const struct library *library, const char **reterr) {
    while (notation_shelf_go_on(library->notations)) {
    }
    const char *fault = notation_shelf_fault(library->notations);
    *reterr = fault != NULL ? fault : "";
    return fault == NULL;
}

const struct notation *library_notation(const struct library *library, size_t index) {
    return notation_shelf_at(library->notations, index);
}

bool library_open(struct arena *arena, enum language language, struct library *ret,
                  const char **reterr) {
    *ret = (struct library){.arena = arena, .language = language, .folder = find_folder(arena)};
    if (ret->folder == NULL) {
        *reterr = told(ret, arena,
                       "its own files (assets/notations) are not beside the program; "
                       "BACKSTEP_DATA can name the folder that holds assets and lessons");
        return false;
    }
    return open_notations(arena, ret, reterr);
}

bool library_add_notation(struct library *library, const char *path, const char **ret_id,
                          const char **reterr) {
    const char *kept = arena_copy_text(library->arena, path, strlen(path));
    struct notation_shelf *grown =
        notation_shelf_with(library->notations, library->arena, kept, ret_id, reterr);
    library->notations = grown != NULL ? grown : library->notations;
    return grown != NULL;
}

bool library_is_notation(struct arena *arena, const char *path) {
    struct file_content content;
    const char *ignored;
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    static const struct json_limits limits = {LESSON_MOST_DEPTH, LESSON_MOST_TEXT};
    if (strcmp(path, "-") == 0 ||
        !file_read(arena, path, NOTATION_MOST_BYTES, &content, &ignored)) {
        return false;
    }
    const struct json_value *root =
        json_read(arena, content.bytes, content.length, &limits, &diagnostics);
    return json_member(root, "symbols") != NULL && json_member(root, "network") == NULL;
}

const char *const *library_folder_files(struct arena *arena, const char *folder,
                                        size_t *ret_count) {
    struct folder_files list = folder_files_read(arena, folder);
    for (size_t i = 0; i < list.count; i++) {
        list.names[i] = text_format(arena, "%s/%s", folder, list.names[i]);
    }
    *ret_count = list.count;
    return folder_files_is_folder(folder) ? list.names : NULL;
}

int library_find_notation(const struct library *library, const char *id) {
    return notation_shelf_find(library->notations, id);
}

/* ---- lessons ---- */

/* A lesson file's bytes, and what they are called. */
struct lesson_file {
    const char *shown;
    struct file_content content;
};

/* A file beside the lesson at a path; the lesson says its bare name. A link may lead out of the
 * folder, so it is not followed. */
static bool read_beside(void *owner, struct arena *arena, const char *name,
                        struct diagnostic_source *ret, const char **reterr) {
    const char *lesson = owner;
    int folder = (int)(file_name(lesson) - lesson);
    const char *path = text_format(arena, "%.*s%s", folder, lesson, name);
    struct stat status;
    if (lstat(path, &status) == 0 && S_ISLNK(status.st_mode)) {
        *reterr = text_format(arena, "cannot read %s: it is a link", path);
        return false;
    }
    struct file_content content;
    if (!file_read(arena, path, LESSON_MOST_BYTES, &content, reterr)) {
        return false;
    }
    *ret =
        (struct diagnostic_source){library_shown_name(arena, path), content.bytes, content.length};
    return true;
}

/* Whether the texts of a lesson can be set, and its own notation read. What that takes, the lesson
 * read once more and run, is not kept: all lessons are read for a list. */
static bool check_texts(const struct library *library, const struct lesson *lesson,
                        struct file_content content, struct diagnostics *diagnostics) {
    const struct notation *notation =
        library_notation(library, (size_t)library_find_notation(library, lesson->notation));
    bool has_texts = lesson->stop_count > 0 || *lesson->closing.in[LANGUAGE_ENGLISH] != '\0';
    if (notation == NULL || !has_texts) {
        return notation != NULL;
    }
    struct arena *arena = arena_create();
    bool is_right = prose_check(arena, content, lesson, notation, diagnostics);
    arena_destroy(arena);
    return is_right;
}

/* That a notation is lost; NULL when its file is. */
static const char *told_lost(const struct library *library, struct arena *arena, const char *file) {
    if (file == NULL) {
        return NULL;
    }
    notation_shelf_set_incomplete(library->notations);
    return told(
        library, arena,
        text_format(arena, "cannot read %s: %s", text_visible(arena, file), strerror(ENOENT)));
}

static const struct lesson *read_lesson_file(const struct library *library, struct arena *arena,
                                             const char *path, struct lesson_file *ret,
                                             const char **reterr) {
    struct file_content content;
    ret->shown = library_shown_name(arena, path);
    const char *message;
    if (!file_read(arena, path, LESSON_MOST_BYTES, &content, &message)) {
        *reterr = told(library, arena, message);
        return NULL;
    }
    ret->content = content;
    const char *missing = told_lost(
        library, arena,
        lost_notation_of_lesson(arena, library->notations, library->folder, path, content));
    if (missing != NULL) {
        *reterr = missing;
        return NULL;
    }
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    diagnostics.language = library->language;
    const struct lesson_context context = {
        .notation_ids = notation_shelf_ids(library->notations),
        .notation_count = notation_shelf_count(library->notations),
        .notations = notation_shelf_source(library->notations),
        .read_beside = strcmp(path, "-") == 0 ? NULL : read_beside,
        .owner = arena_copy_text(arena, path, strlen(path)),
    };
    const struct lesson *lesson =
        lesson_read(arena, content.bytes, content.length, &context, &diagnostics);
    if (lesson != NULL && fault_check_formulas(arena, lesson, &diagnostics) &&
        check_texts(library, lesson, content, &diagnostics)) {
        return lesson;
    }
    const char *fault = notation_shelf_fault(library->notations);
    const char *lost =
        lost_notation_of_stops(arena, library->notations, library->folder, path, content);
    fault = fault == NULL ? told_lost(library, arena, lost) : fault;
    *reterr = fault != NULL
                  ? fault
                  : diagnostics_print(&diagnostics, ret->shown, content.bytes, content.length);
    return NULL;
}

struct courses library_courses(const struct library *library, const char **reterr) {
    return courses_read(library->arena, library->folder, library->language, reterr);
}

/* A shipped lesson by another name than its file's; NULL: none is meant. */
static const char *renamed_path(const struct library *library, struct arena *arena,
                                const char *name) {
    const char *ignored; /* without a list of courses lessons have their own names */
    struct courses courses = courses_read(arena, library->folder, library->language, &ignored);
    const char *folder = text_format(arena, "%s/lessons", library->folder);
    struct folder_files files = folder_files_read(arena, folder);
    const char *found = courses_find(&courses, files.names, files.count, name);
    return found != NULL ? text_format(arena, "%s/%s", folder, found) : NULL;
}

/* A name that is no file right here may be a shipped lesson's: "beyond/02-xor", "delta/last",
 * "xor". */
static const char *shipped_path(const struct library *library, struct arena *arena,
                                const char *name) {
    struct stat status;
    if (strcmp(name, "-") == 0 || *name == '/' || stat(name, &status) == 0) {
        return NULL;
    }
    size_t length = strlen(name);
    bool has_ending = length > 5 && strcmp(name + length - 5, ".json") == 0;
    const char *path =
        text_format(arena, "%s/lessons/%s%s", library->folder, name, has_ending ? "" : ".json");
    return stat(path, &status) == 0 ? path : renamed_path(library, arena, name);
}

const char *library_lesson_name(const struct library *library, struct arena *arena,
                                const char *name) {
    const char *path = shipped_path(library, arena, name);
    if (path == NULL) {
        return name;
    }
    const char *begin = path + strlen(library->folder) + strlen("/lessons/");
    return arena_copy_text(arena, begin, strlen(begin) - strlen(".json"));
}

/* The lessons whose names begin with the word, in quotes, ...; "" unless there are two at least. */
static const char *names_that_begin(const struct folder_files *lessons, const char *word) {
    enum { MOST = 8 };
    struct text_builder text;
    text_begin(&text, lessons->arena);
    size_t length = strlen(word);
    size_t count = 0;
    for (size_t i = 0; i < lessons->count && length > 0; i++) {
        if (strncmp(lessons->names[i], word, length) == 0 && count++ < MOST) {
            text_append_format(&text, "%s\"%s\"", count == 1 ? "" : ", ", lessons->names[i]);
        }
    }
    if (count > MOST) {
        text_append_format(&text, ", …");
    }
    return count >= 2 ? text.bytes : "";
}

/* Which lesson may be meant by a bare word that is neither a file nor a lesson. */
static const char *lesson_hint(const struct folder_files *lessons, const char *near,
                               const char *word) {
    const char *several = names_that_begin(lessons, word);
    if (*several == '\0' && near != NULL) { /* a course: its lessons */
        several = names_that_begin(lessons, text_format(lessons->arena, "%s/", near));
    }
    return *several != '\0' ? text_format(lessons->arena, "; did you mean one of %s?", several)
           : near != NULL   ? text_format(lessons->arena, "; did you mean \"%s\"?", near)
                            : "; \"backstep list\" names the lessons";
}

static const char *unknown_lesson(const struct library *library, struct arena *arena,
                                  const char *name) {
    struct folder_files files =
        folder_files_read(arena, text_format(arena, "%s/lessons", library->folder));
    const char *ignored;
    const struct courses courses = library_courses(library, &ignored);
    size_t count;
    const char *const *names = courses_names(&courses, arena, files.names, files.count, &count);
    const char *file = text_format(arena, "%s.json", name);
    struct stat status;
    const char *near = stat(file, &status) == 0 ? file : text_nearest(name, names, count);
    for (size_t i = 0; i < files.count; i++) {
        files.names[i] = arena_copy_text(arena, files.names[i], strlen(files.names[i]) - 5);
    }
    return told(library, arena,
                text_format(arena, "there is no file or lesson %s%s", *name != '\0' ? name : "\"\"",
                            lesson_hint(&files, near, name)));
}

/* Rather a lesson's name than a path: "xor", "beyond/xor". */
static bool is_lesson_name(const char *name) {
    size_t length = strlen(name);
    bool has_ending = length > 5 && strcmp(name + length - 5, ".json") == 0;
    return strchr(name, '/') == NULL || (*name != '/' && *name != '.' && !has_ending);
}

static const struct lesson *read_named_lesson(const struct library *library, struct arena *arena,
                                              const char *name, struct lesson_file *ret,
                                              const char **reterr) {
    const char *shipped = shipped_path(library, arena, name);
    struct stat status;
    if (shipped == NULL && strcmp(name, "-") != 0 && is_lesson_name(name) &&
        stat(name, &status) != 0 && errno == ENOENT) {
        *reterr = unknown_lesson(library, arena, name);
        return NULL;
    }
    const char *path = shipped != NULL ? shipped : name;
    return read_lesson_file(library, arena, path, ret, reterr);
}

const struct lesson *library_read_lesson(const struct library *library, struct arena *arena,
                                         const char *name, const char **reterr) {
    struct lesson_file ignored;
    return read_named_lesson(library, arena, name, &ignored, reterr);
}

/* What a good lesson's questions cannot tell; without the list of mistakes nothing is known. */
static const char *warn_of_silence(const struct library *library, struct arena *arena,
                                   const struct lesson *lesson, const struct lesson_file *file) {
    const char *ignored;
    const struct mistakes *mistakes = library_mistakes(library, arena, &ignored);
    const struct session_notations notations = {
        notation_shelf_source(library->notations), notation_shelf_count(library->notations),
        (size_t)library_find_notation(library, lesson->notation)};
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    diagnostics.are_warnings = true;
    diagnostics.language = library->language;
    unsaid_warn_of_texts(&diagnostics, file->content.bytes, file->content.length, false);
    unsaid_warn_of_names(&diagnostics, file->content.bytes, file->content.length, lesson);
    unsaid_warn_of_slips(&diagnostics, file->content.bytes, file->content.length, lesson,
                         library_notation(library, notations.index));
    uncolored_warn(&diagnostics, file->content.bytes, file->content.length, lesson,
                   library_notation(library, notations.index));
    if (mistakes != NULL) {
        silence_warn(&diagnostics, lesson, notations, mistakes);
    }
    return diagnostics_total(&diagnostics) == 0
               ? ""
               : diagnostics_print(&diagnostics, file->shown, file->content.bytes,
                                   file->content.length);
}

const struct lesson *library_check_lesson(const struct library *library, struct arena *arena,
                                          const char *name, const char **ret_warnings,
                                          const char **reterr) {
    struct lesson_file file;
    const struct lesson *lesson = read_named_lesson(library, arena, name, &file, reterr);
    if (lesson == NULL) {
        return NULL;
    }
    struct font_files fonts;
    if (!library_open_fonts(library, arena, &fonts, ret_warnings)) {
        return lesson;
    }
    *ret_warnings = characters_warn(arena, file.shown, file.content.bytes, file.content.length,
                                    &fonts, library->language);
    font_files_close(&fonts);
    *ret_warnings =
        text_format(arena, "%s%s", *ret_warnings, warn_of_silence(library, arena, lesson, &file));
    return lesson;
}

bool library_open_fonts(const struct library *library, struct arena *arena, struct font_files *ret,
                        const char **reterr) {
    enum { MESSAGE_BYTES = 4608 };
    char *message = arena_alloc(arena, MESSAGE_BYTES, 1);
    const char *folder = text_format(arena, "%s/assets/fonts", library->folder);
    bool is_open = font_files_open(folder, ret, message, MESSAGE_BYTES);
    if (!is_open) {
        *reterr = told(library, arena, message);
    }
    return is_open;
}

static int compare_lessons(const void *a, const void *b) {
    const struct shipped_lesson *left = a, *right = b;
    if (left->lesson->order < right->lesson->order) {
        return -1;
    }
    return left->lesson->order > right->lesson->order ? 1 : strcmp(left->name, right->name);
}

/* A message's first line, the place and what is wrong there, once: many lessons may lack the same
 * notation. */
static void add_complaint(struct text_builder *complaints, const char *message) {
    const char *line =
        text_format(complaints->arena, "%.*s\n", (int)strcspn(message, "\n"), message);
    if (strstr(complaints->bytes, line) == NULL) {
        text_append_string(complaints, line);
    }
}

struct lesson_shelf library_lessons(const struct library *library) {
    struct arena *arena = library->arena;
    const char *folder = text_format(arena, "%s/lessons", library->folder);
    struct folder_files files = folder_files_read(arena, folder);
    struct shipped_lesson *lessons = ARENA_ARRAY(arena, struct shipped_lesson, files.count + 1);
    struct lesson_shelf shelf = {.lessons = lessons, .is_unread = files.unread != NULL};
    struct text_builder complaints;
    text_begin(&complaints, arena);
    if (files.unread != NULL) {
        add_complaint(&complaints, told(library, arena, files.unread));
    }
    const char *fault;
    library_courses(library, &fault);
    if (fault != NULL) {
        add_complaint(&complaints, fault);
    }
    for (size_t i = 0; i < files.count; i++) {
        const char *error = "";
        const char *path = text_format(arena, "%s/%s", folder, files.names[i]);
        struct lesson_file ignored;
        const struct lesson *lesson = read_lesson_file(library, arena, path, &ignored, &error);
        if (lesson == NULL) {
            add_complaint(&complaints, error);
            continue;
        }
        const char *name = arena_copy_text(arena, files.names[i], strlen(files.names[i]) - 5);
        lessons[shelf.count++] = (struct shipped_lesson){name, lesson};
    }
    qsort(lessons, shelf.count, sizeof *lessons, compare_lessons);
    shelf.is_unread = shelf.is_unread || notation_shelf_is_incomplete(library->notations);
    shelf.complaints = complaints.bytes;
    return shelf;
}
