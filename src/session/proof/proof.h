#ifndef BACKSTEP_SESSION_PROOF_PROOF_H
#define BACKSTEP_SESSION_PROOF_PROOF_H

/* The place of a reader in a derivation: which one, how many of its lines are written, and in the
 * newest of them which term and element. Lines that the note misprints are passed over: they are
 * seen beside the right one, and only when the reader asks. */

#include "engine/derivation/derivation.h"
#include "engine/place.h"

/* Behind which steps the reader went on from the last line of a derivation: the way back goes
 * through it again. */
struct proof_left {
    long step; /* where it was open */
    size_t which;
    enum step_level level;
    size_t letters[FORMULA_MOST_INDICES];
};
enum { PROOF_MOST_LEFT = 64 };

struct proof {
    struct arena *arena;           /* of what follows; NULL: none is open */
    struct derivation *derivation; /* with its numbers, at the reader's step and sample */
    size_t which, count;           /* of those that can be seen here, from 0 */
    size_t written;                /* lines, from 0 */
    enum step_level level;         /* OPERATION: the newest line as a whole; or TERM, ELEMENT */
    size_t term, element;          /* inside of it: term, or way, from 0; element from 1, 0: all */
    size_t misprint;               /* of the newest line, that is shown, from 1; 0: none */
    size_t scrolled;               /* older lines that the reader scrolled back to */
    size_t sample;                 /* of the batch, that it is worked out for */
    struct proof_left left[PROOF_MOST_LEFT];
    size_t left_count;
};

/* What is seen of the run where a derivation is opened. */
struct proof_source {
    const struct program *program;
    const double *state;
    const struct operation *operation; /* done last, not NULL */
    size_t sample;
};

/* Whether a derivation is on the board. */
bool proof_is_open(const struct proof *proof);

/* How many derivations there are at an operation: first its own, *ret_own of them, then those of
 * the note that prove no operation. */
size_t proof_choices(const struct program *program, const struct operation *operation,
                     size_t *ret_own);

/* Opens that derivation of them, before its first line; one that was open is closed. */
void proof_open(struct proof *proof, const struct proof_source *source, size_t which);

/* The same with an id; false where there is none such here, and nothing has changed. */
bool proof_open_named(struct proof *proof, const struct proof_source *source, const char *id);

/* Opens, with its misprint shown, the next line that the note misprints in what can be seen here:
 * behind the one that is open, and from the beginning behind the last. False: there is none. */
bool proof_open_misprint(struct proof *proof, const struct proof_source *source);

/* Nothing to do where none is open. What was left stays. */
void proof_close(struct proof *proof);
/* The same lines with the numbers of another sample. */
void proof_renew(struct proof *proof, const struct proof_source *source);

/* ---- lines; one is open ---- */

/* How many there are without misprints, and the index in the derivation of one of them, from 1. */
size_t proof_line_count(const struct proof *proof);
size_t proof_line(const struct proof *proof, size_t number);

/* Whether an operation's own derivations have lines that the note misprints. */
bool proof_has_misprint(const struct program *program, const struct operation *operation);

/* The line that the note misprints in the place of the newest, of several the one that is shown or
 * the first; false: it prints that right. And how many of them there are. */
bool proof_misprint(const struct proof *proof, size_t *ret_line);
size_t proof_misprint_count(const struct proof *proof);

/* Shows the next misprint of the newest line; behind the last none. False: it has none. */
bool proof_turn_misprint(struct proof *proof);

/* One step of the level on or back. False where all is written, and before the first line. */
bool proof_next(struct proof *proof);
bool proof_previous(struct proof *proof);
bool proof_is_written(const struct proof *proof);

/* How many ways the sum of the newest line goes, engine/derivation/derivation_way.h, one after the
 * other when the reader is inside of it; 0: it has none. */
size_t proof_way_count(const struct proof *proof);
/* Whether the reader is on one of them, which `term` counts; and whether nothing finer is there. */
bool proof_is_on_way(const struct proof *proof);
bool proof_is_finest(const struct proof *proof);

/* So many lines are written; the newest as a whole. */
void proof_go_to(struct proof *proof, size_t written);

/* Finer or coarser within the newest line; false where there is nothing such. */
bool proof_change_level(struct proof *proof, bool is_finer);

/* The next or previous number of the letter `which` of those that no sum runs over, from 0; false
 * where there is none. */
bool proof_choose(struct proof *proof, size_t which, bool is_forward);

/* The letters of the newest line that no sum runs over, in the order of the notation; of a line
 * about all elements those of the line before it. Returns how many. */
size_t proof_letters(const struct proof *proof, size_t ret[FORMULA_MOST_INDICES]);

/* ---- what was left ---- */

/* Remembers that the reader went on behind the last line, and closes it. */
void proof_leave(struct proof *proof, long step);

/* Opens what was left at a step, at its end, when it was left last; false: nothing was. */
bool proof_come_back(struct proof *proof, const struct proof_source *source, long step);

/* The lines at which derivations were left are forgotten. */
void proof_forget_left(struct proof *proof);

#endif
