#include "engine/derivation/derivation.h"

#include "engine/program_names.h"
#include "engine/program_scope.h"
#include "engine/program_state.h"

#include <assert.h>
#include <math.h>
#include <string.h>

const char *const derivation_verdict_names[DERIVATION_VERDICT_COUNT] = {
    [DERIVATION_HOLDS] = "holds",
    [DERIVATION_BREAKS] = "breaks",
    [DERIVATION_NOT_FINITE] = "not finite",
    [DERIVATION_DOES_NOT_FIT] = "does not fit",
};

const double derivation_tolerance = 1e-9;

/* Of the largest number on the way: what rounding may leave of it. */
static const double rounding = 1e-14;

/* ---- which there are ---- */

bool derivation_holds(const struct program *program, const struct notation_derivation *definition,
                      int layer, struct derivation_choice *ret) {
    *ret = (struct derivation_choice){definition, layer, false};
    if (layer < 1 || layer > (int)program->lesson->network.layer_count) {
        return false;
    }
    struct situation situation = lesson_situation_at(program->lesson, layer);
    bool is_of_all = condition_holds(&definition->when, &situation);
    situation.samples = 1;
    ret->is_of_one_sample = !is_of_all;
    return is_of_all || condition_holds(&definition->when, &situation);
}

size_t derivation_choices(const struct program *program, const struct operation *operation,
                          struct derivation_choice *ret, size_t most) {
    const struct notation *notation = program->notation;
    size_t count = 0;
    for (size_t i = 0; i < notation->derivation_count && count < most; i++) {
        const struct notation_derivation *definition = &notation->derivations[i];
        bool is_of_it = definition->operation == operation->definition;
        int layer = operation->layer + definition->layer_offset;
        count += is_of_it && derivation_holds(program, definition, layer, &ret[count]);
    }
    return count;
}

static bool holds_somewhere(const struct program *program,
                            const struct notation_derivation *definition, int layer,
                            struct derivation_choice *ret) {
    if (layer >= 1 && derivation_holds(program, definition, layer, ret)) {
        return true;
    }
    for (int other = (int)program->lesson->network.layer_count; other >= 1; other--) {
        if (derivation_holds(program, definition, other, ret)) {
            return true;
        }
    }
    return false;
}

size_t derivation_free_choices(const struct program *program, int layer,
                               struct derivation_choice *ret, size_t most) {
    const struct notation *notation = program->notation;
    size_t count = 0;
    for (size_t i = 0; i < notation->derivation_count && count < most; i++) {
        const struct notation_derivation *definition = &notation->derivations[i];
        count += definition->operation == NULL &&
                 holds_somewhere(program, definition, layer, &ret[count]);
    }
    return count;
}

size_t derivation_choices_at(const struct program *program, long place,
                             struct derivation_choice *ret, size_t most) {
    return place < 0 ? derivation_free_choices(program, (int)-place, ret, most)
                     : derivation_choices(program, &program->operations[place], ret, most);
}

/* ---- its numbers ---- */

/* The sample's row of the author's matrix, as it stands in a state. */
static struct matrix row_of_sample(struct arena *arena, const struct program *program, int tensor,
                                   const double *state, size_t sample) {
    struct matrix value = program_tensor_value(program, tensor, state);
    enum sample_axis axis = program->notation->samples;
    size_t units = sample_axis_turn(axis, matrix_shape(value)).rows;
    struct matrix row = {1, units, ARENA_ARRAY(arena, double, units)};
    for (size_t i = 0; i < units; i++) {
        struct shape at = sample_axis_turn(axis, (struct shape){i, sample});
        row.values[i] = matrix_at(value, at.rows, at.columns);
    }
    return row;
}

/* The same lesson with one sample of the batch. */
static const struct program *program_of_sample(struct arena *arena, const struct program *program,
                                               const double *state, size_t sample) {
    struct lesson *lesson = ARENA_NEW(arena, struct lesson);
    *lesson = *program->lesson;
    int input = program_find_tensor(program, ROLE_ACTIVATION, 0);
    int target = program_find_tensor(program, ROLE_TARGET, -1);
    lesson->inputs = row_of_sample(arena, program, input, state, sample);
    lesson->targets = row_of_sample(arena, program, target, state, sample);
    lesson->sample_count = 1;
    lesson->batch_size = 1;
    struct program_error error;
    const struct program *single =
        program_create(arena, lesson, program->notation, program->iterations, &error);
    return single != NULL ? single : program;
}

