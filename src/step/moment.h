#ifndef BACKSTEP_STEP_MOMENT_H
#define BACKSTEP_STEP_MOMENT_H

/* What one step is: where the run is, which operation that shows, and all of its values. Values and
 * borrowed pointers, good until the session changes. Whoever wants to say or to draw something of a
 * step asks this and not the session, so that two of them can stand side by side. */

#include "checks/trouble.h"
#include "session/session_look.h"
#include "step/focus.h"

/* How closely the reader looks at it, and at what. */
struct moment_look {
    enum step_level level;
    size_t form;              /* of the operation's forms, from 1; 0: its formula */
    size_t sample;            /* of the batch, from 0, that the reader chose */
    struct quantity selected; /* that the reader points at; none: nothing */
};

/* The question of this place, open or settled: nothing moves when it is answered. */
struct moment_question {
    const struct asked *standing; /* NULL: none */
    bool has_hall_options;        /* it is A B C D below the board */
};

/* At most 15 fields, which tests/check_house.py counts: what one part alone asks for is that
 * part's. */
struct moment {
    struct arena *arena; /* of what is worked out about it */
    const struct program *program;
    const double *state;               /* the tensors: program->state_count doubles */
    struct place at;                   /* between terms and elements too */
    struct program_place place;        /* the same as iteration and operation */
    const struct operation *operation; /* that is shown; its binding is that of the shown form. NULL
                                          at the beginning */
    struct evaluation evaluation;      /* the inner values of that binding */
    struct evaluation own;             /* those of the operation's own formula */
    struct moment_look look;
    const struct focus *focus;       /* the term and the element that the reader is at */
    int decimals;                    /* of numbers, at most */
    const struct asked *asked;       /* the open question, whose answer is hidden; NULL: none */
    struct moment_question question; /* what is asked here, or was */
    bool is_stuck;                   /* the last operation gave a value that is not finite */
    const struct trouble *trouble; /* what the shown form gives that is not finite; NULL: nothing */
};

/* The session as it is now; the arena is kept in it. */
struct moment moment_create(const struct session *session, struct arena *arena);

/* Whether the open question asks for the rows and columns of a tensor, which nothing is to tell:
 * not as many "?", nor the numbers beside them. -1: of what is computed on the way, in a shape. */
bool moment_asks_shape(const struct moment *moment, int tensor, struct shape shape);

/* How many decimals a value's numbers have wherever they stand: as few as are exact. */
int moment_decimals(const struct moment *moment, struct matrix value);

#endif
