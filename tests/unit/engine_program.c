/* What a lesson and a notation become: which operations in which order, with which shapes, and
 * what is said when they do not fit. */
#include "engine_fixture.h"

#include "engine/place.h"
#include "engine/program.h"
#include "engine/program_names.h"
#include "engine/program_state.h"

static const char *root;
static struct arena *shared;
static struct fixture_notations notations;

static const struct program *shipped_program(struct arena *arena, const char *lesson,
                                             const char *notation) {
    return fixture_program(arena, fixture_lesson(arena, root, lesson),
                           fixture_notation(arena, root, notation), 0);
}

/* ---- the order ---- */

/* What the operations write: "z" pre-activation, "a" activation, "loss", "ga" gradient by the
 * activation, "e" error, "dw", "db" gradients, "w", "b" parameters, each with its layer. */
static const char *order_of(struct arena *arena, const struct program *program) {
    static const char *const marks[ROLE_COUNT] = {
        [ROLE_TARGET] = "?",
        [ROLE_WEIGHT] = "w",
        [ROLE_BIAS] = "b",
        [ROLE_PREACTIVATION] = "z",
        [ROLE_ACTIVATION] = "a",
        [ROLE_LOSS] = "loss",
        [ROLE_ACTIVATION_GRADIENT] = "ga",
        [ROLE_ERROR] = "e",
        [ROLE_WEIGHT_GRADIENT] = "dw",
        [ROLE_BIAS_GRADIENT] = "db",
        [ROLE_RATE] = "?",
        [ROLE_SAMPLE_COUNT] = "?",
        [ROLE_CONSTANT] = "?",
        [ROLE_STATE] = "state",
    };
    static const char *const passes[PASS_COUNT] = {"", "| ", "| "};
    struct text_builder text;
    text_begin(&text, arena);
    for (long i = 0; i < program->operation_count; i++) {
        const struct operation *operation = &program->operations[i];
        const struct tensor *target = &program->tensors[operation->target];
        bool is_next_pass = i > 0 && operation->pass != operation[-1].pass;
        text_append_format(&text, "%s%s%s", i > 0 ? " " : "",
                           is_next_pass ? passes[operation->pass] : "", marks[target->role]);
        if (target->layer >= 0) {
            text_append_format(&text, "%d", target->layer);
        }
    }
    return text.bytes;
}

static void test_order(void) {
    static const struct {
        const char *lesson, *notation, *order;
    } cases[] = {
        {"tests/lessons/four-equations.json", "four",
         "z1 a1 z2 a2 z3 a3 loss | ga3 e3 e2 e1 db3 dw3 db2 dw2 db1 dw1 | b1 w1 b2 w2 b3 w3"},
        {"tests/lessons/four-equations.json", "ladder",
         "z1 a1 z2 a2 z3 a3 loss | ga3 e3 dw3 db3 e2 dw2 db2 e1 dw1 db1 | w1 b1 w2 b2 w3 b3"},
        {"tests/lessons/xor.json", "four",
         "z1 a1 z2 a2 loss | ga2 e2 e1 db2 dw2 db1 dw1 | b1 w1 b2 w2"},
        {"tests/lessons/xor.json", "ladder",
         "z1 a1 z2 a2 loss | ga2 e2 dw2 db2 e1 dw1 db1 | w1 b1 w2 b2"},
        {"tests/lessons/mazur.json", "four", "z1 a1 z2 a2 loss | ga2 e2 e1 dw2 dw1 | w1 w2"},
        {"tests/lessons/mazur.json", "ladder", "z1 a1 z2 a2 loss | ga2 e2 dw2 e1 dw1 | w1 w2"},
        /* a layer without biases: oracle case 007 is 4-2-3-1 with none in layer 1 */
        {"tests/oracle/case-007.json", "four",
         "z1 a1 z2 a2 z3 a3 z4 a4 loss | ga4 e4 e3 e2 e1 db4 dw4 db3 dw3 db2 dw2 dw1 |"
         " w1 b2 w2 b3 w3 b4 w4"},
        {"tests/oracle/case-007.json", "ladder",
         "z1 a1 z2 a2 z3 a3 z4 a4 loss | ga4 e4 dw4 db4 e3 dw3 db3 e2 dw2 db2 e1 dw1 |"
         " w1 w2 b2 w3 b3 w4 b4"},
        /* one layer */
        {"tests/oracle/case-013.json", "four", "z1 a1 loss | ga1 e1 db1 dw1 | b1 w1"},
        {"tests/oracle/case-013.json", "ladder", "z1 a1 loss | ga1 e1 dw1 db1 | w1 b1"},
    };
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        struct arena *arena = arena_create();
        const struct program *program = shipped_program(arena, cases[i].lesson, cases[i].notation);
        EXPECT_STRING(order_of(arena, program), cases[i].order);
        arena_destroy(arena);
    }
}

