/* The tape goes forward and back through the same bits: every shipped lesson in every notation,
 * and a lesson of mini-batches. */
#include "engine/place.h"
#include "engine/program_names.h"
#include "engine/program_state.h"
#include "engine_fixture.h"

#include "tape_steps.h"

#include <limits.h>

static const char *root;
static struct arena *shared;
static struct fixture_notations notations;

static const char *const lesson_paths[] = {"tests/lessons/four-equations.json",
                                           "tests/lessons/xor.json", "tests/lessons/mazur.json"};

/* A learning rate that is far too large: within some iterations the weight overflows. */
static const char stuck_text[] =
    "{\"format\": 1, \"title\": \"stuck\", \"notation\": \"four\","
    " \"network\": {\"inputs\": [\"a\"], \"layers\": ["
    "   {\"units\": 1, \"activation\": \"linear\", \"weights\": [[3]], \"biases\": [0]}]},"
    " \"data\": {\"inputs\": [[1e10]], \"targets\": [[0]]},"
    " \"loss\": \"half_square\", \"learning_rate\": 1e30, \"iterations\": 1000}";

/* ---- a fresh run, kept step by step ---- */

struct recording {
    const struct program *program;
    long steps;
    double *states; /* steps + 1 of them, as program_run leaves them */
    double **nodes; /* the inner values of each step, one node after the other; [0] is not used */
    size_t *node_counts;
};

static const double *recorded_state(const struct recording *recording, long step) {
    return recording->states + (size_t)step * recording->program->state_count;
}

static size_t copy_nodes(const struct binding *binding, const struct evaluation *evaluation,
                         double *ret) {
    size_t count = 0;
    for (size_t i = 0; i < binding->node_count; i++) {
        struct matrix value = binding_node_value(binding, evaluation, i);
        size_t size = value.rows * value.columns;
        if (ret != NULL) {
            memcpy(ret + count, value.values, size * sizeof *ret);
        }
        count += size;
    }
    return count;
}

/* The states come from program_run alone, the inner values from a tape that only goes forward. */
static struct recording record(struct arena *arena, const struct program *program,
                               long iterations) {
    struct recording recording = {.program = program,
                                  .steps = iterations * program->operation_count};
    size_t count = program->state_count;
    recording.states = ARENA_ARRAY(arena, double, (size_t)(recording.steps + 1) * count);
    recording.nodes = ARENA_ARRAY(arena, double *, (size_t)recording.steps + 1);
    recording.node_counts = ARENA_ARRAY(arena, size_t, (size_t)recording.steps + 1);
    double *state = ARENA_ARRAY(arena, double, count);
    double *scratch = ARENA_ARRAY(arena, double, program->scratch_count);
    struct tape *tape = tape_create(arena, program, NULL);
    program_initial_state(program, state);
    memcpy(recording.states, state, count * sizeof *state);
    for (long step = 1; step <= recording.steps; step++) {
        long operation = (step - 1) % program->operation_count;
        if (operation == 0) {
            program_load_batch(program, state, (step - 1) / program->operation_count);
        }
        program_run(program, operation, state, scratch);
        memcpy(recording.states + (size_t)step * count, state, count * sizeof *state);
        tape_step_forward(tape);
        struct evaluation evaluation;
        const struct binding *binding = tape_last_binding(tape, &evaluation);
        recording.node_counts[step] = copy_nodes(binding, &evaluation, NULL);
        recording.nodes[step] = ARENA_ARRAY(arena, double, recording.node_counts[step]);
        copy_nodes(binding, &evaluation, recording.nodes[step]);
    }
    return recording;
}

