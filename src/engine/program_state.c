/* What a program does with a state: filling it, running operations on it, reading it. */

#include "base/text.h"
#include "engine/run.h"

#include <assert.h>
#include <string.h>

struct matrix program_tensor_value(const struct program *program, int tensor, const double *state) {
    const struct tensor_place *place = &program->tensors[tensor].place;
    /* a view: who passes a const state only reads it */
    return (struct matrix){place->shape.rows, place->shape.columns,
                           (double *)(state + place->offset)};
}

int program_find_tensor(const struct program *program, enum role role, int layer) {
    for (int i = 0; i < program->tensor_count; i++) {
        if (program->tensors[i].role == role && program->tensors[i].layer == layer) {
            return i;
        }
    }
    return -1;
}

bool program_is_written(const struct program *program, int tensor, long done) {
    return program->tensors[tensor].first_write < done;
}

/* Authors write one row a unit and one row a sample: samples as rows fits data as it is and
 * weights transposed, samples as columns the other way round. */
static void fill(struct matrix result, struct matrix author, bool is_transposed) {
    is_transposed ? matrix_transpose_into(result, author) : matrix_copy_into(result, author);
}

static void fill_parameter(const struct program *program, const struct tensor *tensor,
                           struct matrix value) {
    const struct network_layer *layer = &program->lesson->network.layers[tensor->layer - 1];
    bool are_rows = program->notation->samples == SAMPLES_AS_ROWS;
    fill(value, tensor->role == ROLE_WEIGHT ? layer->weights : layer->biases, are_rows);
}

size_t program_batch_start(const struct program *program, long iteration) {
    return (size_t)iteration * program->samples % program->lesson->sample_count;
}