static void copy_tensor(const struct program *program, enum role role, int layer,
                        const double *state, double *ret) {
    const struct tensor_storage *storage =
        &program->tensors[program_find_tensor(program, role, layer)].storage;
    memcpy(ret + storage->offset, state + storage->offset,
           shape_count(storage->shape) * sizeof *ret);
}

/* The parameters and samples that the run has, and what forward and backward pass make of them. */
static double *compute_state(struct arena *arena, const struct program *run, const double *state,
                             const struct program *program) {
    double *own = ARENA_ARRAY(arena, double, program->state_count);
    double *scratch = ARENA_ARRAY(arena, double, program->scratch_count);
    program_initial_state(program, own);
    memcpy(own, state, run->parameter_count * sizeof *own);
    if (program == run) {
        copy_tensor(program, ROLE_ACTIVATION, 0, state, own);
        copy_tensor(program, ROLE_TARGET, -1, state, own);
    }
    for (long i = 0; i < program->operation_count; i++) {
        if (program->operations[i].pass != PASS_UPDATE) {
            program_run_unseen(program, i, own, scratch);
        }
    }
    return own;
}

/* ---- letters ---- */

struct letters {
    const struct program *program;
    struct scope scope;
    size_t *limits;
    unsigned bound; /* bit of each letter that a sum runs over */
};

static void limit_letter(const struct letters *letters, struct element_index index, size_t most) {
    if (index.is_letter && (letters->bound >> index.number & 1) == 0) {
        size_t *limit = &letters->limits[index.number];
        *limit = *limit == 0 || *limit > most ? most : *limit;
    }
}

static void limit_by_tensor(const struct letters *letters, const struct expression *node) {
    const struct scope *scope = &letters->scope;
    int layer = expression_index_layer(node->index, scope->layer, scope->last_layer);
    struct tensor_storage storage;
    const char *ignored;
    if (!node->has_element ||
        !scope->find(scope->context, node->symbol, layer, true, &storage, &ignored)) {
        return;
    }
    bool is_vector = node->is_vector;
    limit_letter(letters, node->row, is_vector ? shape_count(storage.shape) : storage.shape.rows);
    limit_letter(letters, node->column,
                 is_vector ? shape_count(storage.shape) : storage.shape.columns);
}

/* How far letters go by the tensors whose elements they choose. */
static void limit_letters(struct letters letters, const struct expression *node) {
    if (node->kind == EXPRESSION_TENSOR) {
        limit_by_tensor(&letters, node);
    }
    letters.bound |= expression_runs_over(node) ? 1U << node->which.number : 0;
    for (size_t i = 0; i < node->operand_count; i++) {
        limit_letters(letters, node->operands[i]);
    }
}

static bool has_left(const struct notation_line *line) {
    return line->statement->target != NULL || line->statement->left != NULL;
}

/* The letters of an equation, of the lines from `from` up to the next left side. A misprinted
 * line within it says nothing. Returns the line behind the equation. */
static size_t limit_equation(const struct derivation *derivation, size_t from, size_t *limits) {
    const struct notation_derivation *definition = derivation->choice.definition;
    const struct letters letters = {
        .program = derivation->program,
        .scope = program_scope(derivation->program, derivation->choice.layer),
        .limits = limits,
    };
    size_t at = from;
    for (; at < definition->line_count && (at == from || !has_left(&definition->lines[at])); at++) {
        const struct statement *statement = definition->lines[at].statement;
        const struct expression *sides[] = {statement->target, statement->left, statement->value};
        bool is_right = at == from || definition->lines[at].erratum == NULL;
        for (size_t k = 0; k < 3 && is_right; k++) {
            if (sides[k] != NULL) {
                limit_letters(letters, sides[k]);
            }
        }
    }
    return at;
}

/* ---- lines ---- */

