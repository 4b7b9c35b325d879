#include "session/ask/subject.h"

#include "checks/answer/answer_number.h"
#include "checks/diagnosis/telling_cell.h"
#include "engine/place.h"
#include "engine/program_state.h"
#include "engine/quantity.h"
#include "session/ask/options.h"
#include "session/ask/options_line.h"
#include "session/ask/order.h"

#include <float.h>
#include <limits.h>
#include <math.h>
#include <string.h>

/* Of a larger network the first cell is asked: every mistake would be made at many cells. */
enum { TELLING_MOST_STATE = 20000 };

/* ---- which operation gives it ---- */

static bool is_parameter(enum role role) {
    return role == ROLE_WEIGHT || role == ROLE_BIAS;
}

/* Of what is computed the operation that does it, also one that comes later; of a weight or a bias
 * only its update, at that step: else it is what it is. */
static long operation_of(const struct subject *subject, int tensor) {
    const struct program *program = subject->run->program;
    long here = subject->place.done - 1;
    if (tensor < 0 || (here >= 0 && program->operations[here].target == tensor)) {
        return tensor < 0 ? -1 : here;
    }
    for (long i = 0; i < program->operation_count && !is_parameter(program->tensors[tensor].role);
         i++) {
        if (program->operations[i].target == tensor) {
            return i;
        }
    }
    return -1;
}

/* The state at the beginning of the iteration, with all that the one before has left. */
static double *state_at_beginning(const struct subject *subject, struct arena *arena) {
    const struct program *program = subject->run->program;
    struct tape *tape = subject->run->tape;
    long iteration = subject->place.iteration - 1; /* from 0 */
    long before = iteration > 0 ? iteration - 1 : 0;
    long position = tape_position(tape);
    double *state = ARENA_ARRAY(arena, double, program->state_count);
    double *scratch = ARENA_ARRAY(arena, double, program->scratch_count);
    tape_seek(tape, before * program->operation_count, LONG_MAX);
    memcpy(state, tape_state(tape), program->state_count * sizeof *state);
    tape_seek(tape, position, LONG_MAX);
    for (; before <= iteration; before++) {
        program_load_batch(program, state, before);
        for (long i = 0; before < iteration && i < program->operation_count; i++) {
            program_run_unseen(program, i, state, scratch);
        }
    }
    return state;
}

bool subject_record(const struct subject *subject, struct arena *arena, const struct asked *asked,
                    struct recording *ret) {
    const struct program *program = subject->run->program;
    if (asked->subject.operation < 0 || program->state_count > RECORDING_MOST_STATE ||
        !recording_create(arena, program, state_at_beginning(subject, arena),
                          asked->subject.operation, subject->place.iteration > 1, ret)) {
        return false;
    }
    if (asked->term > 0) {
        const struct operation *operation = &program->operations[asked->subject.operation];
        recording_narrow(ret, place_term_node(operation, asked->term - 1));
    }
    return true;
}

/* ---- which element ---- */

static bool needs_element(const struct asked *asked) {
    return (asked->kind == QUESTION_VALUE && asked->term == 0) || asked->kind == QUESTION_SIGN ||
           asked->kind == QUESTION_CELL || (asked->kind == QUESTION_CHOICE && asked->stop == NULL);
}

static bool is_about_tensor(const struct asked *asked) {
    return needs_element(asked) || asked->kind == QUESTION_SHAPE || asked->term > 0;
}

/* Where neither the author nor the program said before. */
static struct quantity choose(const struct subject *subject, struct arena *arena,
                              const struct asked *asked, struct quantity quantity) {
    size_t cell[2] = {1, 1};
    struct recording recording;
    if (subject->mistakes != NULL && subject->run->program->state_count <= TELLING_MOST_STATE &&
        subject_record(subject, arena, asked, &recording)) {
        telling_cell_choose(&recording, subject->mistakes, cell);
    }
    return (struct quantity){quantity.tensor, (long)cell[0] - 1, (long)cell[1] - 1};
}

/* Of a term the cell is that of its own value. */
static void choose_of_term(const struct subject *subject, struct arena *arena,
                           struct asked *asked) {
    if (asked->term == 0 || asked->term_cell[0] > 0) {
        return;
    }
    const struct quantity chosen = choose(subject, arena, asked, (struct quantity){-1, 0, 0});
    asked->term_cell[0] = (size_t)chosen.row + 1;
    asked->term_cell[1] = (size_t)chosen.column + 1;
}

static struct quantity element_of(const struct subject *subject, struct arena *arena,
                                  struct asked *asked, struct quantity quantity) {
    const struct program *program = subject->run->program;
    if (!needs_element(asked)) {
        return quantity;
    }
    bool is_given = quantity.row >= 0 && quantity.column >= 0;
    if (!is_given && asked->has_cell) {
        return quantity_of_unit(program, quantity.tensor, asked->unit, asked->across);
    }
    quantity = is_given ? quantity : choose(subject, arena, asked, quantity);
    asked->has_cell = true;
    asked->unit = quantity_unit(program, quantity);
    asked->across = quantity_across(program, quantity);
    return quantity;
}

/* ---- all of it ---- */

/* Numbers that mistakes give, each with its mistake. */
static void add_numbers(const struct subject *subject, struct arena *arena, struct asked *asked) {
    struct asked_subject *found = &asked->subject;
    struct recording *recording = ARENA_NEW(arena, struct recording);
    bool is_term = asked->term > 0;
    const size_t cell[2] = {is_term ? asked->term_cell[0] : (size_t)found->quantity.row + 1,
                            is_term ? asked->term_cell[1] : (size_t)found->quantity.column + 1};
    if (subject_record(subject, arena, asked, recording)) {
        found->options =
            options_of_number(arena, recording, subject->mistakes, cell, &found->option_count);
    }
    if (asked->kind == QUESTION_VALUE && found->option_count < 2) {
        found->option_count = 0; /* a single one would be the answer: it is typed */
    }
}

