#include "engine/tape.h"

#include "engine/program_state.h"

#include <assert.h>
#include <limits.h>
#include <string.h>

static const struct tape_limits default_limits = {
    .undo_bytes = 8 * 1024 * 1024,
    .checkpoint_bytes = 16 * 1024 * 1024,
};

/* Old values in a ring. How many doubles a step's entry takes follows from its operation, so the
 * ring holds nothing but the values. */
struct undo_ring {
    double *values;
    size_t capacity, used;
    size_t head;     /* where the next entry begins */
    long first_step; /* the earliest step that can be undone; position + 1: none */
};

struct tape {
    const struct program *program;
    double *state, *scratch;
    double *before; /* what the last step replaced, if its operation reads that */
    long position;
    long scratch_step; /* the step whose inner values scratch holds; 0: none */
    bool is_stuck;
    bool is_batch_ahead; /* the state holds the batch of the iteration that comes next */
    struct undo_ring undo;
    struct checkpoints *checkpoints;
};

/* Doubles of the largest tensor that is replaced by what is computed from it. */
static size_t most_replaced(const struct program *program) {
    size_t most = 0;
    for (long i = 0; i < program->operation_count; i++) {
        size_t count = shape_count(program->operations[i].binding.target.shape);
        most = program->operations[i].reads_target && count > most ? count : most;
    }
    return most;
}

struct tape *tape_create(struct arena *arena, const struct program *program,
                         const struct tape_limits *limits) {
    limits = limits != NULL ? limits : &default_limits;
    struct tape *tape = ARENA_NEW(arena, struct tape);
    tape->program = program;
    tape->state = ARENA_ARRAY(arena, double, program->state_count);
    tape->scratch = ARENA_ARRAY(arena, double, program->scratch_count);
    tape->before = ARENA_ARRAY(arena, double, most_replaced(program));
    tape->undo.capacity = limits->undo_bytes / sizeof(double);
    tape->undo.values = arena_alloc_bare(arena, tape->undo.capacity, sizeof *tape->undo.values);
    tape->undo.first_step = 1;
    tape->checkpoints = checkpoints_create(arena, program, limits->checkpoint_bytes);
    program_initial_state(program, tape->state);
    return tape;
}

struct checkpoints *tape_checkpoints(struct tape *tape) {
    return tape->checkpoints;
}

long tape_position(const struct tape *tape) {
    return tape->position;
}

const double *tape_state(const struct tape *tape) {
    return tape->state;
}

bool tape_is_stuck(const struct tape *tape) {
    return tape->is_stuck;
}

/* ---- undo ---- */

static long operation_of_step(const struct tape *tape, long step) {
    return (step - 1) % tape->program->operation_count;
}

static struct matrix target_of_step(const struct tape *tape, long step) {
    const struct operation *operation = &tape->program->operations[operation_of_step(tape, step)];
    return program_tensor_value(tape->program, operation->target, tape->state);
}

static size_t entry_size(const struct tape *tape, long step) {
    struct matrix target = target_of_step(tape, step);
    return target.rows * target.columns;
}

/* Drops every entry; the next one is that of next_step. */
static void undo_clear(struct tape *tape, long next_step) {
    tape->undo.used = 0;
    tape->undo.head = 0;
    tape->undo.first_step = next_step;
}

/* Copies between the ring, from at on, and values; the part beyond the ring's end wraps. */
static void ring_copy(struct undo_ring *ring, size_t at, double *values, size_t count,
                      bool is_write) {
    size_t before_wrap = count < ring->capacity - at ? count : ring->capacity - at;
    double *parts[2] = {ring->values + at, ring->values};
    size_t counts[2] = {before_wrap, count - before_wrap};
    for (size_t i = 0; i < 2; i++) {
        double *outside = values + (i == 0 ? 0 : before_wrap);
        memcpy(is_write ? parts[i] : outside, is_write ? outside : parts[i],
               counts[i] * sizeof(double));
    }
}

/* Keeps what the step is about to replace, dropping the oldest entries for room. A tensor that is
 * larger than the ring is run without: see undo_horizon. */
static void undo_push(struct tape *tape, long step) {
    struct undo_ring *ring = &tape->undo;
    struct matrix target = target_of_step(tape, step);
    size_t size = target.rows * target.columns;
    assert(size <= ring->capacity);
    while (ring->used + size > ring->capacity) {
        ring->used -= entry_size(tape, ring->first_step);
        ring->first_step++;
    }
    ring_copy(ring, ring->head, target.values, size, true);
    ring->head = (ring->head + size) % ring->capacity;
    ring->used += size;
}