/* What the line computes as an operation of the program would. */
static struct operation operation_of(const struct derivation *derivation,
                                     const struct statement *statement) {
    const struct program *program = derivation->program;
    const struct notation_derivation *definition = derivation->choice.definition;
    struct operation operation = {
        .title = &definition->title,
        .pass = PASS_BACKWARD,
        .layer = derivation->choice.layer,
        .target = program_find_tensor(program, ROLE_LOSS, -1),
    };
    for (long i = 0; i < program->operation_count; i++) {
        const struct operation *proved = &program->operations[i];
        if (proved->definition == definition->operation &&
            proved->layer + definition->layer_offset == derivation->choice.layer) {
            operation = *proved;
            operation.layer = derivation->choice.layer;
            operation.title = &definition->title;
            operation.forms = NULL;
            operation.form_count = 0;
            operation.code = NULL;
            operation.reads_target = false;
        }
    }
    if (statement->target != NULL) {
        int layer = expression_index_layer(statement->target->index, operation.layer,
                                           (int)program->lesson->network.layer_count);
        const struct tensor *tensor =
            program_scope_tensor(program, statement->target->symbol, layer);
        operation.target = tensor != NULL ? (int)(tensor - program->tensors) : operation.target;
    }
    return operation;
}

static void bind_line(struct arena *arena, const struct derivation *derivation,
                      const size_t *limits, struct derivation_line *line) {
    const struct statement *statement = line->definition->statement;
    struct scope scope = program_scope(derivation->program, derivation->choice.layer);
    memcpy(scope.element_limits, limits, sizeof scope.element_limits);
    line->operation = operation_of(derivation, statement);
    line->has_left = has_left(line->definition);
    struct binding *binding = &line->operation.binding;
    if (!statement_bind(arena, statement, &scope, binding, &line->error)) {
        line->verdict = DERIVATION_DOES_NOT_FIT;
        return;
    }
    line->evaluation = (struct evaluation){
        .state = derivation->state,
        .scratch = ARENA_ARRAY(arena, double, binding->scratch_count),
    };
}

static void bind_equation(struct arena *arena, struct derivation *derivation, size_t from,
                          size_t end, const size_t *limits) {
    size_t above = from;
    for (size_t i = from; i < end; i++) {
        struct derivation_line *line = &derivation->lines[i];
        line->definition = &derivation->choice.definition->lines[i];
        bind_line(arena, derivation, limits, line);
        line->above = line->has_left ? i : above;
        above = line->definition->erratum == NULL ? i : above;
    }
    for (size_t i = 0; i < FORMULA_MOST_INDICES; i++) {
        size_t *limit = &derivation->limits[i];
        *limit = limits[i] > 0 && (*limit == 0 || limits[i] < *limit) ? limits[i] : *limit;
    }
}

static void bind_lines(struct arena *arena, struct derivation *derivation) {
    for (size_t from = 0, end; from < derivation->line_count; from = end) {
        size_t limits[FORMULA_MOST_INDICES] = {0};
        end = limit_equation(derivation, from, limits);
        bind_equation(arena, derivation, from, end, limits);
    }
}

/* ---- values ---- */

struct matrix derivation_value(const struct derivation *derivation, size_t line) {
    const struct derivation_line *found = &derivation->lines[line];
    return binding_value(&found->operation.binding, &found->evaluation);
}

struct matrix derivation_left(const struct derivation *derivation, size_t line) {
    const struct derivation_line *found = &derivation->lines[line];
    const struct statement *statement = found->definition->statement;
    assert(found->has_left);
    if (statement->left != NULL) {
        return binding_node_value(&found->operation.binding, &found->evaluation,
                                  (size_t)statement->left->id);
    }
    struct matrix whole =
        program_tensor_value(derivation->program, found->operation.target, derivation->state);
    if (!statement->target->has_element) {
        return whole;
    }
    size_t offset = binding_target_offset(&found->operation.binding, &found->evaluation);
    return (struct matrix){1, 1, whole.values + offset};
}

static double size_of(struct matrix matrix) {
    double most = 0;
    for (size_t i = 0; i < matrix.rows * matrix.columns; i++) {
        most = fmax(most, fabs(matrix.values[i]));
    }
    return most;
}

/* The largest finite number on the way to a line's value. */
static double size_on_the_way(const struct derivation_line *line) {
    double most = 0;
    for (size_t i = 0; i < line->operation.binding.node_count; i++) {
        double size = size_of(binding_node_value(&line->operation.binding, &line->evaluation, i));
        most = isfinite(size) ? fmax(most, size) : most;
    }
    return most;
}

