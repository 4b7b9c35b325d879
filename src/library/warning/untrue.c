#include "library/warning/untrue.h"

#include "base/number.h"
#include "base/text.h"
#include "checks/gradcheck.h"
#include "engine/program_names.h"
#include "engine/program_state.h"

#include <float.h>
#include <math.h>
#include <string.h>

enum {
    MOST_LAYERS = 3,
    INPUTS = 2,
    HIDDEN = 3,
    OUTPUTS = 2,
    MOST_SAMPLES = 2,
    CASES = LOSS_COUNT * ACTIVATION_COUNT * MOST_SAMPLES * 2, /* and targets of two kinds */
    DIGITS = 4
};

/* No weight is 1 or 0, where a lost factor is not seen, and outputs lie between 0 and 1, where
 * every loss has a value. */
static const double hidden_weights[] = {0.5, -0.8, 0.3, 0.7, -0.6, 0.4};
static const double middle_weights[] = {0.3, -0.4, 0.6, 0.7, 0.2, -0.5, -0.3, 0.8, 0.4};
static const double output_weights[] = {0.2, -0.3, 0.25, -0.15, 0.35, 0.1};
static const double hidden_biases[] = {0.1, -0.2, 0.3}, output_biases[] = {0.5, 0.4};
static const double middle_biases[] = {0.2, 0.1, -0.1};
static const double inputs[] = {0.9, -0.4, -1.3, 0.6};
static const double targets[][MOST_SAMPLES * OUTPUTS] = {{0, 1, 1, 0}, {1, 1, 1, 0}};

struct trial {
    struct diagnostics *diagnostics;
    struct arena *arena;
    const struct notation *notation;
    const struct program *program;
    double *state, *scratch;
    const struct gradcheck *check;
};

/* ---- the networks ---- */

static struct matrix copied(struct arena *arena, size_t rows, size_t columns,
                            const double *values) {
    struct matrix matrix = {rows, columns, ARENA_ARRAY(arena, double, rows *columns + 1)};
    memcpy(matrix.values, values, rows * columns * sizeof *values);
    return matrix;
}

static struct network_layer layer_of(enum activation activation, struct matrix weights,
                                     struct matrix biases) {
    return (struct network_layer){.units = weights.rows,
                                  .activation = activation,
                                  .has_biases = biases.rows > 0,
                                  .weights = weights,
                                  .biases = biases};
}

/* Softmax is for the last layer alone. */
static enum activation hidden_activation(int number) {
    enum activation activation = (enum activation)(number % ACTIVATION_COUNT);
    return activation_mixes_units(activation) ? ACTIVATION_TANH : activation;
}

static void fill_network(struct arena *arena, struct network *network, enum activation hidden,
                         enum activation output, bool has_biases) {
    static const char *const names[] = {"x1", "x2"};
    size_t biases = has_biases ? 1 : 0;
    network->inputs = INPUTS;
    network->input_names = names;
    network->trains_biases = true;
    network->layers[0] = layer_of(hidden, copied(arena, HIDDEN, INPUTS, hidden_weights),
                                  copied(arena, biases * HIDDEN, 1, hidden_biases));
    network->layers[1] = layer_of(hidden, copied(arena, HIDDEN, HIDDEN, middle_weights),
                                  copied(arena, biases * HIDDEN, 1, middle_biases));
    network->layers[network->layer_count - 1] =
        layer_of(output, copied(arena, OUTPUTS, HIDDEN, output_weights),
                 copied(arena, biases * OUTPUTS, 1, output_biases));
}

/* Of each loss and output those with biases come first: without, a wrong error is not told from a
 * wrong gradient. A third of those has a layer more. */
static const struct lesson *make_lesson(struct arena *arena, int number) {
    struct lesson *lesson = ARENA_NEW(arena, struct lesson);
    int pair = number % (LOSS_COUNT * ACTIVATION_COUNT);
    int kind = number / (LOSS_COUNT * ACTIVATION_COUNT);
    int loss = pair % LOSS_COUNT, output = pair / LOSS_COUNT;
    size_t samples = (size_t)(kind % MOST_SAMPLES) + 1;
    *lesson = (struct lesson){
        .loss = (enum loss)loss,
        .sample_count = samples,
        .batch_size = samples,
        .learning_rate = 0.1,
        .iterations = 1,
        .inputs = copied(arena, samples, INPUTS, inputs),
        .targets = copied(arena, samples, OUTPUTS, targets[(kind + pair) % 2]),
    };
    lesson->network.layer_count = (loss + output) % MOST_LAYERS == kind ? MOST_LAYERS : 2;
    fill_network(arena, &lesson->network, hidden_activation(number + output),
                 (enum activation)output, kind < MOST_SAMPLES);
    return lesson;
}

