#ifndef BACKSTEP_SESSION_RUN_H
#define BACKSTEP_SESSION_RUN_H

/* One run of a lesson in one notation: its program, the tape that it goes by, what the lesson says
 * of it and what its network does elsewhere. A session has one; two notations side by side are two
 * of them. */

#include "engine/script.h"
#include "engine/tape.h"
#include "session/memo.h"
#include "survey/decision_map.h"
#include "survey/fit_curve.h"
#include "survey/loss_history.h"

/* What runs are made of; all of it is borrowed. */
struct run_source {
    const struct lesson *lesson;
    struct notation_source notations;
    size_t notation_count;
    double rate_scale; /* of the lesson's learning rate */
};

/* The operation that is shown of a run, with its inner values, in one of its forms. */
struct run_shown {
    const struct binding *binding; /* of that form; NULL at the beginning */
    struct operation operation;    /* the same one, its binding that of the form */
    struct evaluation evaluation;  /* of the binding */
    struct evaluation own;         /* of the operation's own formula, whatever form is shown */
};

struct run {
    struct arena *arena; /* of all that follows; NULL: it is closed */
    const struct program *program;
    struct program *unsized;     /* the same, where a name does not say a shape that is asked for;
                                    whoever was given it may keep it as long as the run */
    const struct script *script; /* NULL: nothing is said */
    struct tape *tape;
    struct loss_history *history; /* NULL: there is one iteration only */
    struct decision_map *map;     /* NULL: the lesson has none */
    struct fit_curve *fit;        /* NULL: the lesson has none */
    double *form_scratch;         /* of the other forms of operations */
    struct run_shown shown;       /* set by run_show */
    struct memo *memo;            /* of what pictures of it have in common */
};

/* The notation of an index; NULL when it cannot be read. */
const struct notation *run_notation(const struct run_source *source, size_t index);

/* Opens a run in the notation of an index, which can be read, at its beginning. False with *error
 * set when the lesson has no program in it; *ret is untouched then. The caller closes it. */
bool run_open(struct run *ret, const struct run_source *source, size_t index,
              struct program_error *error);

/* A closed run is accepted. */
void run_close(struct run *run);

/* Whether it is in the lesson's own notation. */
bool run_is_own(const struct run *run);

/* The lesson's program in its own notation, made in the arena; NULL when that is not among those of
 * the source, or does not fit the lesson. */
const struct program *run_own_program(struct arena *arena, const struct run_source *source);

/* How many times as large the gradients of a run are as those of another program of the lesson: a
 * note that adds up has gradients m times those of one that averages, and with a learning rate m
 * times smaller its updates are the same. 1 where they do not differ by one factor. */
double run_gradient_factor(const struct run *run, const struct program *other);

/* Shows the operation that is under way (is_inside) or the one done last, in its formula (form 0)
 * or in another form, from 1. */
void run_show(struct run *run, bool is_inside, size_t form);

#endif
