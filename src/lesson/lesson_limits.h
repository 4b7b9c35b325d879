#ifndef BACKSTEP_LESSON_LESSON_LIMITS_H
#define BACKSTEP_LESSON_LESSON_LIMITS_H

/* How large a lesson may be: checked before anything is allocated. */

enum {
    LESSON_FORMAT = 1,
    LESSON_MOST_BYTES = 4 * 1024 * 1024,
    LESSON_MOST_DEPTH = 32,
    LESSON_MOST_TEXT = 64 * 1024, /* bytes of one string */
    LESSON_MOST_SAMPLES = 100000,
    LESSON_MOST_ITERATIONS = 1000000,
    LESSON_MOST_MINUTES = 600
};

#endif
