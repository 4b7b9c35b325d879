#ifndef BACKSTEP_LESSON_QUESTION_H
#define BACKSTEP_LESSON_QUESTION_H

/* A question that a lesson asks at a stop before the step is shown. What can be computed is never
 * in the file. */

#include "notation/words.h"

#include <stddef.h>

struct json_value;
struct fields;

enum question_kind {
    QUESTION_VALUE,   /* a number */
    QUESTION_SHAPE,   /* rows and columns */
    QUESTION_SIGN,    /* of a number; of a weight or a bias: whether the update raises it */
    QUESTION_CHOICE,  /* one of the author's options */
    QUESTION_ORDER,   /* of the operations from here to the end of the pass */
    QUESTION_CELL,    /* which quantity is meant */
    QUESTION_FORMULA, /* that of the step */
    QUESTION_LINE,    /* the next one of a derivation */
    QUESTION_KIND_COUNT
};
extern const char *const question_kind_names[QUESTION_KIND_COUNT]; /* "value", "shape", … */

struct question_option {
    struct localized_text text;
    struct localized_text why; /* what is wrong with it; "": nothing is said */
};

struct question {
    enum question_kind kind;
    struct localized_text text; /* what is asked, in the author's words; "": in the program's */
    const char *of; /* VALUE, SHAPE, SIGN, CELL: a tensor in the lesson's own notation; NULL: what
                       the step writes */
    size_t row, column; /* VALUE, SIGN, CELL: the element, from 1; 0 when not given */
    double tolerance;   /* VALUE: absolute; 0 when not given */
    const struct question_option *options; /* CHOICE */
    size_t option_count;
    size_t answer;          /* CHOICE: which option, from 0 */
    const char *derivation; /* LINE: its id */
    size_t line;            /* LINE: the one that is asked for, from 1 */
    struct localized_text hint, explain;
};

/* The line of a derivation that a stop is at; derivation NULL: it is at none. */
struct question_line {
    const char *derivation;
    size_t line; /* from 1; 0: before the first */
};

/* Reads "ask" of a stop at a place, in the arena of the fields; NULL when the value is NULL, or
 * after reporting that it is no question. A question with a fault inside is returned all the same.
 * At a line one of LINE is about that line, and there is none about a tensor. */
const struct question *question_read(struct fields *fields, const struct json_value *value,
                                     struct question_line at);

#endif
