#include "checks/errata.h"

#include "base/number.h"
#include "base/text.h"
#include "checks/gradcheck.h"
#include "engine/program_state.h"

#include <math.h>

/* ---- the network ---- */

/* Numbers that are neither small nor equal, the same on every machine. */
static void fill_varied(struct matrix matrix, double least, double most, size_t seed) {
    for (size_t i = 0; i < matrix.rows * matrix.columns; i++) {
        double turn = (double)((i + 1 + seed * 31) * 37 % 101) / 100;
        matrix.values[i] = least + (most - least) * turn;
    }
}

static struct matrix new_matrix(struct arena *arena, size_t rows, size_t columns) {
    return (struct matrix){rows, columns, ARENA_ARRAY(arena, double, rows *columns)};
}

/* The numbers of a layer and of the inputs; others for another seed. */
static void fill_layer(const struct network_layer *layer, size_t number, size_t seed) {
    fill_varied(layer->weights, -0.9, 0.9, number + seed);
    fill_varied(layer->biases, -0.3, 0.3, number + 7 + seed);
}

static void fill_inputs(struct matrix inputs, size_t seed) {
    fill_varied(inputs, -1.2, 1.2, 3 + seed);
}

static void make_layer(struct arena *arena, const struct erratum_network *wanted, size_t layer,
                       struct network_layer *ret) {
    bool is_last = layer == wanted->layer_count;
    *ret = (struct network_layer){
        .units = wanted->units[layer],
        .activation = is_last ? wanted->output : wanted->hidden,
        .has_biases = true,
        .weights = new_matrix(arena, wanted->units[layer], wanted->units[layer - 1]),
        .biases = new_matrix(arena, wanted->units[layer], 1),
    };
    fill_layer(ret, layer, 0);
}

/* One unit of each sample is 1, the others 0. */
static void fill_one_hot(struct matrix targets) {
    for (size_t s = 0; s < targets.rows; s++) {
        for (size_t i = 0; i < targets.columns; i++) {
            bool is_hot = targets.columns == 1 ? s % 2 == 0 : i == s % targets.columns;
            targets.values[s * targets.columns + i] = is_hot;
        }
    }
}

/* Nobody reads these, but a lesson has them. */
static void fill_texts(struct arena *arena, struct lesson *lesson) {
    for (size_t language = 0; language < LANGUAGE_COUNT; language++) {
        lesson->title.in[language] = "";
        lesson->summary.in[language] = "";
    }
    const char **names = ARENA_ARRAY(arena, const char *, lesson->network.inputs);
    for (size_t i = 0; i < lesson->network.inputs; i++) {
        names[i] = text_format(arena, "x%zu", i + 1);
    }
    lesson->network.input_names = names;
}

static const struct lesson *make_lesson(struct arena *arena, const struct notation *notation,
                                        const struct erratum_network *wanted) {
    struct lesson *lesson = ARENA_NEW(arena, struct lesson);
    lesson->notation = notation->id;
    lesson->network.inputs = wanted->units[0];
    lesson->network.layer_count = wanted->layer_count;
    lesson->network.trains_biases = true;
    fill_texts(arena, lesson);
    for (size_t l = 1; l <= wanted->layer_count; l++) {
        make_layer(arena, wanted, l, &lesson->network.layers[l - 1]);
    }
    lesson->sample_count = wanted->samples;
    lesson->batch_size = wanted->samples;
    lesson->inputs = new_matrix(arena, wanted->samples, wanted->units[0]);
    lesson->targets = new_matrix(arena, wanted->samples, wanted->units[wanted->layer_count]);
    fill_inputs(lesson->inputs, 0);
    fill_one_hot(lesson->targets);
    lesson->loss = wanted->loss;
    lesson->learning_rate = 0.1;
    lesson->iterations = 1;
    return lesson;
}

