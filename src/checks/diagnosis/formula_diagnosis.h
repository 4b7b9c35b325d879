#ifndef BACKSTEP_CHECKS_DIAGNOSIS_FORMULA_DIAGNOSIS_H
#define BACKSTEP_CHECKS_DIAGNOSIS_FORMULA_DIAGNOSIS_H

/* What a typed formula is: right where it gives the numbers of the right one, on this network and
 * on FORMULA_VARIATIONS others of its shape, however it is written; else what does not fit together
 * in it, the mistake whose formula it equals, or the factor by which it is off. */

#include "checks/answer/answer_formula.h"
#include "checks/diagnosis/diagnosis.h"

enum { FORMULA_VARIATIONS = 20 };

enum formula_verdict {
    FORMULA_RIGHT,
    FORMULA_SHAPE_ERROR, /* two operands do not fit together */
    FORMULA_OTHER_SHAPE, /* it fits, but what it gives has not the shape that is asked for */
    FORMULA_MISTAKE,
    FORMULA_FACTOR,
    FORMULA_WRONG,
    FORMULA_VERDICT_COUNT
};
extern const char *const formula_verdict_names[FORMULA_VERDICT_COUNT]; /* "right", "shape", … */

struct formula_diagnosis {
    enum formula_verdict verdict;
    struct recorded_statement formula; /* as it was read; its binding where it fits */
    /* SHAPE_ERROR: both operands, as formulas of their own, and their shapes. right's statement is
     * NULL where it is one operand that does not fit its function. */
    struct tree_statement left, right;
    struct shape left_shape, right_shape;
    enum expression_kind operation;                    /* that they do not fit */
    struct shape found, wanted;                        /* OTHER_SHAPE */
    struct diagnosis_finding findings[DIAGNOSIS_MOST]; /* MISTAKE */
    size_t count;
    double factor;      /* FACTOR: what is typed divided by what is right */
    bool is_of_samples; /* the factor is the number of samples, or 1 divided by it */
    bool is_ahead;      /* no mistake, and reads what is computed only here or later */
};

/* Of the question the answers and the tolerance are not looked at. What it finds lives in the
 * arena. */
struct formula_diagnosis formula_diagnosis_of(struct arena *arena,
                                              const struct diagnosis_question *question,
                                              const struct answer_formula *answer);

#endif
