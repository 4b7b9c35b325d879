/* The loss curve is what a plain run gives, whatever it is cut into, and stays within its
 * bounds. */
#include "engine/place.h"
#include "engine/program_state.h"
#include "engine_fixture.h"

#include "engine/tape.h"
#include "survey/loss_history.h"

#include <limits.h>

static const char *root;
static struct arena *shared;
static struct fixture_notations notations;

/* The losses of iterations 1..count as a reader meets them who steps through the run. */
static double *losses_of_tape(struct arena *arena, const struct program *program, long count) {
    struct tape *tape = tape_create(arena, program, NULL);
    double *losses = ARENA_ARRAY(arena, double, (size_t)count);
    int tensor = program_find_tensor(program, ROLE_LOSS, -1);
    for (long i = 0; i < count; i++) {
        EXPECT(tape_seek(tape, (i + 1) * program->operation_count, LONG_MAX));
        losses[i] = *program_tensor_value(program, tensor, tape_state(tape)).values;
    }
    return losses;
}

static void check_points(const struct program *program, const struct loss_history *history,
                         const double *losses) {
    size_t count = 0;
    const struct loss_point *points = loss_history_points(history, &count);
    EXPECT(count > 0 && count <= LOSS_HISTORY_MOST_POINTS);
    long wrong = 0;
    for (size_t i = 0; i < count; i++) {
        long end = i + 1 < count ? points[i + 1].iteration : loss_history_reach(history) + 1;
        double least = losses[points[i].iteration - 1], most = least;
        for (long k = points[i].iteration; k < end; k++) {
            least = fmin(least, losses[k - 1]);
            most = fmax(most, losses[k - 1]);
        }
        wrong += points[i].loss != losses[points[i].iteration - 1] || points[i].least != least ||
                 points[i].most != most;
    }
    EXPECT_INT(wrong, 0);
    EXPECT_INT(points[0].iteration, 1);
    EXPECT_INT(loss_history_reach(history), program->iterations);
    EXPECT_INT(points[count - 1].iteration, program->iterations);
}

static void check_lesson(const struct lesson *lesson, long iterations, double work) {
    for (size_t i = 0; i < notations.count; i++) {
        struct arena *arena = arena_create();
        const struct program *program =
            fixture_program(arena, lesson, notations.items[i].notation, iterations);
        struct loss_history *history = loss_history_create(arena, program);
        EXPECT_INT(loss_history_reach(history), 0);
        while (loss_history_go_on(history, work)) {
        }
        EXPECT_INT(loss_history_stuck(history), 0);
        check_points(program, history, losses_of_tape(arena, program, program->iterations));
        arena_destroy(arena);
    }
}

static void test_a_plain_run(void) {
    static const char *const paths[] = {"tests/lessons/four-equations.json",
                                        "tests/lessons/delta/samples.json",
                                        "tests/lessons/mlbook/absolute-value.json"};
    for (size_t i = 0; i < TEST_COUNT(paths); i++) {
        check_lesson(fixture_lesson(shared, root, paths[i]), 0, 1e4);
    }
}

static void test_slices_and_batches(void) {
    const struct lesson *lesson = fixture_batches(shared);
    check_lesson(lesson, 0, 1); /* an operation at a time */
    check_lesson(lesson, 2, 1e9);
}

/* Each iteration up to the bound, and less than each of more: their least and most are kept. */
static void test_long_runs(void) {
    const struct lesson *lesson = fixture_batches(shared);
    check_lesson(lesson, LOSS_HISTORY_MOST_POINTS, 1e9);
    check_lesson(lesson, LOSS_HISTORY_MOST_POINTS + 1, 1e9);
    check_lesson(lesson, FIXTURE_IS_SANITIZED ? 3000 : 20000, 1e6);
}

/* Early iterations, far apart on a logarithmic axis, have points of their own, and so have late
 * ones on a linear axis. */