/* ---- whose fault it is ---- */

/* The operation that writes what has a role at a layer; -1: none does. */
static long writer_of(const struct program *program, enum role role, int layer) {
    int tensor = program_find_tensor(program, role, layer);
    for (long i = 0; tensor >= 0 && i < program->operation_count; i++) {
        if (program->operations[i].target == tensor) {
            return i;
        }
    }
    return -1;
}

static const struct gradcheck_tensor *failed_at(const struct trial *trial, enum role role,
                                                int layer) {
    int gradient = program_find_tensor(trial->program, role, layer);
    for (size_t i = 0; i < trial->check->count; i++) {
        const struct gradcheck_tensor *tensor = &trial->check->tensors[i];
        if (tensor->gradient == gradient && tensor->verdicts[GRADCHECK_DIFFERS] > 0) {
            return tensor;
        }
    }
    return NULL;
}

/* The loss with another number among the activations of a layer. */
static double loss_with(const struct trial *trial, int layer, double *activation, double value) {
    const struct program *program = trial->program;
    *activation = value;
    for (long i = writer_of(program, ROLE_ACTIVATION, layer) + 1;
         program->operations[i].pass == PASS_FORWARD; i++) {
        program_run(program, i, trial->state, trial->scratch);
    }
    int loss = program_find_tensor(program, ROLE_LOSS, -1);
    return *program_tensor_value(program, loss, trial->state).values;
}

/* Whether what an operation says to be the gradient by one activation is neither the slope by it
 * nor that times the samples, where the mean is taken later. */
static bool is_slope_wrong(const struct trial *trial, int layer, double *activation, double said) {
    static const double width = 1e-5, tolerance = 1e-4;
    double here = *activation;
    double above = loss_with(trial, layer, activation, here + width);
    double slope = (above - loss_with(trial, layer, activation, here - width)) / (2 * width);
    *activation = here;
    double summed = slope * (double)trial->program->samples;
    return fabs(said - slope) > tolerance * (1 + fabs(slope)) &&
           fabs(said - summed) > tolerance * (1 + fabs(summed));
}

/* The operation that gives the gradient by the activations of a layer, if that is wrong; else -1.
 * It may stand as a row what is a column there. */
static long wrong_activation_gradient(const struct trial *trial, int layer) {
    const struct program *program = trial->program;
    long writer = writer_of(program, ROLE_ACTIVATION_GRADIENT, layer);
    int activations = program_find_tensor(program, ROLE_ACTIVATION, layer);
    for (long i = 0; i <= writer; i++) {
        program_run(program, i, trial->state, trial->scratch);
    }
    if (writer < 0) {
        return -1;
    }
    struct matrix value = program_tensor_value(program, activations, trial->state);
    struct matrix said =
        program_tensor_value(program, program->operations[writer].target, trial->state);
    bool is_turned = said.columns != value.columns;
    for (size_t i = 0; i < value.rows * value.columns; i++) {
        size_t row = i / value.columns, column = i % value.columns;
        size_t at = is_turned ? column * said.columns + row : i;
        if (at < said.rows * said.columns &&
            is_slope_wrong(trial, layer, &value.values[i], said.values[at])) {
            return writer;
        }
    }
    return -1;
}

/* Of the error of a layer: its own operation, or that which it has the gradient from. */
static long error_writer(const struct trial *trial, int layer) {
    long above = wrong_activation_gradient(trial, layer);
    return above >= 0 ? above : writer_of(trial->program, ROLE_ERROR, layer);
}

/* ---- saying so ---- */

static bool was_said(const struct diagnostics *diagnostics, size_t offset) {
    for (size_t i = 0; i < diagnostics->count; i++) {
        if (diagnostics->items[i].offset == offset) {
            return true;
        }
    }
    return false;
}