/* Whatever the notation: each layer's parameters are trained once, and only those that should. */
static void test_bias_steps(void) {
    static const char *const lessons[] = {"tests/lessons/xor.json", "tests/lessons/mazur.json",
                                          "tests/oracle/case-007.json"};
    for (size_t n = 0; n < notations.count * TEST_COUNT(lessons); n++) {
        struct arena *arena = arena_create();
        const struct lesson *lesson = fixture_lesson(arena, root, lessons[n / notations.count]);
        const struct program *program =
            fixture_program(arena, lesson, notations.items[n % notations.count].notation, 0);
        int written[ROLE_COUNT][NETWORK_MOST_LAYERS + 1] = {{0}};
        for (long i = 0; i < program->operation_count; i++) {
            const struct tensor *target = &program->tensors[program->operations[i].target];
            written[target->role][target->layer < 0 ? 0 : target->layer]++;
        }
        for (size_t layer = 1; layer <= lesson->network.layer_count; layer++) {
            bool has_steps =
                lesson->network.layers[layer - 1].has_biases && lesson->network.trains_biases;
            EXPECT_INT(written[ROLE_WEIGHT][layer], 1);
            EXPECT_INT(written[ROLE_WEIGHT_GRADIENT][layer], 1);
            EXPECT_INT(written[ROLE_BIAS][layer], has_steps);
            EXPECT_INT(written[ROLE_BIAS_GRADIENT][layer], has_steps);
            bool has_tensor = program_find_tensor(program, ROLE_BIAS, (int)layer) >= 0;
            EXPECT(has_tensor == lesson->network.layers[layer - 1].has_biases);
        }
        arena_destroy(arena);
    }
}

/* ---- shapes ---- */

static void expect_shape(const struct program *program, enum role role, int layer, size_t rows,
                         size_t columns) {
    int tensor = program_find_tensor(program, role, layer);
    EXPECT(tensor >= 0);
    if (tensor >= 0) {
        bool is_turned = program->notation->samples == SAMPLES_AS_ROWS;
        const struct shape shape = program->tensors[tensor].storage.shape;
        EXPECT_INT(is_turned ? shape.columns : shape.rows, rows);
        EXPECT_INT(is_turned ? shape.rows : shape.columns, columns);
    }
}

/* Units times samples in columns; everything the other way round in rows. */
static void test_shapes(void) {
    bool is_seen[2] = {false, false};
    for (size_t n = 0; n < notations.count; n++) {
        struct arena *arena = arena_create();
        const struct notation *notation = notations.items[n].notation;
        is_seen[notation->samples] = true;
        const struct program *program = fixture_program(
            arena, fixture_lesson(arena, root, "tests/lessons/xor.json"), notation, 0);
        EXPECT_INT(program->samples, 4);
        expect_shape(program, ROLE_ACTIVATION, 0, 2, 4);
        expect_shape(program, ROLE_WEIGHT, 1, 3, 2);
        expect_shape(program, ROLE_WEIGHT_GRADIENT, 1, 3, 2);
        expect_shape(program, ROLE_BIAS, 1, 3, 1);
        expect_shape(program, ROLE_BIAS_GRADIENT, 1, 3, 1);
        expect_shape(program, ROLE_PREACTIVATION, 1, 3, 4);
        expect_shape(program, ROLE_ACTIVATION, 1, 3, 4);
        expect_shape(program, ROLE_ERROR, 1, 3, 4);
        expect_shape(program, ROLE_WEIGHT, 2, 1, 3);
        expect_shape(program, ROLE_ACTIVATION, 2, 1, 4);
        expect_shape(program, ROLE_TARGET, -1, 1, 4);
        expect_shape(program, ROLE_LOSS, -1, 1, 1);
        expect_shape(program, ROLE_RATE, -1, 1, 1);
        expect_shape(program, ROLE_SAMPLE_COUNT, -1, 1, 1);
        EXPECT_INT(program_find_tensor(program, ROLE_WEIGHT, 3), -1);
        EXPECT_INT(program_find_tensor(program, ROLE_PREACTIVATION, 0), -1);
        EXPECT_INT(program->parameter_count, 3 * 2 + 3 + 1 * 3 + 1);
        arena_destroy(arena);
    }
    EXPECT(is_seen[SAMPLES_AS_COLUMNS] && is_seen[SAMPLES_AS_ROWS]);
}

