/* A probe answers as the network does, in every notation. */
#include "engine/program_state.h"
#include "engine_fixture.h"

#include "survey/probe.h"
#include "tape_steps.h"

#include <limits.h>

static const char *root;
static struct arena *shared;
static struct fixture_notations notations;

static const char *const paths[] = {
    "tests/lessons/xor.json",        "tests/lessons/four-equations.json",
    "tests/lessons/mazur.json",      "tests/lessons/delta/samples.json",
    "tests/lessons/delta/deep.json", "tests/lessons/four/activations.json"};

/* At the samples themselves the outputs are the activations of the last layer, whatever the step:
 * those that the forward pass computes from the weights as they are. */
static void check_samples(const struct lesson *lesson, const struct notation *notation) {
    struct arena *arena = arena_create();
    const struct program *program = fixture_program(arena, lesson, notation, 0);
    struct tape *tape = tape_create(arena, program, NULL);
    struct probe *probe = probe_create(arena, program, lesson->inputs);
    EXPECT(probe != NULL);
    int last = program_find_tensor(program, ROLE_ACTIVATION, (int)lesson->network.layer_count);
    long done = program->tensors[last].first_write + 1;
    for (long iteration = 0; probe != NULL && iteration < 10; iteration += 3) {
        EXPECT(tape_seek(tape, iteration * program->operation_count + done, LONG_MAX));
        struct matrix own = program_tensor_value(program, last, tape_state(tape));
        struct matrix found = probe_outputs(probe, tape_state(tape));
        EXPECT_INT(found.rows, own.rows);
        EXPECT_INT(found.columns, own.columns);
        for (size_t i = 0; i < own.rows * own.columns; i++) {
            EXPECT_NEAR(found.values[i], own.values[i], 1e-15);
        }
    }
    arena_destroy(arena);
}

static void test_samples(void) {
    for (size_t i = 0; i < TEST_COUNT(paths) * notations.count; i++) {
        check_samples(fixture_lesson(shared, root, paths[i / notations.count]),
                      notations.items[i % notations.count].notation);
    }
}

/* Among many points, each has the output that it has alone. */
static void test_many_points(void) {
    enum { POINTS = 500 };
    struct fixture_random random = {3};
    const struct lesson *lesson = fixture_lesson(shared, root, "tests/lessons/four-equations.json");
    double values[POINTS * 2];
    for (size_t i = 0; i < TEST_COUNT(values); i++) {
        values[i] = fixture_random_number(&random, 4);
    }
    for (size_t i = 0; i < notations.count; i++) {
        struct arena *arena = arena_create();
        const struct program *program =
            fixture_program(arena, lesson, notations.items[i].notation, 0);
        struct tape *tape = tape_create(arena, program, NULL);
        struct probe *all = probe_create(arena, program, (struct matrix){POINTS, 2, values});
        EXPECT(all != NULL);
        struct matrix outputs = probe_outputs(all, tape_state(tape));
        for (size_t k = 0; k < POINTS; k += 83) {
            struct probe *one = probe_create(arena, program, (struct matrix){1, 2, values + 2 * k});
            EXPECT(one != NULL);
            EXPECT_NEAR(outputs.values[k], *probe_outputs(one, tape_state(tape)).values, 1e-15);
        }
        arena_destroy(arena);
    }
}

/* Steps that change no weight cost nothing; those of the update do. */
static void test_only_new_weights_are_run(void) {
    const struct lesson *lesson = fixture_lesson(shared, root, "tests/lessons/xor.json");
    const struct program *program = fixture_program(shared, lesson, notations.items[0].notation, 0);
    struct tape *tape = tape_create(shared, program, NULL);
    struct probe *probe = probe_create(shared, program, lesson->inputs);
    long updates = 0;
    for (long step = 0; step < 3 * program->operation_count; step++) {
        probe_outputs(probe, tape_state(tape));
        EXPECT_INT(probe_runs(probe), 1 + updates);
        updates += program->operations[step % program->operation_count].pass == PASS_UPDATE;
        EXPECT(tape_step_forward(tape));
    }
    EXPECT(updates >= 3 * 4);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = fixture_notations(shared, root);
    static const struct test tests[] = {
        {"the network's own outputs at its samples", test_samples},
        {"each of many points as if alone", test_many_points},
        {"only new weights are run", test_only_new_weights_are_run},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
