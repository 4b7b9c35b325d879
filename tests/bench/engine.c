/* How fast the engine is: engine SOURCE_ROOT prints three tables, one row a notation. Nothing
 * passes or fails by time.
 *
 * "training" runs operations without recording them, "recorded" is the tape, step by step. Rates
 * are the best of several rounds: whatever else the machine does only makes them smaller. */

#include "bench.h"
#include "digits.h"
#include "engine/program_state.h"

#include "survey/loss_history.h"
#include "survey/probe.h"
#include "tape_steps.h"

#include <limits.h>

enum { ROUNDS = 7 };

/* ---- measurements ---- */

static void train(const struct program *program, double *state, double *scratch, long iterations) {
    for (long iteration = 0; iteration < iterations; iteration++) {
        program_load_batch(program, state, iteration);
        for (long operation = 0; operation < program->operation_count; operation++) {
            program_run_unseen(program, operation, state, scratch);
        }
    }
}

/* Iterations a second: the best of ROUNDS runs of as many as take about a fifth of a second. */
static double training_rate(struct arena *arena, const struct program *program) {
    double *state = ARENA_ARRAY(arena, double, program->state_count);
    double *scratch = ARENA_ARRAY(arena, double, program->scratch_count);
    program_initial_state(program, state);
    long iterations = 1;
    double elapsed = 0;
    while (elapsed < 0.2) {
        iterations *= 2;
        double begin = bench_seconds();
        train(program, state, scratch, iterations);
        elapsed = bench_seconds() - begin;
    }
    double rates[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
        double begin = bench_seconds();
        train(program, state, scratch, iterations);
        rates[round] = (double)iterations / (bench_seconds() - begin);
    }
    return bench_quantile(rates, ROUNDS, 1);
}

struct tape_rates {
    double forward, back; /* steps a second */
};

/* `steps` steps forward from the beginning and back again, the best of ROUNDS. */
static struct tape_rates recorded_rates(struct arena *arena, const struct program *program,
                                        long steps) {
    double forward[ROUNDS], back[ROUNDS];
    struct tape *tape = tape_create(arena, program, NULL);
    for (int round = 0; round < ROUNDS; round++) {
        double begin = bench_seconds();
        while (tape_position(tape) < steps && tape_step_forward(tape)) {
        }
        forward[round] = (double)tape_position(tape) / (bench_seconds() - begin);
        long taken = tape_position(tape);
        begin = bench_seconds();
        while (tape_step_back(tape)) {
        }
        back[round] = (double)taken / (bench_seconds() - begin);
    }
    return (struct tape_rates){bench_quantile(forward, ROUNDS, 1), bench_quantile(back, ROUNDS, 1)};
}

struct seek_times {
    double to_end, median, worst; /* seconds of the processor */
};

/* From the beginning to the end, then to places all over the run. */
static struct seek_times far_seeks(struct arena *arena, const struct program *program) {
    enum { SEEKS = 100 };
    struct fixture_random random = {7};
    struct tape *tape = tape_create(arena, program, NULL);
    struct loss_history *history = loss_history_create(arena, program);
    loss_history_leave(history, tape_checkpoints(tape));
    while (loss_history_go_on(history, 1e6)) {
    }
    double begin = bench_cpu_seconds();
    bool is_there = tape_seek(tape, program->step_count, LONG_MAX);
    double to_end = bench_cpu_seconds() - begin;
    double times[SEEKS];
    for (int i = 0; i < SEEKS && is_there; i++) {
        long step = (long)fixture_random_below(&random, (size_t)program->step_count + 1);
        begin = bench_cpu_seconds();
        is_there = tape_seek(tape, step, LONG_MAX) && tape_position(tape) == step;
        times[i] = bench_cpu_seconds() - begin;
    }
    EXPECT(is_there);
    return (struct seek_times){to_end, is_there ? bench_quantile(times, SEEKS, 0.5) : 0,
                               is_there ? bench_quantile(times, SEEKS, 1) : 0};
}