/* The parameters come first, no two tensors share a place, and the initial state is the lesson. */
static void test_state(void) {
    for (size_t n = 0; n < notations.count; n++) {
        struct arena *arena = arena_create();
        const struct lesson *lesson = fixture_lesson(arena, root, "tests/lessons/xor.json");
        const struct program *program =
            fixture_program(arena, lesson, notations.items[n].notation, 0);
        size_t end = 0;
        for (int i = 0; i < program->tensor_count; i++) {
            const struct tensor *tensor = &program->tensors[i];
            bool is_parameter = tensor->role == ROLE_WEIGHT || tensor->role == ROLE_BIAS;
            EXPECT_INT(tensor->storage.offset, end);
            EXPECT(is_parameter == (end < program->parameter_count));
            end += shape_count(tensor->storage.shape);
        }
        EXPECT_INT(end, program->state_count);
        double *state = ARENA_ARRAY(arena, double, program->state_count);
        program_initial_state(program, state);
        bool is_turned = program->notation->samples == SAMPLES_AS_ROWS;
        struct matrix weights =
            program_tensor_value(program, program_find_tensor(program, ROLE_WEIGHT, 1), state);
        for (size_t i = 0; i < 6; i++) {
            size_t row = i / 2, column = i % 2;
            EXPECT_NEAR(is_turned ? matrix_at(weights, column, row)
                                  : matrix_at(weights, row, column),
                        matrix_at(lesson->network.layers[0].weights, row, column), 0);
        }
        int rate = program_find_tensor(program, ROLE_RATE, -1);
        int count = program_find_tensor(program, ROLE_SAMPLE_COUNT, -1);
        EXPECT_NEAR(program_tensor_value(program, rate, state).values[0], 0.5, 0);
        EXPECT_NEAR(program_tensor_value(program, count, state).values[0], 4, 0);
        arena_destroy(arena);
    }
}

/* ---- one sample, many samples ---- */

static const char *source_at(const struct program *program, enum role role, int layer) {
    for (long i = 0; i < program->operation_count; i++) {
        const struct tensor *target = &program->tensors[program->operations[i].target];
        if (target->role == role && target->layer == layer) {
            return program->operations[i].binding.statement->source;
        }
    }
    return "";
}

static const char *batch_text(struct arena *arena, int batch_size) {
    return text_format(arena,
                       "{\"format\": 1, \"title\": \"batch\", \"notation\": \"four\","
                       " \"network\": {\"inputs\": [\"a\"], \"layers\":"
                       " [{\"units\": 2, \"activation\": \"linear\"}]},"
                       " \"data\": {\"inputs\": [[1], [2], [3]],"
                       " \"targets\": [[1, 1], [2, 2], [3, 3]], \"batch_size\": %d},"
                       " \"loss\": \"half_square\", \"learning_rate\": 0.1, \"iterations\": 9}",
                       batch_size);
}