/* Everything that has a value here, to the last bit. */
static bool has_recorded_tensors(const struct recording *recording, const struct tape *tape) {
    const struct program *program = recording->program;
    long step = tape_position(tape);
    long done = place_of_step(program, step).done;
    for (int i = 0; i < program->tensor_count; i++) {
        struct matrix expected = program_tensor_value(program, i, recorded_state(recording, step));
        struct matrix actual = program_tensor_value(program, i, tape_state(tape));
        size_t bytes = expected.rows * expected.columns * sizeof(double);
        if (program_is_written(program, i, done) &&
            memcmp(expected.values, actual.values, bytes) != 0) {
            struct arena *arena = arena_create();
            printf("# step %ld: %s differs\n", step,
                   program_tensor_name(arena, program, i, PRINT_TEXT));
            arena_destroy(arena);
            return false;
        }
    }
    return true;
}

static bool has_recorded_nodes(const struct recording *recording, struct tape *tape) {
    long step = tape_position(tape);
    struct evaluation evaluation;
    const struct binding *binding = tape_last_binding(tape, &evaluation);
    if (step == 0 || binding == NULL) {
        return step == 0 && binding == NULL;
    }
    const struct program_place place = place_of_step(recording->program, step);
    if (binding != &place.operation->binding || tape_position(tape) != step ||
        copy_nodes(binding, &evaluation, NULL) != recording->node_counts[step]) {
        return false;
    }
    struct arena *arena = arena_create();
    double *nodes = ARENA_ARRAY(arena, double, recording->node_counts[step]);
    copy_nodes(binding, &evaluation, nodes);
    bool is_same =
        memcmp(nodes, recording->nodes[step], recording->node_counts[step] * sizeof *nodes) == 0;
    arena_destroy(arena);
    return is_same;
}

/* ---- every program ---- */

static const struct lesson *read_lesson(struct arena *arena, size_t which) {
    return which < TEST_COUNT(lesson_paths) ? fixture_lesson(arena, root, lesson_paths[which])
                                            : fixture_batches(arena);
}

static void for_each_program(void (*check)(struct arena *arena, const struct program *program)) {
    for (size_t i = 0; i < notations.count; i++) {
        for (size_t which = 0; which <= TEST_COUNT(lesson_paths); which++) {
            struct arena *arena = arena_create();
            const struct program *program =
                fixture_program(arena, read_lesson(arena, which), notations.items[i].notation, 30);
            check(arena, program);
            if (test_failures > 0) {
                printf("# in %s, %s\n", notations.items[i].notation->id,
                       which < TEST_COUNT(lesson_paths) ? lesson_paths[which] : "batches");
            }
            arena_destroy(arena);
        }
    }
}

/* The whole state, also what is not written, when the way back is through what was kept. */
static void check_forward_and_back(struct arena *arena, const struct program *program) {
    enum { ITERATIONS = 4 };
    struct recording recording = record(arena, program, ITERATIONS);
    size_t bytes = program->state_count * sizeof(double);
    struct tape *tape = tape_create(arena, program, NULL);
    long wrong = 0;
    for (long n = 1; n <= recording.steps; n++) {
        for (long step = 1; step <= n; step++) {
            EXPECT(tape_step_forward(tape));
            wrong += memcmp(tape_state(tape), recorded_state(&recording, step), bytes) != 0;
        }
        EXPECT_INT(tape_position(tape), n);
        for (long step = n - 1; step >= 0; step--) {
            EXPECT(tape_step_back(tape));
            /* the input stays until the next operation brings the next batch */
            wrong += memcmp(tape_state(tape), recorded_state(&recording, step), bytes) != 0;
        }
        EXPECT(!tape_step_back(tape));
        EXPECT_INT(tape_position(tape), 0);
    }
    EXPECT_INT(wrong, 0);
}

static void test_forward_and_back(void) {
    for_each_program(check_forward_and_back);
}

