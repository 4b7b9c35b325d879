#include "checks/fused.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

/* Two ways to the same number differ by rounding only. */
static const double rounding = 1e-12;

static const char *name_of(const struct program *program, enum role role) {
    int symbol = notation_symbol_of_role(program->notation, role);
    return symbol < 0 ? NULL : program->notation->symbols[symbol].name;
}

/* a - y, or its mean's part, written in the notation's symbols; NULL where it lacks one. */
static const struct statement *write_statement(struct arena *arena, const struct program *program,
                                               bool is_mean) {
    const char *error = name_of(program, ROLE_ERROR);
    const char *activation = name_of(program, ROLE_ACTIVATION);
    const char *target = name_of(program, ROLE_TARGET),
               *count = name_of(program, ROLE_SAMPLE_COUNT);
    if (error == NULL || activation == NULL || target == NULL || (is_mean && count == NULL)) {
        return NULL;
    }
    const char *text =
        is_mean
            ? text_format(arena, "%s[L] = 1/%s * (%s[L] - %s)", error, count, activation, target)
            : text_format(arena, "%s[L] = %s[L] - %s", error, activation, target);
    struct formula_error ignored;
    return statement_parse(arena, text, strlen(text), &program->notation->table, &ignored);
}

/* By what the last layer's parameters are multiplied so that no unit of it is saturated. */
static double calming(const struct program *program, const double *state) {
    const double calm = 0.7; /* of a pre-activation */
    int last = (int)program->lesson->network.layer_count;
    int tensor = program_find_tensor(program, ROLE_PREACTIVATION, last);
    struct matrix z = program_tensor_value(program, tensor, state);
    double most = calm;
    for (size_t i = 0; i < z.rows * z.columns; i++) {
        most = fmax(most, fabs(z.values[i]));
    }
    return calm / most;
}

/* The state with the last layer's weights and biases so small that no unit of it is saturated. */
static double *calm_state(struct arena *arena, const struct program *program, const double *state) {
    int last = (int)program->lesson->network.layer_count;
    double *calm = ARENA_ARRAY(arena, double, program->state_count);
    double factor = calming(program, state);
    memcpy(calm, state, program->state_count * sizeof *calm);
    for (int i = 0; i < program->tensor_count; i++) {
        const struct tensor *tensor = &program->tensors[i];
        if (tensor->layer == last && (tensor->role == ROLE_WEIGHT || tensor->role == ROLE_BIAS)) {
            struct matrix value = program_tensor_value(program, i, calm);
            matrix_scale_into(value, factor, value);
        }
    }
    return calm;
}

static struct matrix compute(struct arena *arena, const struct binding *binding, double *state) {
    const struct evaluation evaluation = {
        .state = state, .scratch = ARENA_ARRAY(arena, double, binding->scratch_count)};
    binding_compute(binding, &evaluation);
    return binding_value(binding, &evaluation);
}

/* Whether a fused formula gives what the program's own operations give, where those are calm. */
static bool is_error(struct arena *arena, const struct program *program, int error,
                     const struct binding *fused, double *calm) {
    double *scratch = ARENA_ARRAY(arena, double, program->scratch_count);
    for (long i = 0; i <= program->tensors[error].first_write; i++) {
        program_run(program, i, calm, scratch);
    }
    struct matrix own = program_tensor_value(program, error, calm);
    struct matrix other = compute(arena, fused, calm);
    bool says_something = false;
    for (size_t i = 0; i < own.rows * own.columns; i++) {
        if (!(fabs(own.values[i] - other.values[i]) <= rounding)) {
            return false;
        }
        says_something = says_something || fabs(own.values[i]) > 1e3 * rounding;
    }
    return says_something;
}

static bool bind_fused(struct arena *arena, const struct program *program, int error, bool is_mean,
                       const double *state, struct fused_error *ret) {
    const struct statement *statement = write_statement(arena, program, is_mean);
    const struct operation *own = &program->operations[program->tensors[error].first_write];
    struct formula_error ignored;
    struct binding binding;
    if (statement == NULL ||
        !program_bind(arena, program, statement, own->layer, &binding, &ignored) ||
        !is_error(arena, program, error, &binding, calm_state(arena, program, state))) {
        return false;
    }
    *ret = (struct fused_error){.operation = own, .fused = *own};
    ret->fused.binding = binding;
    ret->fused.forms = NULL;
    ret->fused.form_count = 0;
    return true;
}

static void take_largest(struct fused_error *fused) {
    double most = -1;
    for (size_t i = 0; i < fused->value.rows * fused->value.columns; i++) {
        if (fabs(fused->value.values[i]) > most) {
            most = fabs(fused->value.values[i]);
            fused->row = i / fused->value.columns;
            fused->column = i % fused->value.columns;
        }
    }
}

void fused_error_choose(struct fused_error *fused, struct shape shape, size_t row, size_t column) {
    if (shape.rows == fused->value.rows && shape.columns == fused->value.columns) {
        fused->row = row;
        fused->column = column;
    }
}

bool fused_error_find(struct arena *arena, const struct program *program, const double *state,
                      struct fused_error *ret) {
    int error = program_find_tensor(program, ROLE_ERROR, (int)program->lesson->network.layer_count);
    if (error < 0 || !program_is_written(program, error, program->operation_count) ||
        (!bind_fused(arena, program, error, false, state, ret) &&
         !bind_fused(arena, program, error, true, state, ret))) {
        return false;
    }
    double *copy = ARENA_ARRAY(arena, double, program->state_count);
    memcpy(copy, state, program->state_count * sizeof *copy);
    ret->value = compute(arena, &ret->fused.binding, copy);
    take_largest(ret);
    return matrix_is_finite(ret->value);
}

const char *fused_error_source(const struct fused_error *fused) {
    return fused->fused.binding.statement->source;
}
