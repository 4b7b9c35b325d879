#include "checks/gradcheck.h"

#include "checks/slope.h"
#include "engine/program_state.h"
#include "formula/differentiate/tangent.h"

#include <float.h>
#include <math.h>
#include <string.h>

const double gradcheck_tolerance = 1e-6;

/* Of a gradient and a tangent that are both sums of many numbers; and what sums leave where they
 * cancel, of the largest number of the backward pass. */
static const double tangent_tolerance = 1e-9, tangent_rounding = 64 * DBL_EPSILON;

/* Differences tell where their error is no larger than this part of the slope. */
static const double telling = 1e-4;

/* How far the floor of the error lies below the largest number of the backward pass: what sums of
 * such numbers leave where they cancel is rounding. */
static const double floor_part = 1e-6;

/* A difference that is so small a part of what it is taken of has lost the digits that slopes by
 * differences need: 1 - a where a is nearly 1. */
static const double cancelling = 1e-9;

struct checker {
    const struct program *program;
    double *state, *scratch;
    struct evaluation evaluation; /* these two */
    struct tangent tangent;
    long forward_end;  /* the first operation behind the forward pass */
    long backward_end; /* and behind the backward pass */
    int loss;
    double loss_value;
    double floor;            /* of what gradients are compared with */
    double largest_number;   /* of the backward pass */
    double largest_gradient; /* of all parameters */
    bool cancels;            /* the forward pass has a difference without digits */
    /* the parameter that is moved */
    double *parameter;
    long from;                /* the first operation that reads it */
    unsigned long long piece; /* on which side of each kink the loss is there */
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
static long first_use(const struct program *program, int tensor) {
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

/* ---- kinks ---- */

/* Two sides of which one takes over from the other where they are the same. */
static bool is_switch(const struct expression *expression) {
    return expression->kind == EXPRESSION_INDICATOR ||
           (expression->kind == EXPRESSION_CALL && expression->function == FUNCTION_MAX);
}

/* A function that has a kink where its argument is 0, or a switch. */
static bool has_kink(const struct bound_node *node) {
    const struct expression *expression = node->expression;
    bool is_activation = expression->kind == EXPRESSION_CALL &&
                         expression->function == FUNCTION_ACTIVATION &&
                         activation_definition(node->activation)->has_kink;
    return is_activation || is_switch(expression) ||
           (expression->kind == EXPRESSION_CALL &&
            (expression->function == FUNCTION_ABS || expression->function == FUNCTION_SIGN));
}

static struct matrix operand_value(const struct checker *checker, const struct binding *binding,
                                   const struct expression *operand) {
    return binding_node_value(binding, &checker->evaluation, (size_t)operand->id);
}

/* Mixes in the signs of the arguments of a computed operation's kinks. Under sum(k, n, x) those of
 * the last k are there. */
static unsigned long long mix_signs(const struct checker *checker, long operation,
                                    unsigned long long piece) {
    const struct binding *binding = &checker->program->operations[operation].binding;
    for (size_t i = 0; i < binding->node_count; i++) {
        if (!has_kink(&binding->nodes[i])) {
            continue;
        }
        const struct expression *expression = binding->nodes[i].expression;
        double zero = 0;
        struct matrix a = operand_value(checker, binding, expression->operands[0]);
        struct matrix b = is_switch(expression)
                              ? operand_value(checker, binding, expression->operands[1])
                              : (struct matrix){1, 1, &zero};
        struct shape shape = binding->nodes[i].shape;
        for (size_t k = 0; k < shape_count(shape); k++) {
            size_t row = k / shape.columns, column = k % shape.columns;
            bool is_above = matrix_repeated_at(a, row, column) > matrix_repeated_at(b, row, column);
            piece = (piece ^ (is_above ? 2U : 1U)) * 1099511628211ULL;
        }
    }
    return piece;
}

/* Whether a computed operation has a difference that cancels. */
static bool cancels_in(const struct checker *checker, long operation) {
    const struct binding *binding = &checker->program->operations[operation].binding;
    bool is_found = false;
    for (size_t i = 0; i < binding->node_count && !is_found; i++) {
        const struct expression *expression = binding->nodes[i].expression;
        if (expression->kind != EXPRESSION_SUBTRACT) {
            continue;
        }
        struct matrix a = operand_value(checker, binding, expression->operands[0]);
        struct matrix difference = binding_node_value(binding, &checker->evaluation, i);
        for (size_t k = 0; k < difference.rows * difference.columns; k++) {
            double whole = matrix_repeated_at(a, k / difference.columns, k % difference.columns);
            double rest = fabs(difference.values[k]);
            is_found = is_found || (rest > 0 && rest < cancelling * fabs(whole));
        }
    }
    return is_found;
}

static bool forward_cancels(const struct checker *checker) {
    bool is_found = false;
    for (long i = 0; i < checker->forward_end; i++) {
        program_run(checker->program, i, checker->state, checker->scratch);
        is_found = is_found || cancels_in(checker, i);
    }
    return is_found;
}

/* Runs the forward pass from the parameter on; returns on which piece the loss is. */
static unsigned long long run_forward(const struct checker *checker) {
    unsigned long long piece = 14695981039346656037ULL;
    for (long i = checker->from; i < checker->forward_end; i++) {
        program_run(checker->program, i, checker->state, checker->scratch);
        piece = mix_signs(checker, i, piece);
    }
    return piece;
}

/* ---- the witnesses ---- */

static double loss_of(const struct checker *checker) {
    return program_tensor_value(checker->program, checker->loss, checker->state).values[0];
}

/* The loss with the parameter moved, for slope_measure. */
static double moved_loss(void *context, double value, bool *ret_is_same_piece) {
    const struct checker *checker = context;
    double kept = *checker->parameter;
    *checker->parameter = value;
    *ret_is_same_piece = run_forward(checker) == checker->piece;
    *checker->parameter = kept;
    return loss_of(checker);
}

static struct slope measure(struct checker *checker, double width) {
    /* probabilities and sums of the order of 1 stand behind the smallest loss */
    const struct slope_function function = {
        .context = checker, .value = moved_loss, .grain = DBL_EPSILON};
    double size = fmax(1, fabs(*checker->parameter));
    return slope_measure(&function, *checker->parameter, checker->loss_value, width * size,
                         gradcheck_tolerance / 100);
}

/* How fast the loss changes with the parameter; NAN where that is not known. */
static double tangent_of(struct checker *checker) {
    double *own = checker->tangent.state + (checker->parameter - checker->state);
    bool is_known = true;
    *own = 1;
    checker->tangent.meets_kink = false;
    for (long i = checker->from; i < checker->forward_end && is_known; i++) {
        program_run(checker->program, i, checker->state, checker->scratch);
        is_known = tangent_compute(&checker->program->operations[i].binding, &checker->tangent);
    }
    *own = 0;
    size_t loss = checker->program->tensors[checker->loss].storage.offset;
    return is_known ? checker->tangent.state[loss] : (double)NAN;
}

/* ---- the verdict ---- */

static double relative_error(const struct checker *checker, double gradient, double witness) {
    double size = fmax(fmax(fabs(gradient), fabs(witness)), checker->floor);
    return fabs(gradient - witness) / size;
}

/* Whether differences say anything: as exactly as is needed to contradict. Of a slope near 0 that
 * is measured by the largest gradient. */
static bool tells(const struct checker *checker, const struct slope *slope) {
    double size = fmax(fabs(slope->value), telling * checker->largest_gradient);
    return slope->is_known && slope->error <= telling * size;
}

static bool contradicts(const struct slope *slope, double gradient) {
    double size = fmax(fabs(gradient), fabs(slope->value));
    return !(fabs(gradient - slope->value) <= gradcheck_tolerance * size + 4 * slope->error);
}

/* Where a unit is saturated, differences can be wrong and agree with each other: what contradicts
 * the tangent has to do so again, from a far wider difference on, and by the same number. */
static bool is_confirmed(struct checker *checker, const struct slope *slope, double gradient) {
    struct slope again = measure(checker, 0.6);
    return tells(checker, &again) && contradicts(&again, gradient) &&
           !contradicts(&again, slope->value);
}

static bool is_between(const struct slope *slope, double gradient) {
    double slack = gradcheck_tolerance * fmax(fabs(slope->left), fabs(slope->right));
    return gradient >= fmin(slope->left, slope->right) - slack &&
           gradient <= fmax(slope->left, slope->right) + slack;
}

static enum gradcheck_verdict contradicted(const struct checker *checker, const struct slope *slope,
                                           struct gradcheck_element *element) {
    element->error = relative_error(checker, element->analytic, slope->value);
    return GRADCHECK_DIFFERS;
}

static enum gradcheck_verdict verdict_of(struct checker *checker, const struct slope *slope,
                                         struct gradcheck_element *element) {
    bool has_tangent = !isnan(element->tangent);
    bool is_rounding =
        fabs(element->analytic - element->tangent) <= tangent_rounding * checker->largest_number;
    bool is_tangent_right = has_tangent && (element->error <= tangent_tolerance || is_rounding);
    if (checker->tangent.meets_kink) {
        return is_tangent_right || is_between(slope, element->analytic) ? GRADCHECK_AT_KINK
                                                                        : GRADCHECK_DIFFERS;
    }
    bool is_told = tells(checker, slope);
    bool is_contradicted = is_told && contradicts(slope, element->analytic);
    if (has_tangent && !is_tangent_right) {
        return GRADCHECK_DIFFERS;
    }
    if (is_contradicted &&
        (!has_tangent || (!checker->cancels && is_confirmed(checker, slope, element->analytic)))) {
        return contradicted(checker, slope, element);
    }
    if (is_told && !is_contradicted) {
        return GRADCHECK_AGREES;
    }
    return has_tangent ? GRADCHECK_BY_TANGENT : GRADCHECK_DIFFERS;
}

static struct gradcheck_element check_element(struct checker *checker, double analytic) {
    struct gradcheck_element element = {.analytic = analytic, .tangent = tangent_of(checker)};
    checker->piece = run_forward(checker);
    struct slope slope = measure(checker, 0.0078125);
    element.numeric = slope.is_known ? slope.value : (double)NAN;
    element.numeric_error = slope.is_known ? slope.error : (double)INFINITY;
    double witness = isnan(element.tangent) ? element.numeric : element.tangent;
    element.error = relative_error(checker, analytic, witness);
    element.verdict = verdict_of(checker, &slope, &element);
    return element;
}

/* ---- tensors ---- */

static bool is_worse(const struct gradcheck_tensor *tensor, size_t i) {
    const struct gradcheck_element *element = &tensor->elements[i];
    if (element->verdict == GRADCHECK_AT_KINK) {
        return false;
    }
    return tensor->worst == shape_count(tensor->shape) || isnan(element->error) ||
           element->error > tensor->elements[tensor->worst].error;
}

static struct gradcheck_tensor check_tensor(struct arena *arena, struct checker *checker,
                                            int parameter, int gradient, const double *analytic) {
    const struct program *program = checker->program;
    struct matrix value = program_tensor_value(program, parameter, checker->state);
    size_t count = value.rows * value.columns;
    struct gradcheck_element *elements = ARENA_ARRAY(arena, struct gradcheck_element, count);
    struct gradcheck_tensor result = {.parameter = parameter,
                                      .gradient = gradient,
                                      .shape = matrix_shape(value),
                                      .elements = elements,
                                      .worst = count};
    checker->from = first_use(program, parameter);
    memset(checker->tangent.state, 0, program->state_count * sizeof *checker->tangent.state);
    for (size_t i = 0; i < count; i++) {
        checker->parameter = &value.values[i];
        elements[i] = check_element(checker, analytic[i]);
        result.verdicts[elements[i].verdict]++;
        result.worst = is_worse(&result, i) ? i : result.worst;
    }
    /* the last difference left the forward pass of a moved parameter behind */
    run(checker, checker->from, checker->forward_end);
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
    for (int i = 0; i < GRADCHECK_VERDICT_COUNT; i++) {
        check->verdicts[i] += tensor.verdicts[i];
    }
    if (tensor.worst < shape_count(tensor.shape)) {
        double error = tensor.elements[tensor.worst].error;
        check->worst_error =
            isnan(error) || error > check->worst_error ? error : check->worst_error;
    }
}

static double largest(const struct checker *checker, int tensor, double most) {
    struct matrix value = program_tensor_value(checker->program, tensor, checker->state);
    for (size_t i = 0; i < value.rows * value.columns; i++) {
        most = fmax(most, fabs(value.values[i]));
    }
    return most;
}

static void take_sizes(struct checker *checker) {
    double most = 0;
    for (long i = checker->forward_end; i < checker->backward_end; i++) {
        int target = checker->program->operations[i].target;
        enum role role = checker->program->tensors[target].role;
        most = largest(checker, target, most);
        if (role == ROLE_WEIGHT_GRADIENT || role == ROLE_BIAS_GRADIENT) {
            checker->largest_gradient = largest(checker, target, checker->largest_gradient);
        }
    }
    checker->largest_number = most;
    checker->floor = fmax(floor_part * most, DBL_MIN);
}

static struct checker checker_create(struct arena *arena, const struct program *program,
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
    checker.evaluation = (struct evaluation){
        .state = checker.state, .scratch = checker.scratch, .element = {1, 1, 1}};
    checker.tangent = (struct tangent){
        .state = ARENA_ARRAY(arena, double, program->state_count),
        .scratch = ARENA_ARRAY(arena, double, program->scratch_count),
        .spare = ARENA_ARRAY(arena, double, program->scratch_count),
    };
    checker.cancels = forward_cancels(&checker);
    run(&checker, 0, checker.backward_end);
    checker.loss_value = loss_of(&checker);
    take_sizes(&checker);
    return checker;
}

struct gradcheck gradcheck_run(struct arena *arena, const struct program *program,
                               const double *state) {
    struct checker checker = checker_create(arena, program, state);
    checker.tangent.evaluation = &checker.evaluation;
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

static double witness_of(const struct gradcheck_element *element) {
    return isnan(element->tangent) ? element->numeric : element->tangent;
}

/* Whether the factor of an element says anything. */
static bool is_telling(const struct gradcheck_element *element, double floor) {
    return element->verdict != GRADCHECK_AT_KINK &&
           fmax(fabs(element->analytic), fabs(witness_of(element))) >= floor;
}

bool gradcheck_factor(const struct gradcheck *check, double *ret) {
    bool is_found = false;
    double factor = 0, floor = 1e-8 * fmax(1, fabs(check->loss));
    for (size_t t = 0; t < check->count; t++) {
        const struct gradcheck_tensor *tensor = &check->tensors[t];
        for (size_t i = 0;
             tensor->verdicts[GRADCHECK_DIFFERS] > 0 && i < shape_count(tensor->shape); i++) {
            const struct gradcheck_element *element = &tensor->elements[i];
            if (!is_telling(element, floor)) {
                continue;
            }
            double own = element->analytic / witness_of(element);
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