static void move_somewhere(struct tape *tape, struct fixture_random *random, long last) {
    long position = tape_position(tape);
    long near = position - 20 + (long)fixture_random_below(random, 41);
    switch (fixture_random_below(random, 6)) {
    case 0:
        tape_step_forward(tape);
        break;
    case 1:
        tape_step_back(tape);
        break;
    case 2:
        EXPECT(tape_seek(tape, near > last ? last : near, LONG_MAX));
        break;
    case 3:
        EXPECT(tape_seek(tape, (long)fixture_random_below(random, (size_t)last + 1), LONG_MAX));
        break;
    case 4: /* in slices, abandoned on the way */
        tape_seek(tape, (long)fixture_random_below(random, (size_t)last + 1),
                  1 + (long)fixture_random_below(random, 30));
        break;
    default: { /* in slices to the end */
        long goal = (long)fixture_random_below(random, (size_t)last + 1);
        long slice = 1 + (long)fixture_random_below(random, 30);
        while (!tape_seek(tape, goal, slice)) {
        }
        EXPECT_INT(tape_position(tape), goal);
        break;
    }
    }
}

static void walk(struct arena *arena, const struct recording *recording,
                 const struct tape_limits *limits, uint64_t seed, int moves) {
    struct tape *tape = tape_create(arena, recording->program, limits);
    struct fixture_random random = {seed};
    for (int i = 0; i < moves && test_failures == 0; i++) {
        move_somewhere(tape, &random, recording->steps);
        EXPECT(has_recorded_tensors(recording, tape));
        /* now and then only: it may move the tape to compute again what it needs */
        if (fixture_random_below(&random, 2) == 0) {
            struct evaluation ahead; /* a look at it takes the last one's inner values */
            if (fixture_random_below(&random, 2) == 0) {
                tape_next_binding(tape, &ahead);
            }
            EXPECT(has_recorded_nodes(recording, tape));
            EXPECT(has_recorded_tensors(recording, tape));
        }
    }
    if (test_failures > 0 && limits != NULL) {
        printf("# undo %zu bytes, checkpoints %zu bytes\n", limits->undo_bytes,
               limits->checkpoint_bytes);
    }
}

static void check_walk(struct arena *arena, const struct program *program) {
    struct recording recording = record(arena, program, 30);
    walk(arena, &recording, NULL, 1, 400);
}

static void test_walk(void) {
    for_each_program(check_walk);
}

/* Memory for next to nothing: slower, but the same. The lists hold everything from no memory at
 * all to a ring that is a little smaller or larger than one entry, one step or one iteration. */
static void check_tiny_limits(struct arena *arena, const struct program *program) {
    struct recording recording = record(arena, program, 30);
    static const size_t undo_sizes[] = {0, 8, 40, 72, 200, 333, 800, 3000, 20000};
    for (size_t i = 0; i < TEST_COUNT(undo_sizes); i++) {
        for (size_t slots = 0; slots <= 5; slots++) {
            const struct tape_limits limits = {
                .undo_bytes = undo_sizes[i],
                .checkpoint_bytes = slots * program->parameter_count * sizeof(double),
            };
            walk(arena, &recording, &limits, 100 * i + slots, 60);
        }
    }
}

static void test_tiny_limits(void) {
    for_each_program(check_tiny_limits);
}

static void check_last_binding(struct arena *arena, const struct program *program) {
    struct recording recording = record(arena, program, 3);
    struct tape *tape = tape_create(arena, program, NULL);
    EXPECT(has_recorded_nodes(&recording, tape));
    for (long step = 1; step <= recording.steps; step++) {
        tape_step_forward(tape);
        EXPECT(has_recorded_nodes(&recording, tape));
        EXPECT(has_recorded_nodes(&recording, tape)); /* asking twice changes nothing */
    }
    for (long step = recording.steps - 1; step >= 0; step--) {
        tape_step_back(tape);
        EXPECT(has_recorded_nodes(&recording, tape));
        EXPECT(has_recorded_tensors(&recording, tape));
    }
    for (long step = 0; step <= recording.steps; step += 7) {
        EXPECT(tape_seek(tape, step, LONG_MAX));
        EXPECT(has_recorded_nodes(&recording, tape));
        EXPECT(tape_seek(tape, recording.steps - step, LONG_MAX));
        EXPECT(has_recorded_nodes(&recording, tape));
    }
}

static void test_last_binding(void) {
    for_each_program(check_last_binding);
}