/* The same network again: with other numbers, what is wrong by accident is wrong otherwise. */
static const struct lesson *with_other_numbers(struct arena *arena, const struct lesson *lesson) {
    enum { OTHER_SEED = 50 };
    struct lesson *other = ARENA_NEW(arena, struct lesson);
    *other = *lesson;
    for (size_t l = 1; l <= lesson->network.layer_count; l++) {
        struct network_layer *layer = &other->network.layers[l - 1];
        layer->weights = new_matrix(arena, layer->weights.rows, layer->weights.columns);
        layer->biases = new_matrix(arena, layer->biases.rows, layer->biases.columns);
        fill_layer(layer, l, OTHER_SEED);
    }
    other->inputs = new_matrix(arena, lesson->inputs.rows, lesson->inputs.columns);
    fill_inputs(other->inputs, OTHER_SEED);
    return other;
}

/* ---- formulas ---- */

static const struct program *make_program(struct arena *arena, const struct lesson *lesson,
                                          const struct notation *notation,
                                          const struct notation_operation *operation,
                                          const struct statement *statement,
                                          struct program_error *error) {
    const struct program_replacement replacement = {operation, statement};
    const struct program_options options = {.replacements = &replacement,
                                            .replacement_count = statement != NULL ? 1 : 0};
    return program_create_with(arena, lesson, notation, &options, error);
}

static struct gradcheck check(struct arena *arena, const struct program *program) {
    double *state = ARENA_ARRAY(arena, double, program->state_count);
    program_initial_state(program, state);
    return gradcheck_run(arena, program, state);
}

/* Where the operation stands first, and the formula it has there. */
static void find_operation(const struct program *program,
                           const struct notation_operation *operation,
                           struct erratum_result *result) {
    for (long i = 0; i < program->operation_count; i++) {
        if (program->operations[i].definition == operation) {
            result->layer = program->operations[i].layer;
            result->corrected = program->operations[i].binding.statement;
            return;
        }
    }
}

static struct erratum_result unsound(const char *message) {
    return (struct erratum_result){.outcome = ERRATUM_UNSOUND, .message = message};
}

/* Whether the printed formula is wrong by this factor with other numbers too. */
static bool is_constant(struct arena *arena, const struct notation *notation,
                        const struct notation_erratum *erratum, const struct lesson *lesson,
                        double factor) {
    struct program_error error;
    const struct program *program = make_program(arena, with_other_numbers(arena, lesson), notation,
                                                 erratum->operation, erratum->printed, &error);
    if (program == NULL) {
        return false;
    }
    struct gradcheck other = check(arena, program);
    double own;
    return gradcheck_factor(&other, &own) && fabs(own - factor) <= 1e-4 * fmax(1, fabs(factor));
}

static void run_printed(struct arena *arena, const struct notation *notation,
                        const struct notation_erratum *erratum, const struct lesson *lesson,
                        struct erratum_result *result) {
    struct program_error error;
    const struct program *program =
        make_program(arena, lesson, notation, erratum->operation, erratum->printed, &error);
    if (program == NULL) {
        result->outcome = ERRATUM_DOES_NOT_FIT;
        result->message = program_error_text(arena, &error);
        return;
    }
    struct gradcheck printed = check(arena, program);
    result->worst_error = printed.worst_error;
    if (!printed.is_finite) {
        result->outcome = ERRATUM_NOT_FINITE;
    } else if (printed.verdicts[GRADCHECK_DIFFERS] == 0) {
        result->outcome = ERRATUM_SHOWS_NOTHING;
    } else if (gradcheck_factor(&printed, &result->factor) &&
               is_constant(arena, notation, erratum, lesson, result->factor)) {
        result->outcome = ERRATUM_WRONG_FACTOR;
    } else {
        result->outcome = ERRATUM_WRONG;
    }
}

static struct erratum_result run_formula(struct arena *arena, const struct notation *notation,
                                         const struct notation_erratum *erratum,
                                         const struct lesson *lesson) {
    struct program_error error;
    const struct program *program =
        make_program(arena, lesson, notation, erratum->operation, erratum->corrected, &error);
    if (program == NULL) {
        return unsound(program_error_text(arena, &error));
    }
    struct gradcheck corrected = check(arena, program);
    if (!corrected.is_finite || corrected.verdicts[GRADCHECK_DIFFERS] > 0) {
        return unsound("the corrected formula fails the gradient check");
    }
    struct erratum_result result = {
        .printed = erratum->printed, .program = program, .corrected_error = corrected.worst_error};
    find_operation(program, erratum->operation, &result);
    if (result.corrected == NULL) {
        return unsound("the network has no step for this operation");
    }
    if (result.corrected->target->symbol != erratum->printed->target->symbol) {
        return unsound("the printed formula computes another tensor than the operation");
    }
    run_printed(arena, notation, erratum, lesson, &result);
    return result;
}

