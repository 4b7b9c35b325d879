/* What automatic differentiation, an independent program, gives for 40 small networks
 * (tests/oracle), against every notation: loss, gradients and updated parameters of three
 * iterations, for the reduction that the notation declares. */
#include "engine_fixture.h"

#include "base/json.h"
#include "engine/program_state.h"
#include "engine/tape.h"

enum { CASES = 40, ITERATIONS = 3, NUMBERS = 7572 };

/* Relative to the expected number. Below `tiny` rounding in another order of additions can change
 * every digit, so numbers that small are compared as if they were as large as it. */
static const double tolerance = 1e-9;
static const double tiny = 1e-12;

static const char *root;
static struct arena *shared;
static struct fixture_notations notations;

/* One notation over all cases. */
struct comparison {
    const struct program *program;
    const double *state;
    const char *label;
    double worst;
    size_t numbers;
};

static void compare_number(struct comparison *comparison, const char *what, double actual,
                           double expected) {
    double error = fabs(actual - expected) / fmax(fabs(expected), tiny);
    comparison->numbers++;
    comparison->worst = fmax(comparison->worst, error);
    if (!(error <= tolerance)) {
        test_failures++;
        printf("# %s: %s is %.17g, expected %.17g\n", comparison->label, what, actual, expected);
    }
}

/* rows: an array a unit, as the author writes them; or, for biases, a number a unit. */
static void compare_tensor(struct comparison *comparison, enum role role, int layer,
                           const struct json_value *rows) {
    const struct program *program = comparison->program;
    int tensor = program_find_tensor(program, role, layer);
    EXPECT(tensor >= 0 && rows != NULL);
    if (tensor < 0 || rows == NULL) {
        return;
    }
    struct matrix value = program_tensor_value(program, tensor, comparison->state);
    bool is_transposed = program->notation->samples == SAMPLES_AS_ROWS;
    size_t units = is_transposed ? value.columns : value.rows;
    size_t below = is_transposed ? value.rows : value.columns;
    EXPECT_INT(rows->count, units);
    for (const struct json_value *row = rows->first; row != NULL; row = row->next) {
        const struct json_value *item = row->kind == JSON_ARRAY ? row->first : row;
        EXPECT_INT(row->kind == JSON_ARRAY ? row->count : 1, below);
        for (size_t j = 0; j < below; j++, item = item->next) {
            double actual =
                is_transposed ? matrix_at(value, j, row->index) : matrix_at(value, row->index, j);
            compare_number(comparison, role_names[role], actual, item->number);
        }
    }
}

static const struct json_value *item_at(const struct json_value *array, size_t index) {
    const struct json_value *item = array != NULL ? array->first : NULL;
    while (item != NULL && item->index < index) {
        item = item->next;
    }
    return item;
}

static void compare_iteration(struct comparison *comparison, const struct json_value *expected) {
    const struct program *program = comparison->program;
    const struct network *network = &program->lesson->network;
    int loss = program_find_tensor(program, ROLE_LOSS, -1);
    compare_number(comparison, "loss",
                   program_tensor_value(program, loss, comparison->state).values[0],
                   json_member(expected, "loss")->number);
    static const struct {
        enum role role;
        const char *key;
        bool is_of_bias;
    } parts[] = {
        {ROLE_WEIGHT_GRADIENT, "weight_gradients", false},
        {ROLE_BIAS_GRADIENT, "bias_gradients", true},
        {ROLE_WEIGHT, "weights", false},
        {ROLE_BIAS, "biases", true},
    };
    for (size_t layer = 1; layer <= network->layer_count; layer++) {
        for (size_t i = 0; i < TEST_COUNT(parts); i++) {
            if (!parts[i].is_of_bias || network->layers[layer - 1].has_biases) {
                compare_tensor(comparison, parts[i].role, (int)layer,
                               item_at(json_member(expected, parts[i].key), layer - 1));
            }
        }
    }
}

static const struct json_value *read_expected(struct arena *arena, const char *path) {
    static const struct json_limits limits = {.depth = 32, .string_bytes = 4096};
    struct file_content text = fixture_read(arena, path);
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    return json_read(arena, text.bytes, text.length, &limits, &diagnostics);
}

static void compare_case(struct comparison *comparison, struct arena *arena,
                         const struct notation *notation, int number) {
    const char *name = text_format(arena, "tests/oracle/case-%03d", number);
    const struct json_value *expected =
        read_expected(arena, text_format(arena, "%s/%s.expected.json", root, name));
    const struct lesson *lesson = fixture_lesson(arena, root, text_format(arena, "%s.json", name));
    const struct program *program = fixture_program(arena, lesson, notation, 0);
    const struct json_value *iterations =
        json_member(expected, reduction_names[notation->reduction]);
    EXPECT(iterations != NULL && iterations->count == ITERATIONS);
    if (iterations == NULL) {
        return;
    }
    EXPECT_INT(program->iterations, ITERATIONS);
    struct tape *tape = tape_create(arena, program, NULL);
    comparison->program = program;
    for (long i = 1; i <= ITERATIONS; i++) {
        EXPECT(tape_seek(tape, i * program->operation_count, 1000000));
        comparison->state = tape_state(tape);
        comparison->label = text_format(arena, "%s, iteration %ld", name, i);
        compare_iteration(comparison, item_at(iterations, (size_t)i - 1));
    }
}

/* One TAP point a notation: the functions of test.h take no argument, so they count. */
static void test_next_notation(void) {
    static size_t next = 0;
    const struct notation *notation = notations.items[next++].notation;
    struct comparison comparison = {.worst = 0};
    for (int number = 1; number <= CASES; number++) {
        struct arena *arena = arena_create();
        compare_case(&comparison, arena, notation, number);
        arena_destroy(arena);
    }
    printf("# %s: %zu numbers, worst relative error %.2g\n", notation->id, comparison.numbers,
           comparison.worst);
    EXPECT_INT(comparison.numbers, NUMBERS);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = fixture_notations(shared, root);
    struct test tests[FIXTURE_MOST_NOTATIONS];
    for (size_t i = 0; i < notations.count; i++) {
        tests[i] = (struct test){
            text_format(shared, "the oracle agrees with %s", notations.items[i].notation->id),
            test_next_notation};
    }
    int status = test_run(tests, notations.count);
    arena_destroy(shared);
    return status;
}
