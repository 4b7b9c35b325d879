/* What somebody types for a number is read as it is meant. */
#include "test.h"

#include "checks/answer/answer_number.h"

static struct arena *arena;

struct number_case {
    const char *text;
    double value;
    bool is_reckoned;
    int decimals, significant;
};

static const struct number_case numbers[] = {
    {"0.063", 0.063, false, 3, 2},
    {".063", 0.063, false, 3, 2},
    {",063", 0.063, false, 3, 2},
    {"0,063", 0.063, false, 3, 2},
    {" 0.0630 ", 0.063, false, 4, 3},
    {"+0.5", 0.5, false, 1, 1},
    {"-0.467", -0.467, false, 3, 3},
    {"−0.467", -0.467, false, 3, 3},
    {"–0.467", -0.467, false, 3, 3},
    {"6.3e-2", 0.063, false, 3, 2},
    {"6.3E−2", 0.063, false, 3, 2},
    {"6.3·10⁻²", 0.063, false, 3, 2},
    {"6.3 × 10^-2", 0.063, false, 3, 2},
    {"6.3*10^{-2}", 0.063, false, 3, 2},
    {"-1.25e3", -1250, false, -1, 3},
    {"2.", 2, false, 0, 1},
    {"0", 0, false, 0, 0},
    {"１２．５", 12.5, false, 1, 3},
    {"－0．25", -0.25, false, 2, 2},
    {"-3/50", -0.06, true, 0, 0},
    {"3÷4", 0.75, true, 0, 0},
    {"ln 3", 1.0986122886681098, true, 0, 0},
    {"ln(3)", 1.0986122886681098, true, 0, 0},
    {"\\ln 3", 1.0986122886681098, true, 0, 0},
    {"0.9*(-0.467)", -0.4203, true, 0, 0},
    {"0.9·(−0.467)", -0.4203, true, 0, 0},
    {"0.9(-0.467)", -0.4203, true, 0, 0},
    {"0.4*0.14 - 0.5*0.04", 0.036, true, 0, 0},
    {"1/(1+e^-2)", 0.8807970779778823, true, 0, 0},
    {"1/(1+exp(-2))", 0.8807970779778823, true, 0, 0},
    {"σ(2)", 0.8807970779778823, true, 0, 0},
    {"2^3", 8, true, 0, 0},
    {"√2", 1.4142135623730951, true, 0, 0},
    {"sqrt(2)", 1.4142135623730951, true, 0, 0},
    {"\\sqrt{2}", 1.4142135623730951, true, 0, 0},
    {"0.1/\\sqrt{1 + 3}", 0.05, true, 0, 0},
    {"\\frac{1}{4}", 0.25, true, 0, 0},
    {"-\\frac{3}{\\sqrt{4}}", -1.5, true, 0, 0},
    {"-(-3)", 3, false, 0, 1},
    {"tanh(1)", 0.7615941559557649, true, 0, 0},
    {"3²", 9, true, 0, 0},
    {"2^{-2}", 0.25, true, 0, 0},
    {"18.75%", 0.1875, false, 4, 4},
    {"１８．７５％", 0.1875, false, 4, 4},
    {"-5 %", -0.05, false, 2, 1},
    {"0.1875.", 0.1875, false, 4, 4},
    {"0.1875。", 0.1875, false, 4, 4},
    {"0.1875，", 0.1875, false, 4, 4},
    {"﹣0.25", -0.25, false, 2, 2},
    {"= 0.75", 0.75, false, 2, 2},
    {"≈ 6.3·10⁻²", 0.063, false, 3, 2},
    {"δ = -0.1", -0.1, false, 1, 1},
    {"\\frac3{16}", 0.1875, true, 0, 0},
    {"\\frac{3}8", 0.375, true, 0, 0},
    {"½", 0.5, true, 0, 0},
    {"-1½", -1.5, true, 0, 0},
    {"2 ⅜", 2.375, true, 0, 0},
    {"½%", 0.005, true, 0, 0},
    {"0.187 5", 0.1875, false, 4, 4},
    {"0.187\u2009500\u20090", 0.1875, false, 7, 7},
    {"12 345.678 9", 12345.6789, false, 4, 9},
    {"1,000.5", 1000.5, false, 1, 5},
    {"1.000,5", 1000.5, false, 1, 5},
    {"1’000.5", 1000.5, false, 1, 5},
    {"-1,234,567", -1234567, false, 0, 7},
    {"1.234.567", 1234567, false, 0, 7},
    {"1.234", 1.234, false, 3, 4},
    {"0,123", 0.123, false, 3, 3},
    {"1,234e-3", 0.001234, false, 6, 4},
    {"6.3x10^-2", 0.063, false, 3, 2},
    {"6.3 \\cdot 10^{-2}", 0.063, false, 3, 2},
    {"3 \\times 4", 12, true, 0, 0},
    {"\\left(3\\right)", 3, false, 0, 1},
    {"\\tfrac{3}{16}", 0.1875, true, 0, 0},
    {"$0{,}25$", 0.25, false, 2, 2},
    {"18.75\\%", 0.1875, false, 4, 4},
    {"\\sigma(0)", 0.5, true, 0, 0},
    {"~0.5", 0.5, false, 1, 1},
    {"log10(100)", 2, true, 0, 0},
};