static void test_sample_alternatives(void) {
    struct arena *arena = arena_create();
    const struct notation *four = fixture_notation(arena, root, "four");
    static const struct {
        int batch_size;
        const char *weight_gradient, *bias_gradient, *loss;
    } cases[] = {
        {1, "dw[l] = dZ[l] * A[l-1]^T", "db[l] = dZ[l]", "C = 1/2 * sum((Y - A[L])^2)"},
        {2, "dw[l] = 1/m * dZ[l] * A[l-1]^T", "db[l] = 1/m * rowsum(dZ[l])",
         "C = 1/(2 * m) * sum((Y - A[L])^2)"},
        {3, "dw[l] = 1/m * dZ[l] * A[l-1]^T", "db[l] = 1/m * rowsum(dZ[l])",
         "C = 1/(2 * m) * sum((Y - A[L])^2)"},
    };
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        const char *text = batch_text(arena, cases[i].batch_size);
        const struct lesson *lesson = fixture_lesson_of_text(arena, "batch", text, strlen(text));
        const struct program *program = fixture_program(arena, lesson, four, 0);
        EXPECT_INT(program->samples, cases[i].batch_size);
        EXPECT_STRING(source_at(program, ROLE_WEIGHT_GRADIENT, 1), cases[i].weight_gradient);
        EXPECT_STRING(source_at(program, ROLE_BIAS_GRADIENT, 1), cases[i].bias_gradient);
        EXPECT_STRING(source_at(program, ROLE_LOSS, -1), cases[i].loss);
        for (long iteration = 0; iteration < 9; iteration++) {
            EXPECT_INT(program_batch_start(program, iteration),
                       iteration * cases[i].batch_size % 3);
        }
    }
    arena_destroy(arena);
}

/* ---- places ---- */

static void test_place_of(void) {
    struct arena *arena = arena_create();
    const struct program *program = shipped_program(arena, "tests/lessons/xor.json", "four");
    const long count = program->operation_count;
    EXPECT_INT(count, 16);
    EXPECT_INT(program->step_count, 2000 * count);
    static const struct {
        long step, iteration, done;
    } cases[] = {{0, 1, 0}, {1, 1, 1}, {16, 1, 16}, {17, 2, 1}, {32, 2, 16}, {32000, 2000, 16}};
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        struct program_place place = place_of_step(program, cases[i].step);
        EXPECT_INT(place.iteration, cases[i].iteration);
        EXPECT_INT(place.done, cases[i].done);
        const struct operation *last =
            cases[i].done > 0 ? &program->operations[cases[i].done - 1] : NULL;
        EXPECT(place.operation == last);
    }
    arena_destroy(arena);
}

/* four-equations in `four`: 7 operations forward, 10 backward, 6 to update. */
static void test_stops(void) {
    struct arena *arena = arena_create();
    const struct program *program =
        fixture_program(arena, fixture_lesson(arena, root, "tests/lessons/four-equations.json"),
                        fixture_notation(arena, root, "four"), 3);
    static const long passes[] = {0, 7, 17, 23, 30, 40, 46, 53, 63, 69};
    static const long iterations[] = {0, 23, 46, 69};
    static const struct {
        enum step_level level;
        const long *stops;
        size_t count;
    } cases[] = {{LEVEL_PASS, passes, TEST_COUNT(passes)},
                 {LEVEL_ITERATION, iterations, TEST_COUNT(iterations)}};
    for (size_t c = 0; c < TEST_COUNT(cases); c++) {
        size_t next = 1; /* the first stop behind step */
        for (long step = 0; step < 69; step++) {
            next += step == cases[c].stops[next];
            EXPECT_INT(place_next_stop(program, step, cases[c].level, true), cases[c].stops[next]);
            bool is_on_stop = step == cases[c].stops[next - 1];
            long before = cases[c].stops[is_on_stop && next > 1 ? next - 2 : next - 1];
            EXPECT_INT(place_next_stop(program, step, cases[c].level, false), before);
        }
    }
    arena_destroy(arena);
}

