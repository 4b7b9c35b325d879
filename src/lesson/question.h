#ifndef BACKSTEP_LESSON_QUESTION_H
#define BACKSTEP_LESSON_QUESTION_H

/* A question that a lesson asks at a stop before the step is shown. */

#include "notation/words.h"

#include <stddef.h>

struct json_value;
struct fields;

enum question_kind {
    QUESTION_VALUE,
    QUESTION_SHAPE,
    QUESTION_SIGN,
    QUESTION_CHOICE,
    QUESTION_ORDER,
    QUESTION_KIND_COUNT
};

struct question {
    enum question_kind kind;
    const char *of;     /* value, shape, sign: a tensor in the lesson's own notation; or NULL */
    size_t row, column; /* value, sign: the element, from 1; 0 when not given */
    double tolerance;   /* value: absolute; 0 when not given */
    const struct localized_text *options; /* choice */
    size_t option_count;
    size_t answer; /* choice: which option, from 0 */
    struct localized_text hint, explain;
};

/* Reads "ask", in the arena of the fields; NULL when the value is NULL, or after reporting that it
 * is no question. A question with a fault inside is returned all the same. */
const struct question *question_read(struct fields *fields, const struct json_value *value);

#endif