/* Copies the batch's rows of the author's matrix (one a sample) into a tensor. */
static void fill_batch(const struct program *program, struct matrix value, struct matrix author,
                       size_t start) {
    bool are_rows = program->notation->samples == SAMPLES_AS_ROWS;
    for (size_t s = 0; s < program->samples; s++) {
        const double *row = author.values + (start + s) % author.rows * author.columns;
        for (size_t i = 0; i < author.columns; i++) {
            value.values[are_rows ? s * author.columns + i : i * program->samples + s] = row[i];
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
    const struct binding *binding = &program->operations[operation].binding;
    const struct evaluation evaluation = {.state = state, .scratch = scratch};
    binding_compute(binding, &evaluation);
    binding_store(binding, &evaluation);
}

/* i and j run over the target's rows and columns where it names them. */
static void run_elements(const struct binding *binding, struct evaluation *evaluation) {
    size_t limits[3];
    for (size_t i = 0; i < 3; i++) {
        limits[i] = binding->element_limits[i] > 0 ? binding->element_limits[i] : 1;
    }
    size_t *at = evaluation->element;
    for (at[0] = 1; at[0] <= limits[0]; at[0]++) {
        for (at[1] = 1; at[1] <= limits[1]; at[1]++) {
            for (at[2] = 1; at[2] <= limits[2]; at[2]++) {
                binding_compute(binding, evaluation);
                binding_store(binding, evaluation);
            }
        }
    }
}

void program_run_form(const struct program *program, long operation, size_t form, double *state,
                      double *scratch) {
    assert(operation >= 0 && operation < program->operation_count);
    assert(form < program->operations[operation].form_count);
    struct evaluation evaluation = {.state = state, .scratch = scratch};
    run_elements(&program->operations[operation].forms[form].binding, &evaluation);
}

/* ---- places in the run ---- */

struct program_place program_place_of(const struct program *program, long step) {
    assert(step >= 0 && step <= program->step_count);
    if (step == 0) {
        return (struct program_place){.iteration = 1};
    }
    long last = (step - 1) % program->operation_count;
    return (struct program_place){.iteration = (step - 1) / program->operation_count + 1,
                                  .done = last + 1,
                                  .operation = &program->operations[last]};
}

/* A unit of the level ends behind step: its last operation is done. */
static bool is_stop(const struct program *program, long step, enum step_level level) {
    if (step == 0 || level == LEVEL_OPERATION) {
        return true;
    }
    long next = step % program->operation_count; /* of the next operation */
    if (next == 0) {
        return true;
    }
    return level == LEVEL_PASS &&
           program->operations[next].pass != program->operations[next - 1].pass;
}

long program_next_stop(const struct program *program, long step, enum step_level level,
                       bool is_forward) {
    long end = is_forward ? program->step_count : 0;
    if (step == end) {
        return step;
    }
    do {
        step += is_forward ? 1 : -1;
    } while (step != end && !is_stop(program, step, level));
    return step;
}

/* ---- how it is written ---- */

static const struct symbol_form *symbol_form(const void *context, int symbol, int layer) {
    const struct program *program = context;
    return notation_symbol_form(program->notation, symbol, layer,
                                (int)program->lesson->network.layer_count, program->samples);
}

const struct localized_text *program_tensor_title(const struct program *program, int tensor) {
    const struct tensor *found = &program->tensors[tensor];
    return notation_symbol_title(program->notation, found->symbol, found->layer,
                                 (int)program->lesson->network.layer_count, program->samples);
}

static bool activation_of(const void *context, int layer, enum activation *ret) {
    const struct program *program = context;
    if (layer < 1 || layer > (int)program->lesson->network.layer_count) {
        return false;
    }
    *ret = program->lesson->network.layers[layer - 1].activation;
    return true;
}

/* A note may call every activation σ. Where that is another function's own name, the function that
 * the layer has keeps its own. */
static bool names_another(const struct symbol_form *form, enum activation activation) {
    for (int i = 0; i < ACTIVATION_COUNT; i++) {
        const struct activation_definition *other = activation_definition((enum activation)i);
        if (i != (int)activation && strcmp(form->base[PRINT_TEXT], other->text) == 0) {
            return true;
        }
    }
    return false;
}

static const struct symbol_form *function_form(const void *context, enum function function,
                                               int layer) {
    const struct program *program = context;
    const struct symbol_form *form =
        notation_function_form(program->notation, function, layer,
                               (int)program->lesson->network.layer_count, program->samples);
    enum activation activation;
    bool is_known = activation_of(context, layer, &activation);
    return form != NULL && is_known && names_another(form, activation) ? NULL : form;
}

static bool shape_of(const void *context, int symbol, int layer, struct shape *ret) {
    const struct program *program = context;
    for (int i = 0; i < program->tensor_count; i++) {
        const struct tensor *tensor = &program->tensors[i];
        if (tensor->symbol == symbol && tensor->layer == layer) {
            *ret = tensor->place.shape;
            return true;
        }
    }
    return false;
}

struct printer program_printer(const struct program *program, enum print_format format, int layer) {
    return (struct printer){
        .format = format,
        .signs = &program->notation->signs,
        .layer = layer,
        .last_layer = (int)program->lesson->network.layer_count,
        .context = program,
        .symbol = symbol_form,
        .activation = activation_of,
        .function = function_form,
        .shape = shape_of,
    };
}

const char *program_tensor_name(struct arena *arena, const struct program *program, int tensor,
                                enum print_format format) {
    const struct tensor *named = &program->tensors[tensor];
    struct printer printer = program_printer(program, format, 0);
    struct text_builder text;
    text_begin(&text, arena);
    struct tensor_index index = {named->layer < 0 ? INDEX_NONE : INDEX_NUMBER, named->layer};
    print_tensor(&printer, named->symbol, index, &text);
    return text.bytes;
}

/* An element form of its own takes both indexes. */
static bool has_element_form(const struct program *program, const struct tensor *tensor,
                             enum print_format format) {
    const struct symbol_form *form = symbol_form(program, tensor->symbol, tensor->layer);
    return format == PRINT_TEX && form->element != NULL && *form->element != '\0';
}

const char *program_element_name(struct arena *arena, const struct program *program, int tensor,
                                 size_t row, size_t column, enum print_format format) {
    const struct tensor *named = &program->tensors[tensor];
    struct shape shape = named->place.shape;
    if (shape_count(shape) == 1) {
        return program_tensor_name(arena, program, tensor, format);
    }
    bool has_both = has_element_form(program, named, format);
    struct printer printer = program_printer(program, format, 0);
    struct text_builder text;
    text_begin(&text, arena);
    struct tensor_index index = {named->layer < 0 ? INDEX_NONE : INDEX_NUMBER, named->layer};
    print_tensor_element(&printer, named->symbol, index,
                         has_both || shape.rows > 1 ? (int)row + 1 : 0,
                         has_both || shape.columns > 1 ? (int)column + 1 : 0, &text);
    return text.bytes;
}