/* ---- tables ---- */

static void print_rates(const struct fixture_notations *notations, const char *title,
                        const struct lesson *lesson, long tape_steps) {
    printf("\n%s\n  %-10s %18s %22s %22s\n", title, "notation", "training, iter/s",
           "recorded forward, op/s", "recorded back, op/s");
    for (size_t i = 0; i < notations->count; i++) {
        struct arena *arena = arena_create();
        const struct program *program =
            fixture_program(arena, lesson, notations->items[i].notation, 100000);
        if (program != NULL) {
            double training = training_rate(arena, program);
            struct tape_rates rates = recorded_rates(arena, program, tape_steps);
            printf("  %-10s %18.0f %22.0f %22.0f\n", program->notation->id, training, rates.forward,
                   rates.back);
        }
        arena_destroy(arena);
    }
}

/* What the loss curve costs beside the run, and one decision map. */
static void print_pictures(const struct fixture_notations *notations, const struct lesson *lesson) {
    enum { POINTS = 48 * 48 };
    static double values[2 * POINTS];
    printf("\nxor, milliseconds\n  %-10s %18s %22s\n", "notation", "losses of 2000",
           "outputs at 2304 points");
    for (size_t i = 0; i < notations->count; i++) {
        struct arena *arena = arena_create();
        const struct program *program =
            fixture_program(arena, lesson, notations->items[i].notation, 2000);
        struct loss_history *history = loss_history_create(arena, program);
        double begin = bench_seconds();
        while (loss_history_go_on(history, 1e5)) {
        }
        double curve = bench_seconds() - begin, map[ROUNDS];
        struct probe *probe = probe_create(arena, program, (struct matrix){POINTS, 2, values});
        double *state = ARENA_ARRAY(arena, double, program->state_count);
        program_initial_state(program, state);
        for (int round = 0; round < ROUNDS; round++) {
            state[0] += 0.01;
            begin = bench_seconds();
            probe_outputs(probe, state);
            map[round] = bench_seconds() - begin;
        }
        printf("  %-10s %18.2f %22.3f\n", program->notation->id, 1e3 * curve,
               1e3 * bench_quantile(map, ROUNDS, 0.5));
        arena_destroy(arena);
    }
}

static void print_seeks(const struct fixture_notations *notations, const struct lesson *lesson) {
    printf("\nxor, 1,000,000 iterations, going far behind the run ahead\n  %-10s %18s %22s %22s\n",
           "notation", "begin to end, s", "anywhere, median ms", "anywhere, worst ms");
    for (size_t i = 0; i < notations->count; i++) {
        struct arena *arena = arena_create();
        const struct program *program =
            fixture_program(arena, lesson, notations->items[i].notation, LESSON_MOST_ITERATIONS);
        if (program != NULL) {
            struct seek_times times = far_seeks(arena, program);
            printf("  %-10s %18.2f %22.2f %22.2f\n", program->notation->id, times.to_end,
                   1e3 * times.median, 1e3 * times.worst);
        }
        arena_destroy(arena);
    }
}

int main(int count, char **arguments) {
    if (count < 2) {
        return 2;
    }
    struct arena *arena = arena_create();
    struct fixture_notations notations = fixture_notations(arena, arguments[1]);
    const struct lesson * xor = fixture_lesson(arena, arguments[1], "tests/lessons/xor.json");
    const struct lesson *digits = digits_lesson(arena, digits_784_30_10);
    if (test_failures == 0) {
        print_rates(&notations, "xor: 2-3-1, 4 samples", xor, 50000);
        print_rates(&notations, "digits: 784-30-10, 100 samples", digits, 1000);
        print_pictures(&notations, xor);
        print_seeks(&notations, xor);
        printf("\nlargest resident memory of all this: %.1f MiB\n",
               (double)fixture_memory("VmHWM:") / 1024);
    }
    arena_destroy(arena);
    return test_failures > 0;
}