static void test_points_of_a_long_run(void) {
    const struct lesson *lesson = fixture_batches(shared);
    struct arena *arena = arena_create();
    const struct program *program =
        fixture_program(arena, lesson, notations.items[0].notation, 20000);
    struct loss_history *history = loss_history_create(arena, program);
    while (loss_history_go_on(history, 1e9)) {
    }
    size_t count = 0;
    const struct loss_point *points = loss_history_points(history, &count);
    for (size_t i = 0; i + 1 < count; i++) {
        double left = (double)points[i].iteration, right = (double)points[i + 1].iteration;
        EXPECT(right - left <= 20000.0 / 500);
        EXPECT(right - left == 1 || log(right / left) <= log(20000) / 250);
    }
    arena_destroy(arena);
}

/* 8-8-8 with 16 samples: a million iterations are more than the budget. */
static const struct lesson *large_lesson(struct arena *arena) {
    struct text_builder text;
    text_begin(&text, arena);
    text_append_string(&text, "{\"format\": 1, \"title\": \"large\", \"notation\": \"four\", "
                              "\"loss\": \"half_square\", \"network\": {\"inputs\": 8, "
                              "\"layers\": [{\"units\": 8, \"activation\": \"tanh\"}, "
                              "{\"units\": 8, \"activation\": \"tanh\"}]}, \"data\": {");
    for (int part = 0; part < 2; part++) {
        text_append_string(&text, part == 0 ? "\"inputs\": [" : "], \"targets\": [");
        for (int sample = 0; sample < 16; sample++) {
            text_append_format(&text, "%s[%d, 1, 0, 0.5, -1, 0.25, 1, 0]", sample > 0 ? ", " : "",
                               sample % 3 - 1);
        }
    }
    text_append_string(&text, "]}}");
    return fixture_lesson_of_text(arena, "large", text.bytes, text.length);
}

static void test_budget(void) {
    struct arena *arena = arena_create();
    const struct program *program = fixture_program(
        arena, large_lesson(arena), notations.items[0].notation, LESSON_MOST_ITERATIONS);
    struct loss_history *whole = loss_history_create(arena, program);
    struct loss_history *sliced = loss_history_create(arena, program);
    EXPECT(!loss_history_go_on(whole, 2 * loss_history_most_work));
    while (loss_history_go_on(sliced, 1e7)) {
    }
    EXPECT(loss_history_reach(whole) > 1000 && loss_history_reach(whole) < LESSON_MOST_ITERATIONS);
    EXPECT_INT(loss_history_reach(sliced), loss_history_reach(whole));
    size_t count = 0, same = 0;
    loss_history_points(whole, &same);
    loss_history_points(sliced, &count);
    EXPECT_INT(count, same);
    EXPECT(count <= LOSS_HISTORY_MOST_POINTS);
    arena_destroy(arena);
}

/* One slice does about what it was asked for. */
static void test_a_slice(void) {
    struct arena *arena = arena_create();
    const struct program *program = fixture_program(
        arena, fixture_batches(arena), notations.items[0].notation, LESSON_MOST_ITERATIONS);
    struct loss_history *history = loss_history_create(arena, program);
    EXPECT(loss_history_go_on(history, 1));
    EXPECT_INT(loss_history_reach(history), 0);
    EXPECT(loss_history_go_on(history, 1e6));
    long reach = loss_history_reach(history);
    EXPECT(reach > 10 && reach < 2000);
    EXPECT(loss_history_go_on(history, 1e6));
    EXPECT(labs(loss_history_reach(history) - 2 * reach) <= 2);
    arena_destroy(arena);
}

