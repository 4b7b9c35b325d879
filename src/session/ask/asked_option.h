#ifndef BACKSTEP_SESSION_ASK_ASKED_OPTION_H
#define BACKSTEP_SESSION_ASK_ASKED_OPTION_H

/* One of several answers that a question offers, and what a reader knows of it. */

#include "checks/diagnosis/mistake.h"
#include "formula/shape.h"
#include "lesson/question.h"

struct asked;

enum { ASKED_MOST_OPTIONS = 26 };

/* What an offered line is beside the one that comes next. */
enum asked_line_place {
    ASKED_LINE_NEXT,
    ASKED_LINE_EARLIER, /* it is there already */
    ASKED_LINE_LATER,   /* others come before it */
    ASKED_LINE_MISPRINT,
    ASKED_LINE_OTHER /* of another proof */
};

/* One of several answers that are offered. */
struct asked_option {
    const struct question_option *author; /* its words; NULL: it is what follows */
    double value;                         /* of a number, with `decimals` of them */
    int decimals;
    long operation;                /* ORDER: of the program, from 0; else -1 */
    size_t line;                   /* LINE: of the derivation, from 1; else 0 */
    const char *tex;               /* LINE: as the notation prints it; else NULL */
    struct shape shape;            /* SHAPE, for a hall */
    int sign;                      /* SIGN, for a hall: -1, 0 or 1 */
    enum asked_line_place where;   /* LINE */
    bool is_right;                 /* not of ORDER */
    const struct mistake *mistake; /* that gives the number; NULL: none */
};

/* Whether it is answered by choosing one of its options; whether the reader knows of one of them
 * that it is wrong, from choosing it or from a hint. */
bool asked_is_choice(const struct asked *asked);
bool asked_is_known_wrong(const struct asked *asked, size_t option);

/* An option that a hint can take away without leaving the right one alone, from 0; option_count:
 * none. */
size_t asked_option_to_exclude(const struct asked *asked);

#endif
