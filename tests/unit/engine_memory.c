/* Any step of a long training can be reached, in little memory. A program of its own, so that the
 * most memory it ever had says something. */
#include "engine/place.h"
#include "engine/program_state.h"
#include "engine_fixture.h"

#include "tape_steps.h"

#include <limits.h>

enum { ITERATIONS = 100000, PLACES = 50, MOST_KIB = 32 * 1024 };

static const char *root;
static struct arena *shared;
static struct fixture_notations notations;

static int compare_longs(const void *a, const void *b) {
    const long left = *(const long *)a, right = *(const long *)b;
    return (left > right) - (left < right);
}

static bool has_written_tensors(const struct program *program, const double *state,
                                const double *expected, long step) {
    long done = place_of_step(program, step).done;
    for (int i = 0; i < program->tensor_count; i++) {
        struct matrix actual = program_tensor_value(program, i, state);
        struct matrix wanted = program_tensor_value(program, i, expected);
        if (program_is_written(program, i, done) &&
            memcmp(actual.values, wanted.values, actual.rows * actual.columns * sizeof(double)) !=
                0) {
            return false;
        }
    }
    return true;
}

/* The states at the steps, which are sorted, of a run by program_run alone. */
static double *replay(struct arena *arena, const struct program *program, const long *steps) {
    size_t count = program->state_count;
    double *kept = ARENA_ARRAY(arena, double, PLACES *count);
    double *state = ARENA_ARRAY(arena, double, count);
    double *scratch = ARENA_ARRAY(arena, double, program->scratch_count);
    program_initial_state(program, state);
    long step = 0;
    for (size_t i = 0; i < PLACES; i++) {
        for (; step < steps[i]; step++) {
            program_run(program, step % program->operation_count, state, scratch);
        }
        memcpy(kept + i * count, state, count * sizeof *state);
    }
    return kept;
}

static void check_places(struct arena *arena, const struct program *program, uint64_t seed) {
    struct fixture_random random = {seed};
    long steps[PLACES];
    for (size_t i = 0; i < PLACES; i++) {
        steps[i] = (long)fixture_random_below(&random, (size_t)program->step_count + 1);
    }
    qsort(steps, PLACES, sizeof *steps, compare_longs);
    steps[PLACES - 1] = program->step_count;
    const double *kept = replay(arena, program, steps);
    struct tape *tape = tape_create(arena, program, NULL);
    EXPECT(tape_seek(tape, program->step_count, LONG_MAX));
    for (int i = 0; i < 4 * PLACES; i++) {
        size_t which = fixture_random_below(&random, PLACES);
        EXPECT(tape_seek(tape, steps[which], LONG_MAX));
        EXPECT_INT(tape_position(tape), steps[which]);
        EXPECT(has_written_tensors(program, tape_state(tape), kept + which * program->state_count,
                                   steps[which]));
        if (steps[which] > 0) { /* there and one back and on again */
            EXPECT(tape_step_back(tape) && tape_step_forward(tape));
            EXPECT(has_written_tensors(program, tape_state(tape),
                                       kept + which * program->state_count, steps[which]));
        }
    }
}

static void test_any_step(void) {
    for (size_t i = 0; i < notations.count; i++) {
        struct arena *arena = arena_create();
        const struct program *program =
            fixture_program(arena, fixture_lesson(arena, root, "tests/lessons/xor.json"),
                            notations.items[i].notation, ITERATIONS);
        check_places(arena, program, i);
        arena_destroy(arena);
    }
}

/* 64 MiB are promised; half of it is ample. Sanitizers take memory of their own. */
static void test_memory(void) {
    long kib = fixture_memory("VmHWM:");
    printf("# at most %.1f MiB resident\n", (double)kib / 1024);
    EXPECT(FIXTURE_IS_SANITIZED || (kib > 0 && kib < MOST_KIB));
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = fixture_notations(shared, root);
    static const struct test tests[] = {
        {"any step of 100,000 iterations is reached, with the bits of a replay", test_any_step},
        {"in little memory", test_memory},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