static void undo_pop(struct tape *tape, long step) {
    struct undo_ring *ring = &tape->undo;
    struct matrix target = target_of_step(tape, step);
    size_t size = target.rows * target.columns;
    ring->head = (ring->head + ring->capacity - size) % ring->capacity;
    ring->used -= size;
    ring_copy(ring, ring->head, target.values, size, false);
}

/* ---- checkpoints ---- */

static void load_batch(struct tape *tape, long iteration) {
    program_load_batch(tape->program, tape->state, iteration);
    tape->is_batch_ahead = false;
}

/* Goes to the beginning of an iteration (from 0) that is kept. Its batch comes with the next step;
 * that of iteration 0 is there from the beginning. */
static void restore(struct tape *tape, long iteration) {
    program_initial_state(tape->program, tape->state);
    checkpoints_restore(tape->checkpoints, iteration, tape->state);
    tape->position = iteration * tape->program->operation_count;
    tape->scratch_step = 0;
    tape->is_stuck = false;
    undo_clear(tape, tape->position + 1);
}

/* ---- steps ---- */

static long iteration_of_step(const struct tape *tape, long step) {
    return (step - 1) / tape->program->operation_count;
}

static void copy_before(struct tape *tape, long step, bool is_kept) {
    if (tape->program->operations[operation_of_step(tape, step)].reads_target) {
        struct matrix target = target_of_step(tape, step);
        memcpy(is_kept ? tape->before : target.values, is_kept ? target.values : tape->before,
               target.rows * target.columns * sizeof(double));
    }
}

static void keep_before(struct tape *tape, long step) {
    copy_before(tape, step, true);
}

/* So that the operation can run again. */
static void put_before_back(struct tape *tape, long step) {
    copy_before(tape, step, false);
}

static bool can_advance(const struct tape *tape) {
    return !tape->is_stuck && tape->position < tape->program->step_count;
}

static void begin_iteration(struct tape *tape, long step) {
    if (operation_of_step(tape, step) == 0) {
        checkpoints_keep(tape->checkpoints, tape->state, iteration_of_step(tape, step));
        load_batch(tape, iteration_of_step(tape, step));
    }
}

/* Runs the next operation with its inner values; is_recorded keeps what it replaces. */
static bool advance(struct tape *tape, bool is_recorded) {
    if (!can_advance(tape)) {
        return false;
    }
    long step = tape->position + 1;
    begin_iteration(tape, step);
    if (is_recorded) {
        undo_push(tape, step);
    } else {
        undo_clear(tape, step + 1);
    }
    keep_before(tape, step);
    program_run(tape->program, operation_of_step(tape, step), tape->state, tape->scratch);
    tape->position = step;
    tape->scratch_step = step;
    tape->is_stuck = !matrix_is_finite(target_of_step(tape, step));
    return true;
}

/* Runs at most this many operations of a long way, of which nothing is kept but where it leads to.
 * The last one, and the one that is stuck, have their inner values. Returns how many. */
static long advance_unseen(struct tape *tape, long operations) {
    long done = 0;
    for (; done + 1 < operations && can_advance(tape); done++) {
        long step = tape->position + 1;
        begin_iteration(tape, step);
        keep_before(tape, step);
        program_run_unseen(tape->program, operation_of_step(tape, step), tape->state,
                           tape->scratch);
        if (!matrix_is_finite(target_of_step(tape, step))) {
            put_before_back(tape, step);
            break;
        }
        tape->position = step;
    }
    return advance(tape, false) ? done + 1 : done;
}

/* A look at the next operation may have gone on to the next batch. */
static void take_batch_back(struct tape *tape) {
    if (tape->is_batch_ahead) {
        load_batch(tape, iteration_of_step(tape, tape->position));
    }
}

/* Puts back what the last step replaced, which the ring must hold. */
static void retreat(struct tape *tape) {
    long step = tape->position;
    assert(step >= tape->undo.first_step);
    take_batch_back(tape);
    undo_pop(tape, step);
    tape->position = step - 1;
    tape->is_stuck = false;
    if (tape->position > 0 &&
        iteration_of_step(tape, tape->position) != iteration_of_step(tape, step)) {
        load_batch(tape, iteration_of_step(tape, tape->position));
    }
}

