#ifndef BACKSTEP_VIEW_HALL_HALL_LESSON_H
#define BACKSTEP_VIEW_HALL_HALL_LESSON_H

/* A lesson that can be chosen. */

#include "lesson/lesson.h"
#include "library/journal/progress.h"

struct hall_lesson {
    const char *name;
    const struct lesson *lesson;
    const struct lesson_progress *progress; /* NULL: it was never opened */
};

#endif