/* A learning rate that is far too large: the loss grows until it is infinite. */
static void test_stuck(void) {
    static const char text[] =
        "{\"format\": 1, \"title\": \"stuck\", \"notation\": \"four\","
        " \"network\": {\"inputs\": [\"a\"], \"layers\": ["
        "   {\"units\": 1, \"activation\": \"linear\", \"weights\": [[3]], \"biases\": [0]}]},"
        " \"data\": {\"inputs\": [[1e10]], \"targets\": [[0]]},"
        " \"loss\": \"half_square\", \"learning_rate\": 1e30, \"iterations\": 1000}";
    const struct lesson *lesson = fixture_lesson_of_text(shared, "stuck", text, strlen(text));
    for (size_t i = 0; i < notations.count; i++) {
        struct arena *arena = arena_create();
        const struct program *program =
            fixture_program(arena, lesson, notations.items[i].notation, 0);
        struct tape *tape = tape_create(arena, program, NULL);
        tape_seek(tape, program->step_count, LONG_MAX);
        struct loss_history *history = loss_history_create(arena, program);
        EXPECT(!loss_history_go_on(history, loss_history_most_work));
        EXPECT_INT(loss_history_stuck(history),
                   place_of_step(program, tape_position(tape)).iteration);
        EXPECT(loss_history_stuck(history) > 1);
        EXPECT(loss_history_reach(history) >= loss_history_stuck(history) - 1);
        size_t count = 0;
        const struct loss_point *points = loss_history_points(history, &count);
        for (size_t k = 0; k < count; k++) {
            EXPECT(isfinite(points[k].loss));
        }
        arena_destroy(arena);
    }
}

/* Beyond what a run ahead may hold there is no curve, and no list is made. */
static void test_too_large(void) {
    struct arena *arena = arena_create();
    struct program large =
        *fixture_program(arena, fixture_batches(arena), notations.items[0].notation, 10);
    size_t *const counts[] = {&large.state_count, &large.scratch_count};
    for (size_t i = 0; i < TEST_COUNT(counts); i++) {
        size_t count = *counts[i];
        *counts[i] = (size_t)1 << 40;
        struct loss_history *history = loss_history_create(arena, &large);
        EXPECT(!loss_history_go_on(history, 1e9));
        EXPECT_INT(loss_history_reach(history), 0);
        EXPECT_INT(loss_history_stuck(history), 0);
        loss_history_points(history, &(size_t){0});
        *counts[i] = count;
    }
    arena_destroy(arena);
}

/* A formula with a partial derivative has its curve too, the one of the formula without. */
static void test_partial(void) {
    static const char text[] =
        "{\"format\": 1, \"title\": \"partial\", \"notation\": \"four\","
        " \"network\": {\"inputs\": [\"a\"], \"layers\": ["
        "   {\"units\": 2, \"activation\": \"tanh\", \"weights\": [[0.5], [-0.3]]},"
        "   {\"units\": 1, \"activation\": \"linear\", \"weights\": [[0.7, 0.2]]}]},"
        " \"data\": {\"inputs\": [[1]], \"targets\": [[0.5]]},"
        " \"loss\": \"half_square\", \"learning_rate\": 0.1, \"iterations\": 20%s}";
    static const char *const formulas[] = {
        "",
        ", \"formulas\": {\"hidden_error\": \"dZ[l] = partial(Z[l+1], Z[l]) * dZ[l+1]\"}",
    };
    double losses[TEST_COUNT(formulas)];
    long slices[TEST_COUNT(formulas)];
    struct arena *arena = arena_create();
    for (size_t i = 0; i < TEST_COUNT(formulas); i++) {
        const char *lesson = text_format(arena, text, formulas[i]);
        const struct lesson *read = fixture_lesson_with((struct fixture_shelf){arena, root},
                                                        "partial", lesson, strlen(lesson));
        const struct program *program = fixture_program(
            arena, read,
            read->own_notation != NULL ? read->own_notation : notations.items[1].notation, 0);
        struct loss_history *history = loss_history_create(arena, program);
        for (slices[i] = 1; loss_history_go_on(history, 1000); slices[i]++) {
        }
        check_points(program, history, losses_of_tape(arena, program, program->iterations));
        size_t count = 0;
        losses[i] = loss_history_points(history, &count)[19].loss;
    }
    EXPECT(fabs(losses[0] - losses[1]) < 1e-12);
    EXPECT(4 * slices[1] > 5 * slices[0]); /* it is the work of passes forward, and so counted */
    arena_destroy(arena);
}

