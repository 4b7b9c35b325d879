#ifndef BACKSTEP_LIBRARY_LIBRARY_H
#define BACKSTEP_LIBRARY_LIBRARY_H

/* Where the program's own files are, and reading lessons and notations from files. */

#include "base/arena.h"
#include "checks/diagnosis/mistake.h"
#include "lesson/lesson.h"
#include "library/courses.h"
#include "library/notation_shelf.h"
#include "notation/notation.h"
#include "typeset/font_files.h"

#include <stdbool.h>
#include <stddef.h>

struct library {
    struct arena *arena;
    enum language language;           /* of what it says */
    const char *folder;               /* holds assets/ and lessons/ */
    struct notation_shelf *notations; /* by their number */
};

/* Finds the folder ($BACKSTEP_DATA, beside the program, or where it was installed) and the
 * notations in it, which are not read yet. False when they are not there; then *reterr says why. */
bool library_open(struct arena *arena, enum language language, struct library *ret,
                  const char **reterr);

/* Reads all notations, so that none is NULL from then on. False when one is broken; then *reterr is
 * the text to print, lines ended. */
bool library_read_notations(const struct library *library, const char **reterr);

/* The notation of an index below notation_shelf_count, read if it was not yet. NULL when it is
 * broken, which library_read_notations would have said. */
const struct notation *library_notation(const struct library *library, size_t index);

/* Reads a notation file and adds it to the library, in the place of one with its id. False when it
 * cannot be read or is not valid; then *reterr is the text to print, lines ended. */
bool library_add_notation(struct library *library, const char *path, const char **ret_id,
                          const char **reterr);

/* Reads assets/mistakes.json, or another file of mistakes. NULL when it cannot be read or is not
 * valid; then *reterr is the text to print, lines ended. */
const struct mistakes *library_mistakes(const struct library *library, struct arena *arena,
                                        const char **reterr);
const struct mistakes *library_read_mistakes(const struct library *library, struct arena *arena,
                                             const char *path, const char **reterr);

/* Whether a file is meant as a notation, valid or not: it has symbols and no network. */
bool library_is_notation(struct arena *arena, const char *path);

/* The paths of the .json files in a folder and those in it, sorted; NULL when it is no folder. */
const char *const *library_folder_files(struct arena *arena, const char *folder, size_t *ret_count);

/* Reads a lesson: a file, "-" for standard input, or the name of a shipped one. NULL when it
 * cannot be read or is not valid; then *reterr is the text to print, lines ended. */
const struct lesson *library_read_lesson(const struct library *library, struct arena *arena,
                                         const char *name, const char **reterr);

/* The same for whoever checks the lesson: *ret_warnings is what else there is to say of a valid
 * one, lines ended; "" when that is nothing. */
const struct lesson *library_check_lesson(const struct library *library, struct arena *arena,
                                          const char *name, const char **ret_warnings,
                                          const char **reterr);

/* Opens the shipped fonts. False when one is not there or damaged; then *reterr is the text to
 * print, lines ended. The caller closes them; what they are called is the arena's. */
bool library_open_fonts(const struct library *library, struct arena *arena, struct font_files *ret,
                        const char **reterr);

/* What a lesson is listed as, "beyond/02-xor" for "xor"; a file's name is its own. */
const char *library_lesson_name(const struct library *library, struct arena *arena,
                                const char *name);

/* A file's name as messages show it: "<stdin>" for "-", control characters as U+FFFD. */
const char *library_shown_name(struct arena *arena, const char *name);

/* The index of a notation by id, or -1. */
int library_find_notation(const struct library *library, const char *id);

/* A lesson that came along. */
struct shipped_lesson {
    const char *name; /* without ".json" */
    const struct lesson *lesson;
};

/* All shipped lessons that are valid, in their order, and what was left out. */
struct lesson_shelf {
    const struct shipped_lesson *lessons;
    size_t count;
    const char *complaints; /* a line, ended, for each lesson and folder that is not there; or "" */
    bool is_unread;         /* a folder or a notation could not be read: there may be more */
};

/* The courses that the lessons make; none where they are not listed. When the list is not valid,
 * *reterr is the text to print; else NULL. */
struct courses library_courses(const struct library *library, const char **reterr);

/* The library's arena holds it. */
struct lesson_shelf library_lessons(const struct library *library);

#endif
