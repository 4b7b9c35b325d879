/* An operation's instructions give the bits that its tree gives, in the state and in every inner
 * value: every shipped lesson and a lesson of mini-batches in every notation, in the order of the
 * program and out of it, from numbers that a run never meets. */
#include "engine_fixture.h"

#include "engine/program_state.h"

#include <math.h>

static const char *root;
static struct arena *shared;
static struct fixture_notations notations;

/* One program, run by its instructions, by those for whom inner values do not matter, and by the
 * tree. */
struct runs {
    const struct program *program;
    double *code, *code_scratch;
    double *unseen, *unseen_scratch;
    double *tree, *tree_scratch;
    size_t compared;
};

static struct runs begin(struct arena *arena, const struct program *program) {
    struct runs runs = {.program = program};
    double **const states[] = {&runs.code, &runs.unseen, &runs.tree};
    double **const scratches[] = {&runs.code_scratch, &runs.unseen_scratch, &runs.tree_scratch};
    for (size_t i = 0; i < TEST_COUNT(states); i++) {
        *states[i] = ARENA_ARRAY(arena, double, program->state_count);
        *scratches[i] = ARENA_ARRAY(arena, double, program->scratch_count);
        program_initial_state(program, *states[i]);
    }
    return runs;
}

/* The sign of what is not a number says nothing. */
static bool are_same(const double *a, const double *b, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (memcmp(&a[i], &b[i], sizeof *a) != 0 && !(isnan(a[i]) && isnan(b[i]))) {
            return false;
        }
    }
    return true;
}

static void expect_same_nodes(struct runs *runs, const struct binding *binding) {
    const struct evaluation code = {.state = runs->code, .scratch = runs->code_scratch};
    const struct evaluation tree = {.state = runs->tree, .scratch = runs->tree_scratch};
    for (size_t i = 0; i < binding->node_count; i++) {
        if (binding->nodes[i].home == HOME_SCRATCH && !binding->nodes[i].is_folded) {
            struct matrix a = binding_node_value(binding, &code, i);
            struct matrix b = binding_node_value(binding, &tree, i);
            EXPECT(are_same(a.values, b.values, a.rows * a.columns));
            runs->compared++;
        }
    }
}

static void compare_operation(struct runs *runs, long operation) {
    const struct program *program = runs->program;
    const struct binding *binding = &program->operations[operation].binding;
    const struct evaluation tree = {.state = runs->tree, .scratch = runs->tree_scratch};
    program_run(program, operation, runs->code, runs->code_scratch);
    program_run_unseen(program, operation, runs->unseen, runs->unseen_scratch);
    binding_compute(binding, &tree);
    binding_store(binding, &tree);
    int failures = test_failures;
    EXPECT(are_same(runs->code, runs->tree, program->state_count));
    EXPECT(are_same(runs->unseen, runs->tree, program->state_count));
    expect_same_nodes(runs, binding);
    if (test_failures > failures) {
        printf("# %s: \"%s\", layer %d\n", program->notation->id, binding->statement->source,
               program->operations[operation].layer);
    }
}

/* ---- what is run ---- */

static void compare_iterations(struct runs *runs, long iterations) {
    const struct program *program = runs->program;
    double *const states[] = {runs->code, runs->unseen, runs->tree};
    for (long iteration = 0; iteration < iterations; iteration++) {
        for (size_t i = 0; i < TEST_COUNT(states); i++) {
            program_load_batch(program, states[i], iteration);
        }
        for (long operation = 0; operation < program->operation_count; operation++) {
            compare_operation(runs, operation);
        }
    }
}

/* Every number of the state another one, or only here and there: zeros of both signs and what is
 * large meet the conventions and overflow, and an activation is not what its layer's
 * pre-activation makes of it any more. */
static void change_state(struct runs *runs, struct fixture_random *random, bool is_all) {
    static const double strange[] = {0, -0.0, 1, -1, 0.5, 1e300, -1e300, 1e-310, 40, -800};
    for (size_t i = 0; i < runs->program->state_count; i++) {
        size_t which = fixture_random_below(random, 2 * TEST_COUNT(strange));
        double value =
            which < TEST_COUNT(strange) ? strange[which] : fixture_random_number(random, 2);
        if (is_all || fixture_random_below(random, 8) == 0) {
            runs->code[i] = runs->unseen[i] = runs->tree[i] = value;
        }
    }
}

static void compare_out_of_order(struct runs *runs, struct fixture_random *random) {
    long count = runs->program->operation_count;
    for (long i = 0; i < 4 * count; i++) {
        change_state(runs, random, i % 4 == 0);
        compare_operation(runs, (long)fixture_random_below(random, (size_t)count));
    }
    for (long i = count - 1; i >= 0; i--) {
        change_state(runs, random, true);
        compare_operation(runs, i);
    }
}

static void compare_lesson(const struct lesson *lesson) {
    struct fixture_random random = {1};
    for (size_t i = 0; i < notations.count; i++) {
        struct arena *arena = arena_create();
        const struct program *program =
            fixture_program(arena, lesson, notations.items[i].notation, 8);
        if (program != NULL) {
            struct runs runs = begin(arena, program);
            compare_iterations(&runs, 4);
            compare_out_of_order(&runs, &random);
            EXPECT(runs.compared > 0);
        }
        arena_destroy(arena);
    }
}

/* ---- tests ---- */

static void test_shipped_lessons(void) {
    enum { MOST_LESSONS = 256 };
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    EXPECT(count > 0);
    for (size_t i = 0; i < count; i++) {
        compare_lesson(fixture_lesson(shared, root, paths[i]));
    }
}

static void test_mini_batches(void) {
    compare_lesson(fixture_batches(shared));
}

/* One layer of each activation, behind one too large for the small product; and its slope times a
 * gradient in one go. */
static void test_activations(void) {
    static const char *const formulas[] = {
        "", ", \"formulas\": {\"output_error\": \"dZ[L] = vjp(Z[L], gA[L])\"}"};
    for (int i = 0; i < 2 * ACTIVATION_COUNT; i++) {
        int activation = i / 2;
        bool is_softmax = activation == ACTIVATION_SOFTMAX;
        const char *text = text_format(
            shared,
            "{\"format\": 1, \"title\": \"a\", \"notation\": \"four\", \"network\": {\"inputs\": "
            "[\"a\", \"b\"], \"layers\": [{\"units\": 40, \"activation\": \"%s\"}, {\"units\": 30, "
            "\"activation\": \"tanh\"}, {\"units\": 3, \"activation\": \"%s\"}], \"initial\": "
            "{\"scheme\": \"xavier\", \"seed\": 2}}, \"data\": {\"inputs\": [[1, 2], [3, -4], "
            "[0.5, 1]], \"targets\": [[1, 0, 0], [0, 1, 0], [0, 0, 1]]}, \"loss\": "
            "\"half_square\", \"learning_rate\": 0.1, \"iterations\": 8%s}",
            activation_names[is_softmax ? ACTIVATION_SIGMOID : activation],
            activation_names[activation], formulas[i % 2]);
        const struct fixture_shelf shelf = {shared, i % 2 > 0 ? root : NULL};
        compare_lesson(
            fixture_lesson_with(shelf, activation_names[activation], text, strlen(text)));
    }
}

int main(int count, char **arguments) {
    if (count < 2) {
        return 2;
    }
    root = arguments[1];
    shared = arena_create();
    notations = fixture_notations(shared, root);
    static const struct test tests[] = {
        {"every shipped lesson in every notation", test_shipped_lessons},
        {"mini-batches", test_mini_batches},
        {"every activation, and products of every size", test_activations},
    };
    int result = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return result;
}
