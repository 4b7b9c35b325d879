#ifndef BACKSTEP_LIBRARY_COURSES_H
#define BACKSTEP_LIBRARY_COURSES_H

/* The courses that the shipped lessons make: lessons/courses.json names them in order, each a
 * folder of lessons that are taken one after the other, and says what lessons were called before.
 */

#include "base/arena.h"
#include "notation/words.h"

#include <stddef.h>

struct course {
    const char *folder; /* "ladder": its lessons are ladder/01-one-neuron, ... */
    struct localized_text title;
    struct localized_text goal; /* what somebody can do after it, in a sentence */
};

/* An earlier name of a lesson. */
struct lesson_name {
    const char *old, *name; /* "xor", "beyond/02-xor" */
};

struct courses {
    const struct course *items;
    size_t count;
    const struct lesson_name *renamed;
    size_t renamed_count;
};

enum { COURSES_MOST = 64, COURSES_MOST_RENAMED = 1000 };

/* Reads the list of the lessons below a folder that holds lessons/. Without the file there are no
 * courses. With one that is not valid there are none, and *reterr is the text to print; else NULL.
 */
struct courses courses_read(struct arena *arena, const char *folder, enum language language,
                            const char **reterr);

/* The lesson that a name means: an earlier one, or one without the numbers of its place,
 * "ladder/neurons" for "ladder/04-neurons"; NULL: none. */
const char *courses_find(const struct courses *courses, const char *const *lessons, size_t count,
                         const char *name);

/* All names that lessons of the list may be asked for by, and "ladder" for all of a course, for
 * what is misspelled. */
const char *const *courses_names(const struct courses *courses, struct arena *arena,
                                 const char *const *lessons, size_t count, size_t *ret_count);

#endif