/* ---- seeking ---- */

static const struct program *xor_program(struct arena *arena, long iterations) {
    return fixture_program(arena, fixture_lesson(arena, root, "tests/lessons/xor.json"),
                           notations.items[0].notation, iterations);
}

static void test_seek_slices(void) {
    struct arena *arena = arena_create();
    const struct program *program = xor_program(arena, 100);
    struct tape *tape = tape_create(arena, program, NULL);
    EXPECT(!tape_seek(tape, 25, 10));
    EXPECT_INT(tape_position(tape), 10);
    EXPECT(!tape_seek(tape, 25, 10));
    EXPECT(tape_seek(tape, 25, 10));
    EXPECT_INT(tape_position(tape), 25);
    EXPECT(tape_seek(tape, 25, 10));
    EXPECT(!tape_seek(tape, 27, 0)); /* one at least */
    EXPECT_INT(tape_position(tape), 26);
    EXPECT(tape_seek(tape, 1000000000, LONG_MAX));
    EXPECT_INT(tape_position(tape), program->step_count);
    EXPECT(!tape_step_forward(tape));
    EXPECT(tape_seek(tape, -5, 1));
    EXPECT_INT(tape_position(tape), 0);
    arena_destroy(arena);
}

/* Back beyond what is kept: from the beginning, ten at a time. */
static void test_seek_back_slices(void) {
    struct arena *arena = arena_create();
    const struct program *program = xor_program(arena, 100);
    const struct tape_limits limits = {.undo_bytes = 100, .checkpoint_bytes = 0};
    struct tape *tape = tape_create(arena, program, &limits);
    EXPECT(tape_seek(tape, program->step_count, LONG_MAX));
    int slices = 1;
    while (!tape_seek(tape, 95, 10)) {
        EXPECT_INT(tape_position(tape), 10 * slices++);
    }
    EXPECT_INT(slices, 10);
    EXPECT_INT(tape_position(tape), 95);
    arena_destroy(arena);
}

/* ---- values that are not finite ---- */

static void check_stuck(struct arena *arena, const struct program *program,
                        const struct tape_limits *limits) {
    struct tape *tape = tape_create(arena, program, limits);
    EXPECT(!tape_is_stuck(tape));
    EXPECT(tape_seek(tape, program->step_count, LONG_MAX));
    long end = tape_position(tape);
    EXPECT(end > program->operation_count && end < program->step_count);
    EXPECT(tape_is_stuck(tape));
    struct program_place place = place_of_step(program, end);
    EXPECT(!matrix_is_finite(
        program_tensor_value(program, place.operation->target, tape_state(tape))));
    EXPECT(!tape_step_forward(tape));
    EXPECT(tape_seek(tape, end + 1, LONG_MAX)); /* as far as it goes */
    EXPECT_INT(tape_position(tape), end);
    EXPECT(tape_step_back(tape));
    EXPECT(!tape_is_stuck(tape));
    EXPECT_INT(tape_position(tape), end - 1);
    EXPECT(tape_step_forward(tape));
    EXPECT(tape_is_stuck(tape));
    EXPECT(tape_step_back(tape) && tape_step_back(tape));
    EXPECT(tape_seek(tape, end, 1000) && tape_is_stuck(tape));
    struct evaluation evaluation;
    EXPECT(tape_last_binding(tape, &evaluation) != NULL);
    EXPECT(tape_is_stuck(tape)); /* looking at the last step keeps it stuck */
    EXPECT(tape_seek(tape, 1, LONG_MAX) && !tape_is_stuck(tape));
    EXPECT_INT(tape_position(tape), 1);
    EXPECT(tape_seek(tape, end, LONG_MAX) && tape_is_stuck(tape));
    EXPECT_INT(tape_position(tape), end);
    EXPECT(tape_seek(tape, 0, LONG_MAX) && !tape_is_stuck(tape));
    EXPECT(tape_step_forward(tape));
}

