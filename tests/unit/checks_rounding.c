/* Results that are 0 but for rounding are 0 to who is asked for them, and no others are. */
#include "engine_fixture.h"

#include "checks/recording.h"
#include "engine/program_state.h"
#include "engine/tape.h"

#include <math.h>
#include <string.h>

enum { MOST_LESSONS = 64, EVERY = FIXTURE_IS_SANITIZED ? 5 : 1 };

static struct arena *shared;
static const char *root;
static struct fixture_notations notations;

/* The value at a step as the run has it. */
static struct matrix run_value(struct arena *arena, const struct program *program, long step) {
    struct tape *tape = tape_create(arena, program, NULL);
    tape_seek(tape, step, 1000000);
    int target = program->operations[(step - 1) % program->operation_count].target;
    return program_tensor_value(program, target, tape_state(tape));
}

/* ---- what is 0 ---- */

static void test_zeros(void) {
    static const char text[] =
        "{\"format\": 1, \"title\": \"and\", \"notation\": \"four\", \"loss\": \"half_square\", "
        "\"network\": {\"inputs\": 2, \"layers\": [{\"units\": 1, \"activation\": \"sigmoid\", "
        "\"weights\": [[0.5, -0.8]], \"biases\": [0.3]}]}, \"data\": {\"inputs\": [[1, 1], "
        "[0, 1]], \"targets\": [[0], [1]]}}";
    const struct lesson *lesson = fixture_lesson_of_text(shared, "and", text, strlen(text));
    size_t zeros = 0;
    for (size_t n = 0; n < notations.count; n++) {
        const struct program *program =
            fixture_program(shared, lesson, notations.items[n].notation, 1);
        for (long step = 1; step <= program->operation_count; step++) {
            struct recording recording;
            EXPECT(recording_of_step(shared, program, step, &recording));
            const struct operation *operation = recording_operation(&recording);
            if (program->tensors[operation->target].role == ROLE_PREACTIVATION) {
                EXPECT(run_value(shared, program, step).values[0] != 0);
                EXPECT(recording.right.values[0] == 0 && fabs(recording.right.values[1]) > 0.4);
                zeros++;
            }
        }
    }
    EXPECT_INT((long)zeros, (long)notations.count);
}

/* ---- what is not ---- */

static size_t numbers, taken;

/* What was taken out is a billionth of a billionth of the other numbers, or next to it. */
static void check_step(const struct program *program, long step) {
    struct arena *arena = arena_create();
    struct recording recording;
    if (recording_of_step(arena, program, step, &recording)) {
        const struct matrix run = run_value(arena, program, step);
        for (size_t i = 0; i < run.rows * run.columns; i++) {
            bool is_same = !(recording.right.values[i] < run.values[i]) &&
                           !(recording.right.values[i] > run.values[i]);
            numbers++;
            taken += !is_same;
            EXPECT(is_same || (recording.right.values[i] == 0 && fabs(run.values[i]) < 1e-14));
        }
    }
    arena_destroy(arena);
}

/* Small numbers are numbers. */
static void test_small(void) {
    static const char text[] =
        "{\"format\": 1, \"title\": \"small\", \"notation\": \"four\", \"loss\": "
        "\"half_square\", \"network\": {\"inputs\": 2, \"layers\": [{\"units\": 1, "
        "\"activation\": \"linear\", \"weights\": [[3e-9, -1e-9]], \"biases\": [1e-18]}]}, "
        "\"data\": {\"inputs\": [[1e-9, 2e-9]], \"targets\": [[1e-19]]}}";
    const struct lesson *lesson = fixture_lesson_of_text(shared, "small", text, strlen(text));
    for (size_t n = 0; n < notations.count; n++) {
        const struct program *program =
            fixture_program(shared, lesson, notations.items[n].notation, 1);
        for (long step = 1; step <= program->operation_count; step++) {
            check_step(program, step);
        }
    }
    EXPECT(numbers >= 5 * notations.count && taken == 0);
}

static void test_lessons(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    for (size_t i = 0; i < count; i += EVERY) {
        const struct program *program =
            fixture_program(shared, fixture_lesson(shared, root, paths[i]),
                            notations.items[i % notations.count].notation, 1);
        for (long step = 1; program != NULL && step <= program->operation_count; step++) {
            check_step(program, step);
        }
    }
    printf("# %zu numbers, %zu are 0 but for rounding\n", numbers, taken);
    EXPECT(numbers > 2500 / EVERY && taken < 20);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = fixture_notations(shared, root);
    static const struct test tests[] = {
        {"a sum that is 0 but for rounding is 0", test_zeros},
        {"small numbers are not", test_small},
        {"no other number is taken for 0", test_lessons},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
