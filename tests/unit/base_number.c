/* Numbers as a reader sees them. */
#include "base/number.h"
#include "test.h"

#include <math.h>
#include <stdlib.h>

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

/* As few as are exact, for all of a tensor alike. */
static void tensors_have_as_few_as_are_exact(void) {
    static const struct {
        double values[3];
        int most, decimals;
    } cases[] = {
        {{2, -2, 0}, 3, 0},
        {{0.5, -0.4, 0}, 3, 1},
        {{0.1 + 0.2, 0, 0}, 3, 1}, /* what a double cannot hold is no digit */
        {{0, 0.1875, -0.25}, 4, 4},
        {{0, 0.1875, -0.25}, 3, 3},
        {{0.0011, -0.0019, 0}, 3, 3},
        {{1.0 / 3, 1, 1}, 5, 5},
        {{123456.789, 0, 0}, 5, 3},
        {{2.5e7 / 3, 1, 0}, 3, 0}, /* very long: a power of ten of its own */
        {{HUGE_VAL, 0.25, 0}, 3, 2},
        {{(double)NAN, 1, 0}, 3, 0},
    };
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        EXPECT_INT(number_decimals(cases[i].values, 3, cases[i].most), cases[i].decimals);
    }
}

/* What is read off the text is what number_shown gives. */
static void what_is_shown_can_be_reckoned_with(void) {
    static const double values[] = {0,       0.0625,  -0.0035, 1.005,        0.00049,
                                    -1.9e-6, 12.3456, 2.5e7,   -3.21987654e8};
    for (size_t i = 0; i < TEST_COUNT(values); i++) {
        for (int decimals = 0; decimals < 6; decimals++) {
            char ascii[64] = {0};
            const char *c = number_text(shared, values[i], decimals);
            for (size_t at = 0; *c != '\0'; at++) {
                bool is_minus = (unsigned char)*c == 0xE2;
                ascii[at] = is_minus ? '-' : *c;
                c += is_minus ? 3 : 1;
            }
            EXPECT_NEAR(number_shown(values[i], decimals), strtod(ascii, NULL),
                        1e-9 * fabs(values[i]));
        }
    }
}

static void patterns_are_as_wide_as_negative_numbers(void) {
    EXPECT_STRING(number_pattern(shared, 3), "−0.000");
    EXPECT_STRING(number_count_text(shared, 64000), "64,000");
    EXPECT_STRING(number_count_text(shared, 9999), "9999");
}

static void exact_numbers_are_as_short_as_can_be(void) {
    static const struct {
        double value;
        const char *text, *source;
    } cases[] = {{0.1, "0.1", "0.1"},
                 {-0.5, "−0.5", "-0.5"},
                 {1.0 / 3, "0.3333333333333333", "0.3333333333333333"},
                 {0.1 + 0.2, "0.30000000000000004", "0.30000000000000004"},
                 {1e-7, "1e−7", "1e-07"},
                 {-2.5e-12, "−2.5e−12", "-2.5e-12"},
                 {1e22, "1e+22", "1e+22"},
                 {2, "2", "2"},
                 {-0.0, "−0", "-0"}};
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        EXPECT_STRING(number_exact_text(shared, cases[i].value), cases[i].text);
        EXPECT_STRING(number_source_text(shared, cases[i].value), cases[i].source);
    }
    EXPECT_STRING(number_exact_text(shared, (double)NAN), "NaN");
}

static void significant_digits_have_true_signs(void) {
    static const struct {
        double value;
        int digits;
        const char *text, *plain, *mantissa;
        int exponent;
    } cases[] = {{0.25, 3, "0.25", "0.25", "0.25", 0},
                 {-1.0 / 3, 4, "−0.3333", "-0.3333", "-0.3333", 0},
                 {0.00001, 3, "1e−5", "1e-05", "1", -5},
                 {-1.25e-12, 6, "−1.25e−12", "-1.25e-12", "-1.25", -12},
                 {1234567, 3, "1.23e+6", "1.23e+06", "1.23", 6},
                 {1234567, 15, "1234567", "1234567", "1234567", 0}};
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        EXPECT_STRING(number_significant_text(shared, cases[i].value, cases[i].digits),
                      cases[i].text);
        EXPECT_STRING(number_plain_text(shared, cases[i].value, cases[i].digits), cases[i].plain);
        struct number_parts parts = number_parts(shared, cases[i].value, cases[i].digits);
        EXPECT_STRING(parts.mantissa, cases[i].mantissa);
        EXPECT_INT(parts.exponent, cases[i].exponent);
        EXPECT(parts.has_power == (cases[i].exponent != 0));
    }
    EXPECT_STRING(number_significant_text(shared, -HUGE_VAL, 3), "−∞");
    EXPECT_NEAR(number_significant_shown(0.01666666, 4), 0.01667, 0);
    EXPECT(number_significant_holds(0.016674, 0.01666666, 4));
    EXPECT(!number_significant_holds(0.016675, 0.01666666, 4)); /* just between */
    EXPECT(!number_significant_holds(0.01666, 0.01666666, 4));
    EXPECT(number_significant_holds(0, 0, 4) && !number_significant_holds(1e-9, 0, 4));
}

/* A question's answer is "?" in every writing, as wide as it will be, and still no number when
 * something is reckoned with it. */
static void hidden_numbers_are_not_told(void) {
    double hidden = number_hidden(0.125);
    EXPECT(number_is_hidden(hidden) && number_is_hidden(-hidden) && isnan(hidden));
    EXPECT(!number_is_hidden(0.125) && !number_is_hidden((double)NAN) &&
           !number_is_hidden(HUGE_VAL));
    EXPECT_STRING(number_text(shared, hidden, 3), "?");
    EXPECT_STRING(number_constant_text(shared, hidden, 3), "?");
    EXPECT_STRING(number_exact_text(shared, hidden), "?");
    EXPECT_STRING(number_significant_text(shared, -hidden, 3), "?");
    EXPECT(number_is_hidden(number_significant_shown(hidden, 3)));
    EXPECT(number_is_hidden(number_shown(hidden, 3)));
    const double values[] = {1, hidden, 0.5};
    EXPECT_INT(number_decimals(values, 3, 12), 3);
    EXPECT_INT(number_decimals(values, 3, 2), 2);
    EXPECT_INT(number_decimals(&(double){(double)NAN}, 1, 12), 0);
}

int main(void) {
    shared = arena_create();
    static const struct test tests[] = {
        {"numbers have so many decimals", numbers_have_so_many_decimals},
        {"tensors have as few as are exact", tensors_have_as_few_as_are_exact},
        {"what is shown can be reckoned with", what_is_shown_can_be_reckoned_with},
        {"exact numbers are as short as can be", exact_numbers_are_as_short_as_can_be},
        {"significant digits have true signs", significant_digits_have_true_signs},
        {"hidden numbers are not told", hidden_numbers_are_not_told},
        {"patterns are as wide as negative numbers", patterns_are_as_wide_as_negative_numbers},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