/* Element by element, by the size of the larger one, and of what both are made of. */
static enum derivation_verdict compare(struct matrix a, struct matrix b, double size,
                                       double *ret_difference) {
    *ret_difference = 0;
    if (a.rows != b.rows || a.columns != b.columns) {
        return DERIVATION_BREAKS;
    }
    if (!matrix_is_finite(a) || !matrix_is_finite(b)) {
        return DERIVATION_NOT_FINITE;
    }
    enum derivation_verdict verdict = DERIVATION_HOLDS;
    for (size_t i = 0; i < a.rows * a.columns; i++) {
        double difference = fabs(a.values[i] - b.values[i]);
        double larger = fmax(fabs(a.values[i]), fabs(b.values[i]));
        bool holds = difference <= derivation_tolerance * larger + rounding * size;
        verdict = holds ? verdict : DERIVATION_BREAKS;
        *ret_difference = fmax(*ret_difference, difference);
    }
    return verdict;
}

static void judge(struct derivation *derivation, size_t at) {
    struct derivation_line *line = &derivation->lines[at];
    const struct derivation_line *above = &derivation->lines[line->above];
    if (line->verdict == DERIVATION_DOES_NOT_FIT) {
        return;
    }
    if (above->verdict == DERIVATION_DOES_NOT_FIT) {
        line->verdict = DERIVATION_NOT_FINITE; /* nothing to compare with */
        return;
    }
    struct matrix wanted = line->above == at ? derivation_left(derivation, at)
                                             : derivation_value(derivation, line->above);
    double size = fmax(size_on_the_way(line), size_on_the_way(above));
    line->verdict = compare(derivation_value(derivation, at), wanted, size, &line->difference);
}

static void compute_lines(struct derivation *derivation) {
    for (size_t i = 0; i < derivation->line_count; i++) {
        struct derivation_line *line = &derivation->lines[i];
        if (line->verdict != DERIVATION_DOES_NOT_FIT) {
            memcpy(line->evaluation.element, derivation->letters, sizeof derivation->letters);
            binding_compute(&line->operation.binding, &line->evaluation);
            binding_unfold(&line->operation.binding, &line->evaluation);
        }
    }
    for (size_t i = 0; i < derivation->line_count; i++) {
        judge(derivation, i);
    }
}

void derivation_choose(struct derivation *derivation, const size_t *letters) {
    memcpy(derivation->letters, letters, sizeof derivation->letters);
    compute_lines(derivation);
}

struct derivation *derivation_create(struct arena *arena, const struct program *program,
                                     const double *state, const struct derivation_choice *choice,
                                     size_t sample) {
    struct derivation *derivation = ARENA_NEW(arena, struct derivation);
    size_t count = choice->definition->line_count;
    derivation->choice = *choice;
    derivation->program =
        choice->is_of_one_sample ? program_of_sample(arena, program, state, sample) : program;
    derivation->state = compute_state(arena, program, state, derivation->program);
    derivation->lines = ARENA_ARRAY(arena, struct derivation_line, count);
    derivation->line_count = count;
    bind_lines(arena, derivation);
    for (size_t i = 0; i < FORMULA_MOST_INDICES; i++) {
        derivation->letters[i] = 1;
    }
    compute_lines(derivation);
    return derivation;
}

/* ---- printing ---- */

static const char *print_line(struct arena *arena, const struct printer *printer,
                              const struct derivation *derivation, size_t line) {
    struct text_builder text;
    text_begin(&text, arena);
    print_statement(printer, derivation->lines[line].definition->statement, &text, NULL);
    return text.bytes;
}

const char *derivation_print(struct arena *arena, const struct derivation *derivation, size_t line,
                             enum print_format format, bool with_numbers) {
    struct printer printer = program_printer(derivation->program, format, derivation->choice.layer);
    if (with_numbers) {
        printer.values = derivation->letters;
    }
    return print_line(arena, &printer, derivation, line);
}

const char *derivation_print_short(struct arena *arena, const struct derivation *derivation,
                                   size_t line) {
    struct printer printer =
        program_printer(derivation->program, PRINT_TEX, derivation->choice.layer);
    printer.is_short = true;
    return print_line(arena, &printer, derivation, line);
}
