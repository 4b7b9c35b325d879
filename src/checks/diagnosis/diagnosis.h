#ifndef BACKSTEP_CHECKS_DIAGNOSIS_DIAGNOSIS_H
#define BACKSTEP_CHECKS_DIAGNOSIS_DIAGNOSIS_H

/* What a typed number is: right, or which mistake gives it. Tried in this order: right; right with
 * fewer digits than are asked for; right with earlier values rounded; right from the reader's own
 * earlier answers; one mistake; a number that stands elsewhere; a product that is missing or has
 * the wrong sign, a power of ten; two mistakes at once, as a guess. Of several that give the same
 * number all are named. A number that one mistake gives exactly is never taken for right by
 * rounding. */

#include "checks/answer/answer_number.h"
#include "checks/diagnosis/candidates.h"
#include "checks/diagnosis/replay.h"
#include "engine/quantity.h"

enum diagnosis_verdict {
    DIAGNOSIS_RIGHT,
    DIAGNOSIS_FEWER_DIGITS, /* right so far: neither right nor wrong */
    DIAGNOSIS_ROUNDED,      /* accepted */
    DIAGNOSIS_FOLLOW_THROUGH,
    DIAGNOSIS_MISTAKE,
    DIAGNOSIS_ELSEWHERE,
    DIAGNOSIS_PAIR, /* two mistakes at once: a guess */
    DIAGNOSIS_UNKNOWN,
    DIAGNOSIS_VERDICT_COUNT
};
extern const char *const diagnosis_verdict_names[DIAGNOSIS_VERDICT_COUNT]; /* "right", … */

enum { DIAGNOSIS_MOST = 4 };

/* One thing that gives the number. */
struct diagnosis_finding {
    const struct mistake *mistake;
    const struct mistake *second;      /* PAIR: made in what the first has left; else NULL */
    struct recorded_statement formula; /* the mistaken one; its statement is NULL where none is */
    double value;                      /* what it gives, in full; ROUNDED: what is right */
    size_t which;                      /* k, sample or decimals; 0: nothing */
    struct quantity place;             /* ELSEWHERE, FOLLOW_THROUGH: of which number */
};

struct diagnosis {
    enum diagnosis_verdict verdict;
    double right; /* in full */
    struct diagnosis_finding findings[DIAGNOSIS_MOST];
    size_t count, total; /* findings, and how many there would be */
};

/* What is asked. */
struct diagnosis_question {
    const struct recording *recording;
    const struct mistakes *mistakes;
    size_t cell[2];                      /* row and column, from 1 */
    double tolerance;                    /* the author's, absolute; 0: as many digits as asked */
    const struct replay_answer *answers; /* earlier in the iteration, NULL: none */
    size_t answer_count;
};

/* Diagnoses an answer; what it finds lives in the arena. */
struct diagnosis diagnosis_of_number(struct arena *arena, const struct diagnosis_question *question,
                                     const struct answer_number *answer);

#endif
