#include "checks/gradcheck.h"

#include "engine/program_state.h"

#include <float.h>
#include <math.h>
#include <string.h>

const double gradcheck_tolerance = 1e-6;

/* How far the floor of the error lies below the size of the loss. */
static const double noise_floor = 1e-4;

static const double step_divisors[] = {1, 1.0 / 32, 32, 1024};

struct checker {
    const struct program *program;
    double *state, *scratch;
    long forward_end;  /* the first operation behind the forward pass */
    long backward_end; /* and behind the backward pass */
    int loss;
    double loss_value;
};

static long end_of_pass(const struct program *program, enum pass pass) {
    long end = 0;
    while (end < program->operation_count && program->operations[end].pass <= pass) {
        end++;
    }
    return end;
}

static void run(const struct checker *checker, long from, long to) {
    for (long i = from; i < to; i++) {
        program_run(checker->program, i, checker->state, checker->scratch);
    }
}

/* The first operation that reads the tensor: what comes before does not depend on it. */
static long first_reader(const struct program *program, int tensor) {
    for (long i = 0; i < program->operation_count; i++) {
        const struct binding *binding = &program->operations[i].binding;
        for (size_t n = 0; n < binding->node_count; n++) {
            if (program_node_tensor(program, binding, n) == tensor) {
                return i;
            }
        }
    }
    return program->operation_count;
}

static double loss_at(const struct checker *checker, double *parameter, double value, long from) {
    double kept = *parameter;
    *parameter = value;
    run(checker, from, checker->forward_end);
    *parameter = kept;
    return program_tensor_value(checker->program, checker->loss, checker->state).values[0];
}

/* Tries one step width; true when the gradient agrees. */
static bool try_step(const struct checker *checker, double *parameter, double divisor, long from,
                     struct gradcheck_element *element) {
    double wanted = cbrt(DBL_EPSILON) * fmax(1, fabs(*parameter)) / divisor;
    double above = *parameter + wanted, below = *parameter - wanted;
    double loss_above = loss_at(checker, parameter, above, from);
    double loss_below = loss_at(checker, parameter, below, from);
    double numeric = (loss_above - loss_below) / (above - below);
    double floor = noise_floor * fmax(1, fabs(checker->loss_value)) * fmax(1, divisor);
    double size = fmax(fmax(fabs(element->analytic), fabs(numeric)), floor);
    double error = fabs(element->analytic - numeric) / size;
    if (divisor == 1 || error < element->error) {
        element->numeric = numeric;
        element->error = error;
    }
    double right = (loss_above - checker->loss_value) / (above - *parameter);
    double left = (checker->loss_value - loss_below) / (*parameter - below);
    double slack = gradcheck_tolerance * size;
    element->is_kink = fabs(right - left) > 1e-3 * size &&
                       element->analytic >= fmin(left, right) - slack &&
                       element->analytic <= fmax(left, right) + slack;
    return error <= gradcheck_tolerance;
}

static struct gradcheck_element check_element(const struct checker *checker, double *parameter,
                                              double analytic, long from) {
    struct gradcheck_element element = {.analytic = analytic};
    size_t steps = sizeof step_divisors / sizeof *step_divisors;
    for (size_t i = 0; i < steps && !element.passes; i++) {
        element.passes = try_step(checker, parameter, step_divisors[i], from, &element);
    }
    /* a kink that is still there at the narrowest step */
    element.is_kink = element.is_kink && !element.passes;
    element.passes = element.passes || element.is_kink;
    return element;
}

static struct gradcheck_tensor check_tensor(struct arena *arena, const struct checker *checker,
                                            int parameter, int gradient, const double *analytic) {
    const struct program *program = checker->program;
    struct matrix value = program_tensor_value(program, parameter, checker->state);
    size_t count = value.rows * value.columns;
    struct gradcheck_element *elements = ARENA_ARRAY(arena, struct gradcheck_element, count);
    struct gradcheck_tensor result = {.parameter = parameter,
                                      .gradient = gradient,
                                      .shape = matrix_shape(value),
                                      .elements = elements};
    long from = first_reader(program, parameter);
    for (size_t i = 0; i < count; i++) {
        elements[i] = check_element(checker, &value.values[i], analytic[i], from);
        result.failed += !elements[i].passes;
        result.kinks += elements[i].is_kink;
        bool is_worse = elements[i].error > elements[result.worst].error;
        if (is_worse && !elements[i].is_kink) {
            result.worst = i;
        }
    }
    /* the last difference left the forward pass of a moved parameter behind */
    run(checker, from, checker->forward_end);
    return result;
}