static void test_numbers(void) {
    for (size_t i = 0; i < TEST_COUNT(numbers); i++) {
        struct answer_number number = {0};
        struct answer_fault fault = {0};
        bool is_read = answer_number_read(arena, numbers[i].text, &number, &fault);
        if (!is_read) {
            printf("# %s: %s\n", numbers[i].text, fault.message);
        }
        EXPECT(is_read);
        EXPECT(number.doubt.message == NULL);
        EXPECT_NEAR(number.value, numbers[i].value, 1e-14);
        EXPECT_INT(number.is_reckoned, numbers[i].is_reckoned);
        if (!numbers[i].is_reckoned) {
            EXPECT_INT(number.decimals, numbers[i].decimals);
            EXPECT_INT(number.significant, numbers[i].significant);
        }
    }
}

struct fault_case {
    const char *text;
    size_t begin;
    const char *message;
};

static const struct fault_case faults[] = {
    {"", 0, "a number is missing here"},
    {"0.5x", 3, "this is no number"},
    {"abc", 0, "this is no number"},
    {"(1 + 2", 6, "a \")\" is missing here"},
    {"3 +", 3, "a number is missing here"},
    {"\\sqrt{2", 7, "this is not closed"},
    {"2^{3", 4, "a \"}\" is missing here"},
    {"\\frac{1}", 8, "a number is missing here"},
    {"1/0", 0, "this comes to no finite number"},
    {"0.1 0.2", 4, "this is no number"},
    {"3 1/2", 2, "this is no number"},
    {"0.18 75", 5, "this is no number"},
    {"0.125 0.5", 6, "this is no number"},
    {"1,000,5", 5, "this is no number"},
    {"0,187,5", 5, "this is no number"},
    {"0.(3)", 1, "this is no number"},
    {"0.333...", 5, "this is no number"},
    {"2\\cdotx", 1, "this is no number"},
    {"2×3×", 6, "a number is missing here"},
    {"\xFF", 0, "this is no number"},
    {"((((((((((((((((((((((((((((((((1))))))))))))))))))))))))))))))))", 30,
     "too many parentheses inside each other"},
};

static void test_faults(void) {
    for (size_t i = 0; i < TEST_COUNT(faults); i++) {
        struct answer_number number;
        struct answer_fault fault = {0, 0, ""};
        EXPECT(!answer_number_read(arena, faults[i].text, &number, &fault));
        EXPECT_INT(fault.begin, faults[i].begin);
        EXPECT_STRING(fault.message, faults[i].message);
    }
}

/* What is longer than anything that is reckoned by hand. */
static void test_too_long(void) {
    enum { FAR = 5000 };
    char *text = arena_alloc(arena, FAR + 1, 1);
    memset(text, '1', FAR);
    text[FAR] = '\0';
    struct answer_number number;
    struct answer_fault fault = {0, 0, ""};
    EXPECT(!answer_number_read(arena, text, &number, &fault));
    EXPECT_STRING(fault.message, "the answer is too long");
    EXPECT_INT(fault.end, FAR);
}

/* "1,234" is 1.234, and whoever meant 1234 can be asked back. */
static void test_doubt(void) {
    static const char *const texts[] = {"1,234", "-12,345", "2*1,000"};
    static const size_t begins[] = {0, 1, 2};
    for (size_t i = 0; i < TEST_COUNT(texts); i++) {
        struct answer_number number;
        struct answer_fault fault;
        EXPECT(answer_number_read(arena, texts[i], &number, &fault));
        EXPECT(number.doubt.message != NULL);
        EXPECT_INT(number.doubt.begin, begins[i]);
        EXPECT_INT(number.doubt.end, strlen(texts[i]));
        EXPECT(fabs(number.value) < 100);
    }
}

struct match_case {
    const char *text;
    double value;
    bool matches, has_digits;
};

static const struct match_case match_cases[] = {
    {"0.0634", 0.06344, true, true},  {"0.0634", 0.06346, false, true},
    {"0.063", 0.06344, true, false},  {"0.646", 0.64574, true, true},
    {"0.65", 0.64574, true, false},   {"0.5", 0.5, true, true},
    {"0", 0.0103, false, true},       {"0", 0, true, true},
    {"0.0088", 0.008771, true, true}, {"0.00877", 0.008771, true, true},
    {"1235", 1234.6, true, true},     {"0.0009", 0.00088, true, false},
    {"-3/50", -0.06001, true, true},  {"-3/50", -0.0602, false, true},
    {"6.34e-2", 0.06344, true, true},
};

static void test_matches(void) {
    for (size_t i = 0; i < TEST_COUNT(match_cases); i++) {
        struct answer_number number;
        struct answer_fault fault;
        const struct match_case *expected = &match_cases[i];
        EXPECT(answer_number_read(arena, expected->text, &number, &fault));
        printf("# %s for %g\n", expected->text, expected->value);
        EXPECT_INT(answer_number_matches(&number, expected->value), expected->matches);
        if (expected->matches) {
            EXPECT_INT(answer_number_has_digits(&number, expected->value), expected->has_digits);
        }
    }
}

int main(void) {
    arena = arena_create();
    static const struct test tests[] = {
        {"numbers in every spelling", test_numbers},
        {"what is no number, and where", test_faults},
        {"what is too long", test_too_long},
        {"a comma that may mark thousands", test_doubt},
        {"which values an answer stands for", test_matches},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(arena);
    return status;
}
