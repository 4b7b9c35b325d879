/* What is seen of the inputs and outputs of small networks: the planes hold all samples, each axis
 * its own, and at each place stands what the network answers there. */
#include "engine/program_state.h"
#include "engine_fixture.h"

#include "survey/decision_map.h"
#include "survey/fit_curve.h"

static const char *root;
static struct arena *shared;
static struct fixture_notations notations;

static const struct lesson *lesson_of(struct arena *arena, int inputs, const char *activation,
                                      const char *weights, const char *rows, const char *targets) {
    const char *text = text_format(
        arena,
        "{\"format\": 1, \"title\": \"planes\", \"notation\": \"four\", \"network\": {\"inputs\": "
        "%d, \"layers\": [{\"units\": 1, \"activation\": \"%s\", \"weights\": [[%s]], \"biases\": "
        "[0.5]}]}, \"data\": {\"inputs\": [%s], \"targets\": [%s]}, \"loss\": \"half_square\"}",
        inputs, activation, weights, rows, targets);
    return fixture_lesson_of_text(arena, "planes", text, strlen(text));
}

/* ---- two inputs ---- */

/* a = tanh(0.3 x1 - 0.02 x2 + 0.5), the sample in the middle of both ranges first. */
static void check_map(const struct notation *notation) {
    struct arena *arena = arena_create();
    const struct lesson *lesson =
        lesson_of(arena, 2, "tanh", "0.3, -0.02", "[1, 20], [-2, 30], [3, 10]", "[0], [1], [-1]");
    const struct program *program = fixture_program(arena, lesson, notation, 0);
    struct decision_map *map = decision_map_create(arena, program);
    double *state = ARENA_ARRAY(arena, double, program->state_count);
    program_initial_state(program, state);
    EXPECT(map != NULL);
    const struct decision_plane *plane = decision_map_plane(map);
    EXPECT(plane->least[0] < -2 && plane->most[0] > 3 && plane->least[0] > -5 &&
           plane->most[0] < 6);
    EXPECT(plane->least[1] < 10 && plane->most[1] > 30 && plane->least[1] > -5 &&
           plane->most[1] < 45);
    EXPECT_NEAR(-2 - plane->least[0], plane->most[0] - 3, 1e-12);
    EXPECT_NEAR(10 - plane->least[1], plane->most[1] - 30, 1e-12);
    EXPECT(plane->has_border && plane->middle == 0 && plane->reach == 1);
    size_t side = 0;
    const double *values = decision_map_values(map, state, &side);
    for (size_t row = 0; row < side; row++) {
        for (size_t column = 0; column < side; column++) {
            double across = (double)column / (double)(side - 1);
            double up = 1 - (double)row / (double)(side - 1);
            double x1 = plane->least[0] + (plane->most[0] - plane->least[0]) * across;
            double x2 = plane->least[1] + (plane->most[1] - plane->least[1]) * up;
            EXPECT_NEAR(values[row * side + column], tanh(0.3 * x1 - 0.02 * x2 + 0.5), 1e-12);
        }
    }
    arena_destroy(arena);
}

static void test_maps(void) {
    for (size_t i = 0; i < notations.count; i++) {
        check_map(notations.items[i].notation);
    }
}

/* ---- one input ---- */

/* Beside the samples a quarter of what they span, or 1; functions with a range with all of it. */
static const struct {
    const char *activation, *inputs, *targets;
    double least[2], most[2];
} fits[] = {
    {"linear", "[1], [-1], [3]", "[5], [1], [9]", {-2, -1}, {4, 11}},
    {"sigmoid", "[1], [-1], [3]", "[0.5], [0.25], [0.75]", {-2, -0.25}, {4, 1.25}},
    {"tanh", "[1], [-1], [3]", "[0.5], [0.25], [0.75]", {-2, -1.5}, {4, 1.5}},
    {"tanh", "[2]", "[0.5]", {-3, -1.5}, {3, 1.5}},
    {"linear", "[2]", "[4]", {-3, -1}, {3, 5}},
    {"linear", "[-2]", "[-4]", {-3, -5}, {3, 1}},
    {"relu", "[0], [0]", "[0], [0]", {-1, -1}, {1, 1}},
};

static void test_fits(void) {
    for (size_t i = 0; i < TEST_COUNT(fits); i++) {
        struct arena *arena = arena_create();
        const struct lesson *lesson =
            lesson_of(arena, 1, fits[i].activation, "1", fits[i].inputs, fits[i].targets);
        const struct program *program =
            fixture_program(arena, lesson, notations.items[0].notation, 0);
        struct fit_curve *curve = fit_curve_create(arena, program);
        EXPECT(curve != NULL);
        const struct fit_plane *plane = fit_curve_plane(curve);
        for (size_t axis = 0; axis < 2; axis++) {
            EXPECT_NEAR(plane->least[axis], fits[i].least[axis], 1e-12);
            EXPECT_NEAR(plane->most[axis], fits[i].most[axis], 1e-12);
        }
        arena_destroy(arena);
    }
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = fixture_notations(shared, root);
    static const struct test tests[] = {
        {"a map of the network's answers", test_maps},
        {"the plane of a curve", test_fits},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
