#include "engine/comparison.h"

#include "engine/place.h"
#include "engine/quantity.h"

#include "engine/program_state.h"

#include <math.h>

/* Two ways to the same number differ by rounding only. */
static const double rounding = 1e-9;

/* One iteration, up to the update, in a state of its own. */
static const double *run_to_update(struct arena *arena, const struct program *program) {
    double *state = ARENA_ARRAY(arena, double, program->state_count);
    double *scratch = ARENA_ARRAY(arena, double, program->scratch_count);
    program_initial_state(program, state);
    for (long i = 0; i < program->operation_count; i++) {
        if (program->operations[i].pass != PASS_UPDATE) {
            program_run(program, i, state, scratch);
        }
    }
    return state;
}

static double largest(struct matrix matrix) {
    double most = 0;
    for (size_t i = 0; i < matrix.rows * matrix.columns; i++) {
        most = fmax(most, fabs(matrix.values[i]));
    }
    return most;
}

/* Element i of `from`, in the order of the elements of a matrix that may be its transpose. */
static double counterpart(struct matrix from, bool is_transposed, size_t row, size_t column) {
    return is_transposed ? matrix_at(from, column, row) : matrix_at(from, row, column);
}

/* The factor between the largest elements, taken as exact where it is a plain one. */
static double plain_factor(double factor, size_t samples) {
    const double plain[] = {1, (double)samples, 1 / (double)samples};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        if (fabs(factor - plain[i]) <= rounding * plain[i]) {
            return plain[i];
        }
    }
    return factor;
}

static bool is_multiple(struct matrix to, struct matrix from, bool is_transposed, double factor) {
    double slack = rounding * largest(to);
    for (size_t i = 0; i < to.rows; i++) {
        for (size_t j = 0; j < to.columns; j++) {
            double expected = factor * counterpart(from, is_transposed, i, j);
            if (!(fabs(matrix_at(to, i, j) - expected) <= slack)) {
                return false;
            }
        }
    }
    return true;
}

static void compare_tensor(struct role_comparison *role, struct matrix to, struct matrix from,
                           bool is_transposed, size_t samples) {
    double most = largest(from);
    if (!(most > 0) || !isfinite(most) || !(largest(to) > 0)) {
        return;
    }
    double factor = plain_factor(largest(to) / most, samples);
    bool agrees = is_multiple(to, from, is_transposed, factor) &&
                  (!role->is_compared || factor == role->factor);
    role->is_scaled = agrees && (!role->is_compared || role->is_scaled);
    role->factor = role->is_compared ? role->factor : factor;
    role->is_compared = true;
}

struct comparison comparison_of_programs(const struct program *from, const struct program *to) {
    struct arena *arena = arena_create();
    const double *from_state = run_to_update(arena, from);
    const double *to_state = run_to_update(arena, to);
    struct comparison comparison = {
        .is_transposed = from->notation->samples != to->notation->samples, .samples = to->samples};
    for (int i = 0; i < to->tensor_count; i++) {
        const struct tensor *tensor = &to->tensors[i];
        int other = quantity_tensor_of(from, to, i);
        if (other < 0 || !program_is_written(to, i, to->operation_count) ||
            !program_is_written(from, other, from->operation_count)) {
            continue;
        }
        struct matrix to_value = program_tensor_value(to, i, to_state);
        bool is_number = to_value.rows * to_value.columns == 1;
        compare_tensor(&comparison.roles[tensor->role], to_value,
                       program_tensor_value(from, other, from_state),
                       comparison.is_transposed && !is_number, to->samples);
    }
    arena_destroy(arena);
    return comparison;
}

long comparison_matching_operation(const struct program *from, long operation,
                                   const struct program *to) {
    for (long i = operation; i < from->operation_count; i++) {
        const struct tensor *wanted = &from->tensors[from->operations[i].target];
        for (long k = 0; k < to->operation_count; k++) {
            const struct tensor *found = &to->tensors[to->operations[k].target];
            if (found->role == wanted->role && found->layer == wanted->layer) {
                return k;
            }
        }
    }
    return -1;
}

long comparison_matching_step(const struct program *from, const struct program *to, long step) {
    if (step == 0) {
        return 0;
    }
    struct program_place place = place_of_step(from, step);
    long found = comparison_matching_operation(from, place.done - 1, to);
    return found >= 0 ? (place.iteration - 1) * to->operation_count + found + 1
                      : place.iteration * to->operation_count;
}