/* Every level of every notation: the way back visits the places of the way there. */
static void test_stops_both_ways(void) {
    enum { STOP_LEVELS = LEVEL_OPERATION + 1 }; /* finer ones are inside operations */
    for (size_t n = 0; n < notations.count * STOP_LEVELS; n++) {
        struct arena *arena = arena_create();
        enum step_level level = (enum step_level)(n % STOP_LEVELS);
        const struct program *program =
            fixture_program(arena, fixture_lesson(arena, root, "tests/lessons/xor.json"),
                            notations.items[n / STOP_LEVELS].notation, 4);
        long places[1000] = {0};
        size_t count = 0;
        while (places[count] < program->step_count) {
            places[count + 1] = place_next_stop(program, places[count], level, true);
            count++;
        }
        EXPECT_INT(count, level == LEVEL_ITERATION ? 4
                          : level == LEVEL_PASS    ? 12
                                                   : 4 * program->operation_count);
        EXPECT_INT(place_next_stop(program, places[count], level, true), places[count]);
        while (count > 0) {
            EXPECT_INT(place_next_stop(program, places[count], level, false), places[count - 1]);
            count--;
        }
        EXPECT_INT(place_next_stop(program, 0, level, false), 0);
        arena_destroy(arena);
    }
}

static bool is_written(const struct program *program, enum role role, int layer, long done) {
    return program_is_written(program, program_find_tensor(program, role, layer), done);
}

static void test_is_written(void) {
    struct arena *arena = arena_create();
    const struct program *program = shipped_program(arena, "tests/lessons/xor.json", "four");
    static const struct {
        enum role role;
        int layer;
    } given[] = {{ROLE_WEIGHT, 1},  {ROLE_BIAS, 2},  {ROLE_ACTIVATION, 0},
                 {ROLE_TARGET, -1}, {ROLE_RATE, -1}, {ROLE_SAMPLE_COUNT, -1}};
    for (size_t i = 0; i < TEST_COUNT(given); i++) {
        EXPECT(is_written(program, given[i].role, given[i].layer, 0));
    }
    for (long i = 0; i < program->operation_count; i++) {
        const struct operation *operation = &program->operations[i];
        bool is_parameter = operation->pass == PASS_UPDATE;
        EXPECT(program_is_written(program, operation->target, i) == is_parameter);
        EXPECT(program_is_written(program, operation->target, i + 1));
    }
    /* this note has no gradient by a hidden activation */
    EXPECT(!is_written(program, ROLE_ACTIVATION_GRADIENT, 1, program->operation_count));
    EXPECT(!is_written(program, ROLE_ACTIVATION_GRADIENT, 0, program->operation_count));
    arena_destroy(arena);
}

/* ---- what does not fit ---- */

/* One element is the tensor's name; of two each has an index. */
static void test_element_names(void) {
    struct arena *arena = arena_create();
    const struct program *program =
        fixture_program(arena, fixture_batches(arena), fixture_notation(arena, root, "four"), 1);
    int loss = program_find_tensor(program, ROLE_LOSS, -1);
    EXPECT_STRING(program_element_name(arena, program, loss, 0, 0, PRINT_TEXT),
                  program_tensor_name(arena, program, loss, PRINT_TEXT));
    const struct program *one =
        fixture_program(arena, fixture_lesson(arena, root, "tests/lessons/ladder/neurons.json"),
                        fixture_notation(arena, root, "four"), 1);
    for (int tensor = 0; tensor < one->tensor_count; tensor++) {
        struct shape shape = one->tensors[tensor].storage.shape;
        const char *name = program_tensor_name(arena, one, tensor, PRINT_TEX);
        const char *first = program_element_name(arena, one, tensor, 0, 0, PRINT_TEX);
        EXPECT((strcmp(first, name) == 0) == (shape_count(shape) == 1));
    }
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = fixture_notations(shared, root);
    static const struct test tests[] = {
        {"the operations stand in the note's order", test_order},
        {"biases have steps only where they are trained", test_bias_steps},
        {"shapes follow the notation's orientation", test_shapes},
        {"the state begins with the lesson's parameters", test_state},
        {"one sample and many have formulas of their own", test_sample_alternatives},
        {"a step is a place in an iteration", test_place_of},
        {"stops of passes and iterations", test_stops},
        {"stops are the same both ways", test_stops_both_ways},
        {"tensors are written when their operation is done", test_is_written},
        {"elements have indexes where there are several", test_element_names},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
