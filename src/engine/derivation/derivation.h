#ifndef BACKSTEP_ENGINE_DERIVATION_DERIVATION_H
#define BACKSTEP_ENGINE_DERIVATION_DERIVATION_H

/* A derivation of the notation with the numbers of a run: every line bound and computed, and held
 * against the one that it goes on from.
 *
 * A derivation has a state of its own: the run's parameters and samples, with everything that the
 * forward and the backward pass make of them. So all its lines have their values whatever step the
 * run is at, and nothing of the run is touched. One that is about a single sample, as most proofs
 * of the notes are, takes one of several: its program is then the lesson with that sample alone,
 * in which the notation writes its small letters. */

#include "engine/program.h"

/* A derivation that there is to be seen, and where. */
struct derivation_choice {
    const struct notation_derivation *definition;
    int layer;             /* what l is in it */
    bool is_of_one_sample; /* of the several that the program has */
};

/* Whether it holds at a layer: "when" does, for all samples or for one of them. */
bool derivation_holds(const struct program *program, const struct notation_derivation *definition,
                      int layer, struct derivation_choice *ret);

/* Those of an operation of the program, in the notation's order. At most `most` are written;
 * returns how many. */
size_t derivation_choices(const struct program *program, const struct operation *operation,
                          struct derivation_choice *ret, size_t most);

/* Those that belong to no operation: at the layer where they hold there, else at the highest one
 * where they do. */
size_t derivation_free_choices(const struct program *program, int layer,
                               struct derivation_choice *ret, size_t most);

/* Those at a place of all that a program derives, from -(layers) to the last operation: below 0 a
 * layer's that belong to no operation, from 0 an operation's. */
size_t derivation_choices_at(const struct program *program, long place,
                             struct derivation_choice *ret, size_t most);

enum derivation_verdict {
    DERIVATION_HOLDS,
    DERIVATION_BREAKS,       /* another value, or another shape */
    DERIVATION_NOT_FINITE,   /* on either side: nothing to compare */
    DERIVATION_DOES_NOT_FIT, /* the formula is wrong by its shapes, or by what it names */
    DERIVATION_VERDICT_COUNT
};
extern const char
    *const derivation_verdict_names[DERIVATION_VERDICT_COUNT]; /* "holds", "breaks", … */

struct derivation_line {
    const struct notation_line *definition;
    /* The line as an operation, for whoever shows operations: its binding is the line's, whose
     * statement has a target, another left side, or none. Its target is the tensor on the left; of
     * a line without one that of the operation that is proved, or the loss. Not where the line does
     * not fit. */
    struct operation operation;
    struct evaluation evaluation; /* for the letters of the derivation; unfolded */
    struct formula_error error;   /* DOES_NOT_FIT */
    bool has_left;
    /* The line whose value it must have, in the same equation; its own number: it must have the
     * value of its left side. Misprinted lines are passed over. */
    size_t above;
    enum derivation_verdict verdict;
    double difference; /* the largest, of HOLDS and BREAKS with the same shape */
};

struct derivation {
    struct derivation_choice choice;
    const struct program *program; /* the one passed in, or that of a single sample */
    double *state;
    struct derivation_line *lines; /* for others only to be read */
    size_t line_count;
    /* What the letters stand for that no sum runs over, from 1, and how far each may go; a limit of
     * 0: the letter is not used. */
    size_t letters[FORMULA_MOST_INDICES], limits[FORMULA_MOST_INDICES];
};

/* Works a derivation out from a state of the program (program->state_count doubles, only read), for
 * a sample of its batch, from 0. All letters are 1. Lives in the arena; the program must outlive
 * it. */
struct derivation *derivation_create(struct arena *arena, const struct program *program,
                                     const double *state, const struct derivation_choice *choice,
                                     size_t sample);

/* Computes all lines again for other letters, each within its limit. */
void derivation_choose(struct derivation *derivation, const size_t *letters);

/* What a line is worth: its right side, or its left side (has_left). Only of lines that fit. */
struct matrix derivation_value(const struct derivation *derivation, size_t line);
struct matrix derivation_left(const struct derivation *derivation, size_t line);

/* A line as the notation prints it; with_numbers: letters as the numbers that they stand for. */
const char *derivation_print(struct arena *arena, const struct derivation *derivation, size_t line,
                             enum print_format format, bool with_numbers);

/* Its TeX with the first and the last alone of what is written out. */
const char *derivation_print_short(struct arena *arena, const struct derivation *derivation,
                                   size_t line);

/* Relative to the values; the sizes of what they are made of count too, at the last digits. */
extern const double derivation_tolerance;

#endif
