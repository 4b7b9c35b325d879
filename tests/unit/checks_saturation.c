/* What differences can tell and what not: their own error, saturated networks, in which the tangent
 * decides, and large weights, with which most units are saturated.
 *
 *     checks_saturation ROOT */
#include "gradcheck_fixture.h"

#include "checks/slope.h"

enum { NETWORKS = 500 };

static struct fixture_notations notations;

/* ---- differences ---- */

static double smooth(void *context, double x, bool *ret_is_same_piece) {
    (void)context;
    *ret_is_same_piece = true;
    return exp(x) * sin(3 * x);
}

/* As if it had eight digits. */
static double coarse(void *context, double x, bool *ret_is_same_piece) {
    (void)context;
    *ret_is_same_piece = true;
    return round(1e8 * sin(x)) / 1e8;
}

static double bent(void *context, double x, bool *ret_is_same_piece) {
    (void)context;
    *ret_is_same_piece = x > 1;
    return x > 1 ? x * x : -x;
}

/* The error that is claimed is not smaller than the one that is made. */
static void test_slope(void) {
    for (double x = -2; x < 2; x += 0.0625) {
        const struct slope_function functions[] = {{NULL, smooth, 0}, {NULL, coarse, 0}};
        const double right[] = {exp(x) * (sin(3 * x) + 3 * cos(3 * x)), cos(x)};
        for (size_t i = 0; i < TEST_COUNT(functions); i++) {
            bool is_same;
            double here = functions[i].value(NULL, x, &is_same);
            struct slope slope = slope_measure(&functions[i], x, here, 0.0078125, 1e-8);
            EXPECT(slope.is_known && fabs(slope.value - right[i]) <= 4 * slope.error);
            EXPECT(slope.error <= (i == 0 ? 1e-7 : 1e-3));
        }
    }
    /* a kink at 1 is kept out: narrower differences do not cross it */
    const struct slope_function function = {NULL, bent, 0};
    struct slope slope = slope_measure(&function, 1.001, 1.001 * 1.001, 0.0078125, 1e-8);
    EXPECT(slope.is_known && fabs(slope.value - 2.002) <= 4 * slope.error);
    EXPECT(!slope_measure(&function, 0.5, -0.5, 0.0078125, 1e-8).is_known);
}

/* ---- saturation ---- */

/* Right gradients of saturated networks: what differences cannot tell the tangent does, and nothing
 * smooth is a kink. Up to z = 20 both tell. */
static void test_saturation(void) {
    static const struct {
        double weight;
        bool is_told;
    } cases[] = {{5, true}, {12, true}, {18, true}, {30, false}, {33, false}, {36, false}};
    for (size_t i = 0; i < TEST_COUNT(cases) * notations.count; i++) {
        struct arena *arena = arena_create();
        const char *text = text_format(
            arena,
            "{\"format\": 1, \"title\": \"saturated\", \"notation\": \"four\", \"network\": "
            "{\"inputs\": 1, \"layers\": [{\"units\": 1, \"activation\": \"sigmoid\", "
            "\"weights\": [[%g]], \"biases\": [0]}]}, \"data\": {\"inputs\": [[1]], "
            "\"targets\": [[0]]}, \"loss\": \"binary_cross_entropy\"}",
            cases[i / notations.count].weight);
        const struct lesson *lesson = fixture_lesson_of_text(arena, "sure", text, strlen(text));
        const struct notation *notation = notations.items[i % notations.count].notation;
        struct gradcheck result =
            gradcheck_at_start(arena, fixture_program(arena, lesson, notation, 0));
        EXPECT_INT(result.verdicts[GRADCHECK_DIFFERS], 0);
        EXPECT_INT(result.verdicts[GRADCHECK_AT_KINK], 0);
        EXPECT_INT(result.verdicts[GRADCHECK_BY_TANGENT],
                   cases[i / notations.count].is_told ? 0 : 2);
        arena_destroy(arena);
    }
}

/* Large weights saturate most units: of the networks whose loss is a number, no right gradient is
 * called wrong, and where differences see nothing any more the tangent says so. */
static void test_large_weights(void) {
    static const double scales[] = {4, 12};
    struct fixture_random random = {44};
    for (size_t s = 0; s < TEST_COUNT(scales); s++) {
        size_t finite = 0, by_tangent = 0, elements = 0;
        for (size_t i = 0; i < NETWORKS; i++) {
            struct arena *arena = arena_create();
            const struct lesson *lesson =
                gradcheck_lesson(arena, &random, &(struct gradcheck_wish){.scale = scales[s]});
            const struct notation *notation = notations.items[i % notations.count].notation;
            struct gradcheck result =
                gradcheck_at_start(arena, fixture_program(arena, lesson, notation, 0));
            if (result.is_finite && result.verdicts[GRADCHECK_DIFFERS] > 0) {
                test_failures++;
                printf("# scale %g, network %zu, %s: %zu of %zu failed, worst %.3g\n", scales[s], i,
                       notation->id, result.verdicts[GRADCHECK_DIFFERS], result.elements,
                       result.worst_error);
                gradcheck_print_lesson(lesson);
            }
            finite += result.is_finite;
            by_tangent += result.verdicts[GRADCHECK_BY_TANGENT];
            elements += result.elements;
            arena_destroy(arena);
        }
        printf("# scale %g: %zu networks, %zu with a loss, %zu of %zu parameters by the tangent\n",
               scales[s], (size_t)NETWORKS, finite, by_tangent, elements);
        EXPECT(finite > NETWORKS / 2);
        EXPECT(by_tangent > 0);
    }
}

int main(int argc, char **argv) {
    struct arena *shared = arena_create();
    notations = fixture_notations(shared, argc > 1 ? argv[1] : ".");
    static const struct test tests[] = {
        {"differences know their error", test_slope},
        {"saturated units: the tangent decides", test_saturation},
        {"large weights: no right gradient is called wrong", test_large_weights},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
