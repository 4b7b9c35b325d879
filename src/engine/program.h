#ifndef BACKSTEP_ENGINE_PROGRAM_H
#define BACKSTEP_ENGINE_PROGRAM_H

/* A lesson in a notation, as a list of operations: each is one of the notation's formulas, bound
 * to the tensors of this network. One iteration runs the list once. The program itself never
 * changes; the tensors' values are a block of doubles, the state, that others hold. */

#include "base/arena.h"
#include "formula/code/code.h"
#include "lesson/lesson.h"
#include "notation/notation.h"

enum { PROGRAM_MOST_STATE = 64 * 1024 * 1024 }; /* doubles: 512 MiB */

struct tensor {
    int symbol; /* in the notation */
    enum role role;
    int layer; /* -1: the symbol has no layers */
    struct tensor_storage storage;
    long first_write; /* the first operation (from 0) that writes it; -1: it begins with a value */
};

/* Another way to write an operation, bound to the same tensors. */
struct operation_form {
    enum form_kind kind;
    struct binding binding;
};

struct operation {
    const struct notation_operation *definition;
    const struct localized_text *title; /* the definition's, for the layer and the samples */
    const struct notation_alternative *alternative;
    enum pass pass;
    int layer;               /* what l is; the last layer for operations outside a loop */
    int target;              /* the tensor that it writes */
    struct binding binding;  /* its statement is the alternative's, or the one that replaces it */
    const struct code *code; /* the binding's instructions */
    const struct operation_form *forms;
    size_t form_count;
    bool reads_target; /* its formula or a form has the value that it replaces: W - eta dW */
};

/* The state begins with what an iteration hands on to the next, the parameters that training
 * changes and what a notation keeps beside them, so that a checkpoint is one copy. */
struct program {
    const struct lesson *lesson;
    const struct notation *notation; /* with the lesson's own formulas, if it brings some */
    size_t samples;                  /* in each batch */
    double learning_rate;
    const struct tensor *tensors;
    int tensor_count;
    const struct operation *operations;
    long operation_count;   /* in one iteration */
    size_t state_count;     /* doubles */
    size_t parameter_count; /* the first of them: weights, biases and the role state */
    size_t scratch_count;   /* doubles: what the largest formula needs, and memos (code.h) */
    long iterations;
    long step_count;                      /* iterations * operation_count */
    const struct program_error *left_out; /* forms that do not fit this network */
    size_t left_out_count;
    const struct tensor *unsized; /* its name does not say its shape; NULL: all names do */
};

/* Why a lesson and a notation do not make a program. */
struct program_error {
    const char *operation; /* NULL: no operation is to blame */
    int layer;
    const char *source; /* the formula, or NULL; formula.begin and end lie in it */
    struct formula_error formula;
};

/* Makes the program; lesson and notation must outlive it. iterations > 0 replaces the lesson's.
 * NULL with *error set when a formula does not fit the network, reads what nothing has written,
 * the tensors would not fit into PROGRAM_MOST_STATE, or the lesson has formulas of its own that are
 * written in another notation. */
const struct program *program_create(struct arena *arena, const struct lesson *lesson,
                                     const struct notation *notation, long iterations,
                                     struct program_error *error);

/* A formula that takes the place of an operation's in every case. */
struct program_replacement {
    const struct notation_operation *operation;
    const struct statement *statement;
};

struct program_options {
    long iterations;   /* > 0 replaces the lesson's */
    double rate_scale; /* of the lesson's learning rate; 0: 1 */
    const struct program_replacement *replacements;
    size_t replacement_count;
};

/* As program_create, with formulas replaced; a replaced operation has no other forms. */
const struct program *program_create_with(struct arena *arena, const struct lesson *lesson,
                                          const struct notation *notation,
                                          const struct program_options *options,
                                          struct program_error *error);

/* Binds one more statement to the tensors of a program, as an operation at a layer would be. False
 * with *error set when it does not fit. */
bool program_bind(struct arena *arena, const struct program *program,
                  const struct statement *statement, int layer, struct binding *ret,
                  struct formula_error *error);

/* The error as one sentence in the arena. */
const char *program_error_text(struct arena *arena, const struct program_error *error);

/* The tensor with a role at a layer (-1 for roles without layers), or -1. */
int program_find_tensor(const struct program *program, enum role role, int layer);

/* The tensor whose values begin there in the state; and that which a node of an operation's
 * formula, or of a form of it, is, -1 when it is none. */
int program_tensor_at(const struct program *program, size_t offset);
int program_node_tensor(const struct program *program, const struct binding *binding, size_t node);

/* Whether a tensor has a value when `done` operations of its iteration (from 0) are done:
 * gradients of the iteration before do not count. */
bool program_is_written(const struct program *program, int tensor, long done);

#endif
