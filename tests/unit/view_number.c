/* Numbers as a reader sees them. */
#include "test.h"
#include "view/number.h"

#include <math.h>

static struct arena *shared;

static void numbers_have_so_many_decimals(void) {
    static const struct {
        double value;
        int decimals;
        const char *text;
    } cases[] = {
        {0.5, 3, "0.500"},
        {-0.5, 3, "−0.500"},
        {0, 3, "0.000"},
        {-0.0, 3, "0.000"},
        {0.0625, 3, "0.063"}, /* away from 0, as at school */
        {-0.0625, 3, "−0.063"},
        {0.0035, 3, "0.004"}, /* also where the double is below it */
        {-0.0035, 3, "−0.004"},
        {0.0375, 3, "0.038"},
        {1.005, 2, "1.01"},
        {0.00349, 3, "0.003"},
        {123456.7895, 3, "123456.790"},
        {0.3 - 0.2 - 0.1, 3, "0.000"}, /* what cancels is 0 */
        {0.00049, 3, "4.9e−4"},
        {-1.9e-6, 3, "−1.9e−6"},
        {1.9e-6, 4, "1.9e−6"},
        {1.9123e-7, 5, "1.91e−7"},
        {999999, 1, "999999.0"},
        {2.5e7, 3, "2.5e+7"},
        {HUGE_VAL, 3, "∞"},
        {-HUGE_VAL, 3, "−∞"},
        {(double)NAN, 3, "NaN"},
    };
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        EXPECT_STRING(number_text(shared, cases[i].value, cases[i].decimals), cases[i].text);
    }
}

/* The largest shows two digits, and the others are written like it. */
static void small_tensors_have_more(void) {
    static const struct {
        double values[3];
        int decimals, more;
    } cases[] = {
        {{0.5, 0.001, -2e-6}, 3, 0},
        {{0.01, 0, 0}, 3, 0},
        {{0.0011, -0.0019, 0}, 3, 1},
        {{-0.00999, 2e-6, 0}, 3, 1},
        {{0.00033, -0.00018, 0}, 3, 2},
        {{0.000099, 0, 0}, 3, 0},   /* powers of ten, all three */
        {{0.001, -0.002, 0}, 3, 0}, /* exact as they are */
        {{0, 0, 0}, 3, 0},
        {{0.04, -0.02, 0.013}, 2, 1},
        {{0.0011, 0, 0}, 5, 0},
        {{HUGE_VAL, 0.0011, 0}, 3, 0},
        {{(double)NAN, 0.0011, 0}, 3, 1},
    };
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        EXPECT_INT(number_more_decimals(cases[i].values, 3, cases[i].decimals), cases[i].more);
    }
}

static void patterns_are_as_wide_as_negative_numbers(void) {
    EXPECT_STRING(number_pattern(shared, 3), "−0.000");
    EXPECT_STRING(number_magnitude_text(shared, -3.4e-5), "−3e−5");
    EXPECT_STRING(number_count_text(shared, 64000), "64,000");
    EXPECT_STRING(number_count_text(shared, 9999), "9999");
}

int main(void) {
    shared = arena_create();
    static const struct test tests[] = {
        {"numbers have so many decimals", numbers_have_so_many_decimals},
        {"small tensors have more", small_tensors_have_more},
        {"patterns are as wide as negative numbers", patterns_are_as_wide_as_negative_numbers},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