/* True when the steps behind `step` can be undone, and step itself too, so that its inner values
 * can be computed again. */
static bool can_retreat_to(const struct tape *tape, long step) {
    return step == 0 ? tape->undo.first_step <= 1 : tape->undo.first_step <= step;
}

/* How many steps the ring holds at the least: those of whole iterations. */
static long undo_horizon(const struct tape *tape) {
    size_t doubles = 0;
    for (long step = 1; step <= tape->program->operation_count; step++) {
        doubles += entry_size(tape, step);
    }
    size_t iterations = tape->undo.capacity / (doubles > 0 ? doubles : 1);
    return (long)(iterations < INT_MAX ? iterations : INT_MAX) * tape->program->operation_count;
}

/* Goes on from the checkpoint before step where that is the only way, or the shorter one: back
 * beyond what can be undone, or forward over more than a stride. */
static void approach(struct tape *tape, long step, long horizon) {
    long iteration =
        step == 0 ? 0 : checkpoints_before(tape->checkpoints, iteration_of_step(tape, step));
    /* what a restored tape runs is at most one stride: less than half of this */
    long strides = 2 * checkpoints_stride(tape->checkpoints) * tape->program->operation_count;
    bool is_shorter = step - tape->position > (strides < horizon ? strides : horizon) &&
                      iteration * tape->program->operation_count > tape->position;
    if (step < tape->position || is_shorter) {
        restore(tape, iteration);
    }
}

bool tape_seek(struct tape *tape, long step, long most_operations) {
    step = step < 0 ? 0 : step > tape->program->step_count ? tape->program->step_count : step;
    if (step < tape->position && can_retreat_to(tape, step)) {
        while (tape->position > step) {
            retreat(tape);
        }
    }
    if (step == tape->position) {
        return true;
    }
    long horizon = undo_horizon(tape);
    approach(tape, step, horizon);
    if (step == 0) {
        return true;
    }
    /* one at least: at a restored checkpoint nothing has run whose inner values could be shown */
    do {
        long unseen = step - tape->position - horizon;
        unseen = unseen < most_operations ? unseen : most_operations;
        most_operations -= unseen > 0 ? advance_unseen(tape, unseen) : advance(tape, true);
    } while (tape->position < step && !tape->is_stuck && most_operations > 0);
    return tape->position >= step || tape->is_stuck;
}

/* All inner values of a computed operation, for those who look at them. They may compute it in
 * another form, from what it read: when it is done, before is what it replaced. */
static const struct binding *show(struct tape *tape, long step, const double *before,
                                  struct evaluation *ret) {
    const struct binding *binding =
        &tape->program->operations[operation_of_step(tape, step)].binding;
    *ret = (struct evaluation){.state = tape->state, .scratch = tape->scratch, .before = before};
    binding_unfold(binding, ret);
    return binding;
}

/* The last operation with its inner values: from a checkpoint where the ring has not what it
 * replaced, a tensor that is larger than the ring. */
static void run_again(struct tape *tape) {
    long step = tape->position;
    if (can_retreat_to(tape, step)) {
        retreat(tape);
        advance(tape, true);
    } else {
        restore(tape, checkpoints_before(tape->checkpoints, iteration_of_step(tape, step)));
        advance_unseen(tape, step - tape->position);
    }
}

const struct binding *tape_last_binding(struct tape *tape, struct evaluation *ret) {
    if (tape->position == 0) {
        return NULL;
    }
    take_batch_back(tape);
    if (tape->scratch_step != tape->position) {
        run_again(tape);
    }
    long last = operation_of_step(tape, tape->position);
    bool is_replaced = tape->program->operations[last].reads_target;
    return show(tape, tape->position, is_replaced ? tape->before : NULL, ret);
}

const struct binding *tape_next_binding(struct tape *tape, struct evaluation *ret) {
    if (tape->is_stuck || tape->position == tape->program->step_count) {
        return NULL;
    }
    long step = tape->position + 1;
    if (operation_of_step(tape, step) == 0 && tape->position > 0) {
        load_batch(tape, iteration_of_step(tape, step));
        tape->is_batch_ahead = true;
    }
    const struct evaluation evaluation = {
        .state = tape->state, .scratch = tape->scratch, .element = {1, 1, 1}};
    binding_compute(&tape->program->operations[operation_of_step(tape, step)].binding, &evaluation);
    tape->scratch_step = 0;
    return show(tape, step, NULL, ret);
}