/* What the run ahead has passed the tape reaches from the checkpoint that was left there: after so
 * many operations as lie between two of them, and with the bits of a run that went all the way. */
static void test_checkpoints(void) {
    enum { ITERATIONS = 3000, SLOTS = 64, PLACES = 40 };
    const struct lesson *lesson = fixture_lesson(shared, root, "tests/lessons/xor.json");
    for (size_t i = 0; i < notations.count; i++) {
        struct arena *arena = arena_create();
        const struct program *program =
            fixture_program(arena, lesson, notations.items[i].notation, ITERATIONS);
        const struct tape_limits limits = {.undo_bytes = 4096,
                                           .checkpoint_bytes =
                                               SLOTS * program->parameter_count * sizeof(double)};
        struct tape *tape = tape_create(arena, program, &limits);
        struct tape *plain = tape_create(arena, program, &limits);
        struct loss_history *history = loss_history_create(arena, program);
        loss_history_leave(history, tape_checkpoints(tape));
        EXPECT(!loss_history_go_on(history, loss_history_most_work));
        EXPECT_INT(loss_history_reach(history), ITERATIONS);
        long stride = checkpoints_stride(tape_checkpoints(tape));
        EXPECT(stride <= 2 * ITERATIONS / SLOTS);
        EXPECT(stride * (SLOTS + 1) > ITERATIONS); /* no more than fit */
        for (long k = 0; k <= PLACES; k++) {
            /* forward over most of the run and back again */
            long part = k % 2 == 0 ? k / 2 : PLACES - k / 2;
            long step = program->step_count / PLACES * part + k;
            EXPECT(tape_seek(tape, step, (stride + 1) * program->operation_count));
            EXPECT_INT(tape_position(tape),
                       step < program->step_count ? step : program->step_count);
            EXPECT(tape_seek(plain, step, LONG_MAX));
            EXPECT(memcmp(tape_state(tape), tape_state(plain),
                          program->parameter_count * sizeof(double)) == 0);
        }
        arena_destroy(arena);
    }
}

/* Where a step of a million iterations lies, the tape is there after the operations between two
 * checkpoints: fewer than the 16 ms of a picture take. */
static void test_a_million(void) {
    enum { PLACES = 60, MOST_OPERATIONS = 16384 };
    const struct lesson *lesson = fixture_lesson(shared, root, "tests/lessons/xor.json");
    struct fixture_random random = {11};
    for (size_t i = 0; i < (FIXTURE_IS_SANITIZED ? 1 : notations.count); i++) {
        struct arena *arena = arena_create();
        const struct program *program =
            fixture_program(arena, lesson, notations.items[i].notation, LESSON_MOST_ITERATIONS);
        struct tape *tape = tape_create(arena, program, NULL);
        struct loss_history *history = loss_history_create(arena, program);
        loss_history_leave(history, tape_checkpoints(tape));
        while (loss_history_go_on(history, 1e8)) {
        }
        EXPECT_INT(loss_history_reach(history), LESSON_MOST_ITERATIONS);
        for (int k = 0; k < PLACES; k++) {
            long step = k == 0 ? program->step_count
                               : (long)fixture_random_below(&random, (size_t)program->step_count);
            EXPECT(tape_seek(tape, step, MOST_OPERATIONS));
            EXPECT_INT(tape_position(tape), step);
        }
        arena_destroy(arena);
    }
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = fixture_notations(shared, root);
    static const struct test tests[] = {
        {"the losses of a plain run", test_a_plain_run},
        {"any slices, and batches", test_slices_and_batches},
        {"long runs keep the least and the most", test_long_runs},
        {"points of a long run", test_points_of_a_long_run},
        {"the budget ends it at the same place", test_budget},
        {"a slice is as long as was asked for", test_a_slice},
        {"a run that gets stuck", test_stuck},
        {"the tape goes far by what the run ahead has left", test_checkpoints},
        {"a network that is too large for a curve", test_too_large},
        {"the curve of a formula with a partial derivative", test_partial},
        {"any of a million iterations of xor at once", test_a_million},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