static void say(struct trial *trial, long operation, const struct gradcheck_tensor *wrong) {
    const struct operation *at = &trial->program->operations[operation];
    const struct gradcheck_element *element = &wrong->elements[wrong->worst];
    const struct lesson *lesson = trial->program->lesson;
    struct arena *arena = trial->diagnostics->arena;
    if (was_said(trial->diagnostics, at->alternative->offset)) {
        return;
    }
    diagnostics_add(
        trial->diagnostics, at->alternative->offset,
        text_format(arena, "/operations/%s", at->definition->name),
        "a sign or a factor may be lost: with %s, %s and %s an element of %s is %s, and the slope "
        "of the loss is %s",
        loss_names[lesson->loss], activation_names[lesson->network.layers[0].activation],
        activation_names[lesson->network.layers[lesson->network.layer_count - 1].activation],
        program_tensor_name(arena, trial->program, wrong->gradient, PRINT_TEXT),
        number_plain_text(arena, element->analytic, DIGITS),
        number_plain_text(arena, isnan(element->tangent) ? element->numeric : element->tangent,
                          DIGITS));
}

/* Whether the gradient of a layer's biases tells a wrong error from a wrong gradient: it is there,
 * and not the 0 of two samples that cancel. */
static bool bias_tells(const struct trial *trial, int layer) {
    int gradient = program_find_tensor(trial->program, ROLE_BIAS_GRADIENT, layer);
    bool tells = false;
    for (size_t i = 0; i < trial->check->count; i++) {
        const struct gradcheck_tensor *tensor = &trial->check->tensors[i];
        size_t count = tensor->gradient == gradient ? shape_count(tensor->shape) : 0;
        for (size_t k = 0; k < count; k++) {
            tells = tells || fabs(tensor->elements[k].analytic) > DBL_EPSILON;
        }
    }
    return tells;
}

static void say_of_layer(struct trial *trial, int layer, const struct gradcheck_tensor *weight,
                         const struct gradcheck_tensor *bias) {
    bool tells = bias_tells(trial, layer);
    if (!tells && diagnostics_total(trial->diagnostics) > 0) {
        return; /* it may be what was said before */
    }
    bool is_shared = weight != NULL && (bias != NULL || !tells);
    long error = is_shared ? error_writer(trial, layer) : -1;
    enum role role = weight != NULL ? ROLE_WEIGHT_GRADIENT : ROLE_BIAS_GRADIENT;
    say(trial, error >= 0 ? error : writer_of(trial->program, role, layer),
        weight != NULL ? weight : bias);
}

/* The highest layer with a wrong gradient: what is wrong below may come from there. */
static void find_fault(struct trial *trial) {
    for (int layer = (int)trial->program->lesson->network.layer_count; layer >= 1; layer--) {
        const struct gradcheck_tensor *weight = failed_at(trial, ROLE_WEIGHT_GRADIENT, layer);
        const struct gradcheck_tensor *bias = failed_at(trial, ROLE_BIAS_GRADIENT, layer);
        if (weight != NULL || bias != NULL) {
            say_of_layer(trial, layer, weight, bias);
            return;
        }
    }
}

static void try_case(struct diagnostics *diagnostics, const struct notation *notation, int number) {
    struct arena *arena = arena_create();
    struct program_error ignored; /* what does not fit has been refused */
    const struct lesson *lesson = make_lesson(arena, number);
    const struct program *program = program_create(arena, lesson, notation, 0, &ignored);
    if (program != NULL) {
        struct trial trial = {diagnostics, arena, notation, program, NULL, NULL, NULL};
        trial.state = ARENA_ARRAY(arena, double, program->state_count);
        trial.scratch = ARENA_ARRAY(arena, double, program->scratch_count);
        program_initial_state(program, trial.state);
        struct gradcheck check = gradcheck_run(arena, program, trial.state);
        trial.check = &check;
        if (check.is_finite && check.verdicts[GRADCHECK_DIFFERS] > 0) {
            find_fault(&trial);
        }
    }
    arena_destroy(arena);
}

void untrue_warn(struct diagnostics *diagnostics, const struct notation *notation) {
    for (int number = 0; number < CASES; number++) {
        try_case(diagnostics, notation, number);
    }
}
