#include "engine/program_state.h"

#include <assert.h>
#include <string.h>

struct matrix program_tensor_value(const struct program *program, int tensor, const double *state) {
    const struct tensor_storage *storage = &program->tensors[tensor].storage;
    return matrix_view(state + storage->offset, storage->shape.rows, storage->shape.columns);
}

/* Authors write one row a unit and one row a sample: samples as rows fits data as it is and
 * weights transposed, samples as columns the other way round. */
static void fill(struct matrix result, struct matrix author, bool is_transposed) {
    is_transposed ? matrix_transpose_into(result, author) : matrix_copy_into(result, author);
}

static void fill_all(struct matrix result, double value) {
    for (size_t i = 0; i < result.rows * result.columns; i++) {
        result.values[i] = value;
    }
}

static void fill_parameter(const struct program *program, const struct tensor *tensor,
                           struct matrix value) {
    const struct network_layer *layer = &program->lesson->network.layers[tensor->layer - 1];
    fill(value, tensor->role == ROLE_WEIGHT ? layer->weights : layer->biases,
         !sample_axis_has_units_down(program->notation->samples));
}

/* What the file gives: one number everywhere, or a number for each element. */
static void fill_given(const struct program *program, const struct notation_symbol *symbol,
                       struct matrix value) {
    if (symbol->initial.values == NULL) {
        fill_all(value, symbol->value);
    } else {
        fill(value, symbol->initial, !sample_axis_has_units_down(program->notation->samples));
    }
}

size_t program_batch_start(const struct program *program, long iteration) {
    return (size_t)iteration * program->samples % program->lesson->sample_count;
}

/* Copies the batch's rows of the author's matrix (one a sample) into a tensor. */
static void fill_batch(const struct program *program, struct matrix value, struct matrix author,
                       size_t start) {
    for (size_t s = 0; s < program->samples; s++) {
        const double *row = author.values + (start + s) % author.rows * author.columns;
        for (size_t i = 0; i < author.columns; i++) {
            struct shape at = sample_axis_turn(program->notation->samples, (struct shape){i, s});
            value.values[at.rows * value.columns + at.columns] = row[i];
        }
    }
}

void program_load_batch(const struct program *program, double *state, long iteration) {
    if (iteration > 0 && program->samples == program->lesson->sample_count) {
        return; /* all samples are there since the beginning */
    }
    size_t start = program_batch_start(program, iteration);
    int input = program_find_tensor(program, ROLE_ACTIVATION, 0);
    int target = program_find_tensor(program, ROLE_TARGET, -1);
    fill_batch(program, program_tensor_value(program, input, state), program->lesson->inputs,
               start);
    fill_batch(program, program_tensor_value(program, target, state), program->lesson->targets,
               start);
}

void program_initial_state(const struct program *program, double *state) {
    memset(state, 0, program->state_count * sizeof *state);
    for (int i = 0; i < program->tensor_count; i++) {
        const struct tensor *tensor = &program->tensors[i];
        struct matrix value = program_tensor_value(program, i, state);
        if (tensor->role == ROLE_WEIGHT || tensor->role == ROLE_BIAS) {
            fill_parameter(program, tensor, value);
        } else if (tensor->role == ROLE_CONSTANT || tensor->role == ROLE_STATE) {
            fill_given(program, &program->notation->symbols[tensor->symbol], value);
        } else if (tensor->role == ROLE_RATE) {
            value.values[0] = program->learning_rate;
        } else if (tensor->role == ROLE_SAMPLE_COUNT) {
            value.values[0] = (double)program->samples;
        }
    }
    program_load_batch(program, state, 0);
}

void program_run(const struct program *program, long operation, double *state, double *scratch) {
    assert(operation >= 0 && operation < program->operation_count);
    code_run(program->operations[operation].code, state, scratch);
}

void program_run_unseen(const struct program *program, long operation, double *state,
                        double *scratch) {
    assert(operation >= 0 && operation < program->operation_count);
    code_run_unseen(program->operations[operation].code, state, scratch);
}

void program_run_form(const struct program *program, long operation, size_t form, double *state,
                      double *scratch) {
    assert(operation >= 0 && operation < program->operation_count);
    assert(form < program->operations[operation].form_count);
    const struct binding *binding = &program->operations[operation].forms[form].binding;
    struct evaluation evaluation = {.state = state, .scratch = scratch};
    binding_take_first_element(&evaluation);
    do {
        binding_compute(binding, &evaluation);
        binding_store(binding, &evaluation);
    } while (binding_take_next_element(binding, &evaluation));
}