/* ---- shapes ---- */

/* The operation that writes a tensor, or NULL. */
static const struct notation_operation *writer_of(const struct notation *notation, int symbol) {
    for (size_t i = 0; i < notation->operation_count; i++) {
        const struct notation_operation *operation = &notation->operations[i];
        for (size_t j = 0; j < operation->alternative_count; j++) {
            const struct statement *statement = operation->alternatives[j].statement;
            if (statement != NULL && statement->target->symbol == symbol) {
                return operation;
            }
        }
    }
    return NULL;
}

/* The value of a formula that takes the place of the loss in the first iteration. */
static double compute_instead_of_loss(struct arena *arena, const struct program *program) {
    double *state = ARENA_ARRAY(arena, double, program->state_count);
    double *scratch = ARENA_ARRAY(arena, double, program->scratch_count);
    program_initial_state(program, state);
    int tensor = program_find_tensor(program, ROLE_LOSS, -1);
    for (long i = 0; i <= program->tensors[tensor].first_write; i++) {
        program_run(program, i, state, scratch);
    }
    return program_tensor_value(program, tensor, state).values[0];
}

enum { EXTENT_MOST = 1000 };

/* The number of rows or columns that a formula gives. */
static bool compute_extent(struct arena *arena, const struct lesson *lesson,
                           const struct notation *notation, const struct statement *statement,
                           size_t *ret, const char **reterr) {
    const struct notation_operation *loss = writer_of(notation, statement->target->symbol);
    struct program_error error;
    const struct program *program = make_program(arena, lesson, notation, loss, statement, &error);
    if (program == NULL) {
        *reterr = program_error_text(arena, &error);
        return false;
    }
    double extent = compute_instead_of_loss(arena, program);
    bool is_in_range = extent >= 1 && extent <= EXTENT_MOST; /* NaN is not */
    *ret = is_in_range ? (size_t)extent : 0;
    if (*ret == 0 || (double)*ret != extent) {
        *reterr = text_format(arena, "no matrix has %s rows or columns",
                              number_source_text(arena, extent));
        return false;
    }
    return true;
}

static struct erratum_result run_shape(struct arena *arena, const struct notation *notation,
                                       const struct notation_erratum *erratum,
                                       const struct lesson *lesson) {
    struct program_error error;
    const struct program *program = program_create(arena, lesson, notation, 0, &error);
    if (program == NULL) {
        return unsound(program_error_text(arena, &error));
    }
    struct erratum_result result = {.program = program};
    const struct expression *named = erratum->shape_of->target;
    int last = (int)lesson->network.layer_count;
    int layer = expression_index_layer(named->index, last, last);
    bool is_found = false;
    for (int i = 0; i < program->tensor_count; i++) {
        if (program->tensors[i].symbol == named->symbol && program->tensors[i].layer == layer) {
            result.shape = program->tensors[i].storage.shape;
            result.layer = layer;
            is_found = true;
        }
    }
    const char *message = "the network has no such tensor";
    if (!is_found ||
        !compute_extent(arena, lesson, notation, erratum->printed_rows, &result.printed_shape.rows,
                        &message) ||
        !compute_extent(arena, lesson, notation, erratum->printed_columns,
                        &result.printed_shape.columns, &message)) {
        return unsound(message);
    }
    bool is_same = shape_equal(result.shape, result.printed_shape);
    result.outcome = is_same ? ERRATUM_SHOWS_NOTHING : ERRATUM_WRONG_SHAPE;
    return result;
}

struct erratum_result errata_run(struct arena *arena, const struct notation *notation,
                                 const struct notation_erratum *erratum) {
    return errata_run_on(arena, notation, erratum, make_lesson(arena, notation, &erratum->network));
}

struct erratum_result errata_run_on(struct arena *arena, const struct notation *notation,
                                    const struct notation_erratum *erratum,
                                    const struct lesson *lesson) {
    return erratum->shape_of != NULL ? run_shape(arena, notation, erratum, lesson)
                                     : run_formula(arena, notation, erratum, lesson);
}
