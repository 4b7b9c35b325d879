#ifndef BACKSTEP_CHECKS_ERRATA_H
#define BACKSTEP_CHECKS_ERRATA_H

/* Runs what a note prints wrong, on a small network, and says how it fails. */

#include "engine/program.h"

enum erratum_outcome {
    ERRATUM_DOES_NOT_FIT,  /* the printed formula's shapes do not fit together */
    ERRATUM_WRONG_FACTOR,  /* the gradients are wrong by one factor, whatever the numbers */
    ERRATUM_WRONG,         /* the gradients are wrong, by no constant factor */
    ERRATUM_NOT_FINITE,    /* the values are */
    ERRATUM_WRONG_SHAPE,   /* the tensor has another shape than the note says */
    ERRATUM_SHOWS_NOTHING, /* the printed formula passes: this is no erratum */
    ERRATUM_UNSOUND,       /* the corrected formula fails too, or there is nothing to run */
    ERRATUM_OUTCOME_COUNT
};

/* Where the outcome is UNSOUND there is only the message. */
struct erratum_result {
    enum erratum_outcome outcome;
    const char *message;               /* DOES_NOT_FIT, UNSOUND: what is wrong, in the arena */
    double factor;                     /* WRONG_FACTOR */
    double worst_error;                /* of the printed formula's gradient check */
    double corrected_error;            /* of the corrected one's */
    struct shape printed_shape, shape; /* WRONG_SHAPE */
    const struct statement *corrected; /* the formula that is right; NULL for shapes */
    const struct statement *printed;
    const struct program *program; /* with the right formula: for printing both */
    int layer;                     /* at which the operation stands there first */
};

/* Runs what the note misprints on the network that the erratum names; the result is in the arena.
 * */
struct erratum_result errata_run(struct arena *arena, const struct notation *notation,
                                 const struct notation_erratum *erratum);

/* The same on a lesson of one's own, in the notation of the note. */
struct erratum_result errata_run_on(struct arena *arena, const struct notation *notation,
                                    const struct notation_erratum *erratum,
                                    const struct lesson *lesson);

#endif
