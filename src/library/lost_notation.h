#ifndef BACKSTEP_LIBRARY_LOST_NOTATION_H
#define BACKSTEP_LIBRARY_LOST_NOTATION_H

/* Notations that lessons which came along need and that are not there: lost, and no lesson is to
 * blame. */

#include "base/arena.h"
#include "base/file.h"
#include "library/notation_shelf.h"

/* The file of the notation that a lesson is in, of the lesson at a path: where that is not there.
 * NULL: it is there, the name is a slip of one that is and no folder of lessons has it, or the
 * lesson did not come along. */
const char *lost_notation_of_lesson(struct arena *arena, const struct notation_shelf *notations,
                                    const char *folder, const char *path,
                                    struct file_content content);

/* The same for those that its stops name; for a lesson that is not valid. */
const char *lost_notation_of_stops(struct arena *arena, const struct notation_shelf *notations,
                                   const char *folder, const char *path,
                                   struct file_content content);

#endif
