#ifndef BACKSTEP_CHECKS_RECORDING_H
#define BACKSTEP_CHECKS_RECORDING_H

/* One operation of a run with all that a reader could have taken for its operands: what every
 * tensor held before it, what it holds at the end of the iteration, and what it held when the
 * iteration began. A formula that was rewritten is bound and computed here, whatever shape it has.
 *
 * Its names are those of the notation, and for each name two more: "w_after", the value at the end
 * of the iteration, and "w_before", that at its beginning (of anything but weights and biases: of
 * the iteration before). A plain name means the value at the operation; of what is computed only
 * later, the later one. */

#include "engine/program.h"
#include "formula/print/print.h"

enum recorded_time { RECORDED_NOW, RECORDED_AFTER, RECORDED_BEFORE, RECORDED_TIMES };

struct recording {
    struct arena *arena;
    const struct program *program;
    long operation;          /* of the program, from 0 */
    bool has_before;         /* there was an iteration before */
    double *state;           /* RECORDED_TIMES blocks of program->state_count doubles */
    long part;               /* the node of its formula that is asked for; -1: all of it */
    struct matrix right;     /* what the operation, or that part of it, gives */
    struct notation symbols; /* the notation with all names */
    struct program view;     /* the program with these, for printing */
};

enum { RECORDING_MOST_STATE = 4 * 1024 * 1024 }; /* doubles of a program that is recorded */

/* Runs the iteration whose beginning start holds (program->state_count doubles, with its samples;
 * only read). False where the program is larger than RECORDING_MOST_STATE. The recording must stay
 * where it is; program and arena must outlive it. */
bool recording_create(struct arena *arena, const struct program *program, const double *start,
                      long operation, bool has_before, struct recording *ret);

/* The same of step, from 1, of a run from its beginning; also false where the run stops before. */
bool recording_of_step(struct arena *arena, const struct program *program, long step,
                       struct recording *ret);

/* An inner value is asked for: that of a node of the operation's formula, which belongs to no sum's
 * turns. */
void recording_narrow(struct recording *recording, size_t node);

/* The operation that was recorded. */
const struct operation *recording_operation(const struct recording *recording);

/* The symbol of a role at a time; -1: the notation does without it. */
int recording_symbol(const struct recording *recording, enum role role, enum recorded_time time);

/* Role and tensor of the program that a symbol at a layer (-1: it has none) means; tensor -1: the
 * program has no such one. */
enum role recording_role(const struct recording *recording, int symbol);
int recording_tensor(const struct recording *recording, int symbol, int layer);

/* The layer that an index means at the operation; -1: none. */
int recording_layer(const struct recording *recording, struct tensor_index index);

/* Binds a statement; its value may have any shape. In the arena that is passed. */
bool recording_bind(const struct recording *recording, struct arena *arena,
                    const struct statement *statement, struct binding *ret,
                    struct formula_error *error);

/* The value of a binding, all inner ones computed, in the arena. */
struct matrix recording_compute(const struct recording *recording, struct arena *arena,
                                const struct binding *binding, struct evaluation *ret);

/* A printer for its statements. */
struct printer recording_printer(const struct recording *recording, enum print_format format);

#endif
