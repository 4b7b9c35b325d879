#include "survey/loss_history.h"

#include "engine/program_state.h"

#include <math.h>

/* Doubles that the tensors and inner values of a run may take beside those of the reader's. */
enum { MOST_DOUBLES = 4 * 1024 * 1024 };

const double loss_history_most_work = 5e9;

struct loss_history {
    const struct program *program;
    double *state, *scratch; /* NULL: the run is not followed */
    long loss_operation;     /* that gives the loss its value */
    int loss_tensor;
    long iteration, operation; /* that come next, from 0 */
    double *works;             /* of each operation */
    double work;               /* done so far */
    bool is_done;
    long stuck;
    struct loss_point *points;
    size_t point_count;
    long bin;                        /* of the last point */
    struct checkpoints *checkpoints; /* where the run leaves some; NULL: nowhere */
};

/* ---- work ---- */

/* A matrix product multiplies once for each element and each number of a row; a function takes as
 * long as some 16 products, and coming to an operation or a node as some more. */
static double node_work(const struct binding *binding, const struct bound_node *node) {
    enum { FUNCTION = 16, VISIT = 8 };
    double count = (double)shape_count(node->shape);
    const struct expression *expression = node->expression;
    if (node->partial != NULL) { /* a pass forward for each of its numbers */
        return VISIT + (double)node->room * count * FUNCTION;
    }
    if (expression->kind == EXPRESSION_PRODUCT) {
        struct shape left = binding->nodes[expression->operands[0]->id].shape;
        struct shape right = binding->nodes[expression->operands[1]->id].shape;
        bool is_scaling = shape_count(left) == 1 || shape_count(right) == 1;
        return VISIT + count * (is_scaling ? 1 : (double)left.columns);
    }
    return VISIT + count * (expression->kind == EXPRESSION_CALL ? FUNCTION : 1);
}

static double operation_work(const struct operation *operation) {
    const struct binding *binding = &operation->binding;
    double work = 0;
    for (size_t i = 0; i < binding->node_count; i++) {
        work += node_work(binding, &binding->nodes[i]);
    }
    return work;
}

/* ---- making ---- */

/* The operation that writes the loss for the last time. */
static long find_loss_operation(const struct program *program, int tensor) {
    long found = program->operation_count - 1;
    for (long i = 0; i < program->operation_count; i++) {
        found = program->operations[i].target == tensor ? i : found;
    }
    return found;
}

struct loss_history *loss_history_create(struct arena *arena, const struct program *program) {
    struct loss_history *history = ARENA_NEW(arena, struct loss_history);
    int loss = program_find_tensor(program, ROLE_LOSS, -1);
    *history = (struct loss_history){.program = program,
                                     .loss_tensor = loss,
                                     .loss_operation = find_loss_operation(program, loss),
                                     .bin = -1};
    if (program->state_count > MOST_DOUBLES || program->scratch_count > MOST_DOUBLES) {
        history->is_done = true;
        return history;
    }
    size_t most = program->iterations < LOSS_HISTORY_MOST_POINTS ? (size_t)program->iterations
                                                                 : LOSS_HISTORY_MOST_POINTS;
    history->points = ARENA_ARRAY(arena, struct loss_point, most);
    history->state = ARENA_ARRAY(arena, double, program->state_count);
    history->scratch = ARENA_ARRAY(arena, double, program->scratch_count);
    history->works = ARENA_ARRAY(arena, double, (size_t)program->operation_count);
    for (long i = 0; i < program->operation_count; i++) {
        history->works[i] = operation_work(&program->operations[i]);
    }
    program_initial_state(program, history->state);
    return history;
}

void loss_history_leave(struct loss_history *history, struct checkpoints *checkpoints) {
    history->checkpoints = checkpoints;
}

/* ---- points ---- */

/* Iterations (from 1) of one bin share a point. Of a long run a bin ends wherever one of two
 * scales goes on by one of its parts: the linear one and the logarithmic one. */
static long bin_of(const struct program *program, long iteration) {
    enum { PARTS = LOSS_HISTORY_MOST_POINTS / 2 - 1 };
    if (program->iterations <= LOSS_HISTORY_MOST_POINTS) {
        return iteration;
    }
    double linear = (double)(iteration - 1) / (double)(program->iterations - 1);
    double logarithmic = log((double)iteration) / log((double)program->iterations);
    return (long)(PARTS * linear) + (long)(PARTS * logarithmic);
}

static void add_loss(struct loss_history *history, long iteration, double loss) {
    long bin = bin_of(history->program, iteration);
    if (bin != history->bin) {
        history->bin = bin;
        history->points[history->point_count++] = (struct loss_point){iteration, loss, loss, loss};
        return;
    }
    struct loss_point *last = &history->points[history->point_count - 1];
    last->least = fmin(last->least, loss);
    last->most = fmax(last->most, loss);
}

/* ---- running ---- */

static void run_next(struct loss_history *history) {
    const struct program *program = history->program;
    if (history->operation == 0) {
        if (history->checkpoints != NULL) {
            checkpoints_keep(history->checkpoints, history->state, history->iteration);
        }
        program_load_batch(program, history->state, history->iteration);
    }
    const struct operation *operation = &program->operations[history->operation];
    program_run_unseen(program, history->operation, history->state, history->scratch);
    if (!matrix_is_finite(program_tensor_value(program, operation->target, history->state))) {
        history->stuck = history->iteration + 1;
        history->is_done = true;
        return;
    }
    if (history->operation == history->loss_operation) {
        struct matrix loss = program_tensor_value(program, history->loss_tensor, history->state);
        add_loss(history, history->iteration + 1, *loss.values);
        history->is_done = history->iteration + 1 == program->iterations;
    }
    if (++history->operation == program->operation_count) {
        history->operation = 0;
        history->iteration++;
    }
}

bool loss_history_go_on(struct loss_history *history, double work) {
    double end = history->work + work;
    while (!history->is_done) {
        double next = history->works[history->operation];
        if (history->work + next > loss_history_most_work) {
            history->is_done = true;
            break;
        }
        run_next(history);
        history->work += next;
        if (history->work >= end) {
            break;
        }
    }
    return !history->is_done;
}

/* ---- looking ---- */

const struct loss_point *loss_history_points(const struct loss_history *history,
                                             size_t *ret_count) {
    *ret_count = history->point_count;
    return history->points;
}

long loss_history_reach(const struct loss_history *history) {
    bool has_loss = history->operation > history->loss_operation;
    return history->point_count > 0 ? history->iteration + has_loss : 0;
}

long loss_history_stuck(const struct loss_history *history) {
    return history->stuck;
}