/* What is typed elsewhere is chosen in a hall. */
static void add_for_hall(const struct subject *subject, struct arena *arena, struct asked *asked) {
    struct asked_subject *found = &asked->subject;
    const struct program *program = subject->run->program;
    if (asked->kind == QUESTION_SHAPE) {
        const struct operation *operation =
            found->operation >= 0 ? &program->operations[found->operation] : NULL;
        found->options =
            options_of_shape(arena, program, operation, found->shape, &found->option_count);
    } else if (asked->kind == QUESTION_SIGN) {
        struct recording recording;
        bool is_recorded = subject_record(subject, arena, asked, &recording);
        found->options =
            options_of_sign(arena, subject_value(subject, asked, is_recorded ? &recording : NULL),
                            &found->option_count);
    }
}

static void add_options(const struct subject *subject, struct arena *arena, struct asked *asked) {
    struct asked_subject *found = &asked->subject;
    bool is_number = (asked->kind == QUESTION_VALUE && subject->is_hall) ||
                     (asked->kind == QUESTION_CHOICE && asked->stop == NULL);
    if (asked->kind == QUESTION_CHOICE && asked->stop != NULL) {
        found->options = options_of_author(arena, asked->stop->question, &found->option_count);
    } else if (asked->kind == QUESTION_ORDER) {
        found->options = order_options(arena, subject->run->program, subject->place.done - 1,
                                       &found->option_count);
    } else if (asked->kind == QUESTION_LINE) {
        options_line_create(arena, subject->run, subject->place.operation,
                            asked->stop != NULL ? asked->stop->question : asked->line, found);
    } else if (is_number && subject->mistakes != NULL) {
        add_numbers(subject, arena, asked);
    } else if (subject->is_hall) {
        add_for_hall(subject, arena, asked);
    }
}

/* Of a step: its formula, its place in the order. */
static bool find_step(const struct subject *subject, struct asked *asked) {
    asked->role = ROLE_COUNT;
    if (asked->kind == QUESTION_FORMULA) {
        asked->subject.operation = subject->place.done - 1;
    }
    bool is_small = subject->run->program->state_count <= RECORDING_MOST_STATE;
    return asked->kind == QUESTION_CHOICE || asked->kind == QUESTION_LINE ||
           (subject->place.operation != NULL && (asked->kind != QUESTION_FORMULA || is_small));
}

static bool find_tensor(const struct subject *subject, struct arena *arena, struct asked *asked,
                        const struct script_stop *stop) {
    const struct program *program = subject->run->program;
    struct quantity quantity =
        stop != NULL
            ? script_asked(subject->run->script, stop)
            : (struct quantity){quantity_tensor_at(program, asked->role, asked->layer, asked->rank),
                                -1, -1};
    if (quantity_is_none(quantity)) {
        return false;
    }
    struct asked_subject *found = &asked->subject;
    const struct tensor *tensor = &program->tensors[quantity.tensor];
    asked->role = tensor->role;
    asked->layer = tensor->layer;
    asked->rank = quantity_tensor_rank(program, quantity.tensor);
    found->operation = operation_of(subject, quantity.tensor);
    if (asked->kind == QUESTION_CELL) { /* where its name is read */
        found->operation = subject->place.done > 0 ? subject->place.done - 1 : 0;
    }
    found->shape = tensor->storage.shape;
    found->is_change =
        asked->kind == QUESTION_SIGN && is_parameter(tensor->role) && found->operation >= 0;
    found->quantity = quantity_normal(program, element_of(subject, arena, asked, quantity));
    choose_of_term(subject, arena, asked);
    bool is_hard = (needs_element(asked) || asked->term > 0) && found->operation >= 0 &&
                   program->state_count > RECORDING_MOST_STATE;
    return !is_hard && !quantity_is_none(found->quantity);
}

bool subject_is_of(const struct subject *subject, const struct asked *asked, int tensor) {
    return is_about_tensor(asked) && tensor >= 0 &&
           quantity_tensor_at(subject->run->program, asked->role, asked->layer, asked->rank) ==
               tensor;
}

bool subject_find(const struct subject *subject, struct arena *arena, struct asked *asked,
                  const struct script_stop *stop) {
    asked->subject = (struct asked_subject){.operation = -1, .quantity = QUANTITY_NONE};
    bool is_found = is_about_tensor(asked) ? find_tensor(subject, arena, asked, stop)
                                           : find_step(subject, asked);
    if (is_found) {
        add_options(subject, arena, asked);
    }
    bool is_answerable = asked->kind != QUESTION_LINE || asked->subject.option_count > 1;
    return is_found && is_answerable;
}

double subject_value(const struct subject *subject, const struct asked *asked,
                     const struct recording *recording) {
    const struct quantity quantity = asked->subject.quantity;
    size_t row = (size_t)quantity.row, column = (size_t)quantity.column;
    const struct program *program = subject->run->program;
    if (recording == NULL) {
        return matrix_at(
            program_tensor_value(program, quantity.tensor, tape_state(subject->run->tape)), row,
            column);
    }
    double before = asked->subject.is_change
                        ? matrix_at(program_tensor_value(program, quantity.tensor,
                                                         recording->state +
                                                             RECORDED_NOW * program->state_count),
                                    row, column)
                        : 0;
    double change = matrix_at(recording->right, row, column) - before;
    return fabs(change) <= DBL_EPSILON * fabs(before) ? 0 : change;
}