static void test_stuck(void) {
    static const struct tape_limits tiny = {.undo_bytes = 32, .checkpoint_bytes = 32};
    for (size_t i = 0; i < notations.count; i++) {
        struct arena *arena = arena_create();
        const struct lesson *lesson =
            fixture_lesson_of_text(arena, "stuck", stuck_text, strlen(stuck_text));
        const struct program *program =
            fixture_program(arena, lesson, notations.items[i].notation, 0);
        check_stuck(arena, program, NULL);
        check_stuck(arena, program, &tiny);
        arena_destroy(arena);
    }
}

/* Sample `which` of the batch that the state holds is this one of the lesson's. */
static void expect_sample(const struct program *program, const double *state, size_t which,
                          size_t sample) {
    static const enum role roles[] = {ROLE_ACTIVATION, ROLE_TARGET};
    for (size_t r = 0; r < TEST_COUNT(roles); r++) {
        int layer = roles[r] == ROLE_ACTIVATION ? 0 : -1;
        int tensor = program_find_tensor(program, roles[r], layer);
        struct matrix value = program_tensor_value(program, tensor, state);
        struct matrix author = r == 0 ? program->lesson->inputs : program->lesson->targets;
        bool are_rows = program->notation->samples == SAMPLES_AS_ROWS;
        for (size_t unit = 0; unit < author.columns; unit++) {
            double actual =
                are_rows ? matrix_at(value, which, unit) : matrix_at(value, unit, which);
            EXPECT_NEAR(actual, matrix_at(author, sample, unit), 0);
        }
    }
}

/* There, and back again; the third batch begins again at the first sample. */
static void test_batches(void) {
    static const size_t samples[][2] = {{0, 1}, {2, 3}, {4, 0}, {1, 2}, {3, 4}, {0, 1}};
    for (size_t i = 0; i < notations.count; i++) {
        struct arena *arena = arena_create();
        const struct program *program = fixture_program(
            arena, read_lesson(arena, TEST_COUNT(lesson_paths)), notations.items[i].notation, 30);
        struct tape *tape = tape_create(arena, program, NULL);
        for (long move = 0; move < 12; move++) {
            long iteration = move < 6 ? move : 11 - move;
            EXPECT(tape_seek(tape, iteration * program->operation_count + 1, LONG_MAX));
            EXPECT_INT(program_batch_start(program, iteration), samples[iteration][0]);
            expect_sample(program, tape_state(tape), 0, samples[iteration][0]);
            expect_sample(program, tape_state(tape), 1, samples[iteration][1]);
        }
        arena_destroy(arena);
    }
}

/* What checkpoints may take is what they take: less where more is allowed than the run needs. */
static void test_checkpoint_bytes(void) {
    enum { SLACK = 48 * 1024 };
    static const size_t bytes[] = {0, 64 * 1024, 128 * 1024};
    for (size_t i = 0; i < TEST_COUNT(bytes); i++) {
        struct arena *arena = arena_create();
        const struct program *program =
            fixture_program(arena, fixture_lesson(arena, root, "tests/lessons/xor.json"),
                            notations.items[0].notation, 0);
        const struct tape_limits limits = {0, bytes[i]};
        size_t before = arena_used(arena);
        tape_create(arena, program, &limits);
        size_t taken = arena_used(arena) - before;
        EXPECT(taken >= bytes[i] * 9 / 10 && taken < bytes[i] + SLACK);
        arena_destroy(arena);
    }
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = fixture_notations(shared, root);
    static const struct test tests[] = {
        {"checkpoints take what they may", test_checkpoint_bytes},
        {"n forward and n back leave the whole state as it was", test_forward_and_back},
        {"a random walk is where a fresh run is", test_walk},
        {"with next to no memory too", test_tiny_limits},
        {"the last binding has the values of a fresh run", test_last_binding},
        {"seek goes on where a slice ended", test_seek_slices},
        {"seek back goes on where a slice ended", test_seek_back_slices},
        {"play stops at a value that is not finite, and goes back", test_stuck},
        {"batches follow each other, both ways", test_batches},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