/* The gradient's tensor of a parameter, or -1 when no operation computes it. */
static int gradient_of(const struct program *program, const struct tensor *parameter) {
    enum role role = parameter->role == ROLE_WEIGHT ? ROLE_WEIGHT_GRADIENT : ROLE_BIAS_GRADIENT;
    int gradient = program_find_tensor(program, role, parameter->layer);
    bool is_computed =
        gradient >= 0 && program_is_written(program, gradient, program->operation_count);
    return is_computed ? gradient : -1;
}

static bool all_finite(const struct checker *checker) {
    const struct program *program = checker->program;
    for (long i = 0; i < checker->backward_end; i++) {
        int target = program->operations[i].target;
        if (!matrix_is_finite(program_tensor_value(program, target, checker->state))) {
            return false;
        }
    }
    return true;
}

static void add_tensor(struct gradcheck *check, struct gradcheck_tensor *tensors,
                       struct gradcheck_tensor tensor) {
    tensors[check->count++] = tensor;
    check->elements += shape_count(tensor.shape);
    check->failed += tensor.failed;
    check->kinks += tensor.kinks;
    const struct gradcheck_element *worst = &tensor.elements[tensor.worst];
    if (!worst->is_kink) {
        check->worst_error = fmax(check->worst_error, worst->error);
    }
}

struct gradcheck gradcheck_run(struct arena *arena, const struct program *program,
                               const double *state) {
    struct checker checker = {
        .program = program,
        .state = ARENA_ARRAY(arena, double, program->state_count),
        .scratch = ARENA_ARRAY(arena, double, program->scratch_count),
        .forward_end = end_of_pass(program, PASS_FORWARD),
        .backward_end = end_of_pass(program, PASS_BACKWARD),
        .loss = program_find_tensor(program, ROLE_LOSS, -1),
    };
    memcpy(checker.state, state, program->state_count * sizeof *state);
    run(&checker, 0, checker.backward_end);
    struct matrix loss = program_tensor_value(program, checker.loss, checker.state);
    checker.loss_value = loss.values[0];
    struct gradcheck check = {.loss = checker.loss_value, .is_finite = all_finite(&checker)};
    struct gradcheck_tensor *tensors =
        ARENA_ARRAY(arena, struct gradcheck_tensor, (size_t)program->tensor_count);
    check.tensors = tensors;
    for (int i = 0; check.is_finite && i < program->tensor_count; i++) {
        const struct tensor *tensor = &program->tensors[i];
        bool is_parameter = tensor->role == ROLE_WEIGHT || tensor->role == ROLE_BIAS;
        int gradient = is_parameter ? gradient_of(program, tensor) : -1;
        if (gradient >= 0) {
            const double *analytic = program_tensor_value(program, gradient, checker.state).values;
            add_tensor(&check, tensors, check_tensor(arena, &checker, i, gradient, analytic));
        }
    }
    return check;
}

/* How far the factors of the elements may differ from their common one, in relation to it. */
static const double factor_tolerance = 1e-4;

/* Whether the factor of an element says anything. */
static bool is_telling(const struct gradcheck_element *element, double floor) {
    return !element->is_kink && fmax(fabs(element->analytic), fabs(element->numeric)) >= floor;
}

bool gradcheck_factor(const struct gradcheck *check, double *ret) {
    bool is_found = false;
    double factor = 0, floor = noise_floor * fmax(1, fabs(check->loss));
    for (size_t t = 0; t < check->count; t++) {
        const struct gradcheck_tensor *tensor = &check->tensors[t];
        for (size_t i = 0; tensor->failed > 0 && i < shape_count(tensor->shape); i++) {
            const struct gradcheck_element *element = &tensor->elements[i];
            if (!is_telling(element, floor)) {
                continue;
            }
            double own = element->analytic / element->numeric;
            if (is_found && !(fabs(own - factor) <= factor_tolerance * fabs(factor))) {
                return false;
            }
            factor = is_found ? factor : own;
            is_found = true;
        }
    }
    *ret = factor;
    return is_found && isfinite(factor);
}
