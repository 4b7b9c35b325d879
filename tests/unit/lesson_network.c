#include "test.h"

#include "lesson/network.h"

static struct matrix draw(double *values, size_t rows, size_t columns, enum initial_scheme scheme,
                          uint64_t seed, double scale, size_t layer) {
    struct matrix weights = {rows, columns, values};
    struct initial initial = {.scheme = scheme, .seed = seed, .scale = scale};
    initial_draw_into(weights, &initial, layer);
    return weights;
}

/* The numbers are from a second program (Python integers), equal to the last bit. */
static void test_exact(void) {
    double values[4];
    static const struct {
        enum initial_scheme scheme;
        uint64_t seed;
        double scale;
        size_t layer;
        double expected[4];
    } cases[] = {
        {INITIAL_XAVIER,
         UINT64_C(1),
         1.0,
         1,
         {-0x1.4a9e0584c75fap-2, 0x1.16254269f1c43p+0, -0x1.1d27c8f04533ep+0,
          0x1.5bf1c38595fd0p-1}},
        {INITIAL_XAVIER,
         UINT64_C(1),
         1.0,
         2,
         {-0x1.4b6e3e24cfb23p-4, -0x1.2401b9ecc5a8cp+0, -0x1.1cb5598a2d2b8p+0,
          0x1.3f3b70e4ab572p-3}},
        {INITIAL_HE,
         UINT64_C(7),
         1.5,
         1,
         {0x1.d9f9f775a3a46p+0, 0x1.699214aaef5dcp-1, 0x1.d93d3f701b014p+1, 0x1.dc7b0a995e9bcp-1}},
        {INITIAL_NORMAL,
         UINT64_C(9007199254740992),
         0.1,
         3,
         {-0x1.1a73d8f84f9c0p-4, 0x1.009e9a2f4235ap-4, 0x1.9eb9fc8be6da7p-5, 0x1.abfd4d32dfb34p-6}},
        {INITIAL_UNIFORM,
         UINT64_C(0),
         2.0,
         16,
         {-0x1.aca4e501057b2p+0, -0x1.69a98813be94ep+0, -0x1.68de808885900p+0,
          -0x1.38b98c0b89144p-1}},
    };
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        draw(values, 2, 2, cases[i].scheme, cases[i].seed, cases[i].scale, cases[i].layer);
        EXPECT(memcmp(values, cases[i].expected, sizeof values) == 0);
    }
}

static double mean_of(const double *values, size_t count) {
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += values[i];
    }
    return sum / (double)count;
}

static double deviation_of(const double *values, size_t count) {
    double mean = mean_of(values, count);
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += (values[i] - mean) * (values[i] - mean);
    }
    return sqrt(sum / (double)count);
}

/* 40,000 draws: mean and deviation as the schemes promise, within 2 percent. */
static void test_distribution(void) {
    enum { ROWS = 100, COLUMNS = 400, COUNT = ROWS * COLUMNS };
    static double values[COUNT];
    const double sixth = 1 / sqrt(3.0);
    static const struct {
        enum initial_scheme scheme;
        double scale;
    } cases[] = {{INITIAL_XAVIER, 2}, {INITIAL_HE, 2}, {INITIAL_NORMAL, 3}, {INITIAL_UNIFORM, 0.5}};
    const double expected[] = {2 * sqrt(6.0 / 500) * sixth, 2 * sqrt(2.0 / 400), 3, 0.5 * sixth};
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        draw(values, ROWS, COLUMNS, cases[i].scheme, 3, cases[i].scale, 1);
        EXPECT_NEAR(deviation_of(values, COUNT) / expected[i], 1, 0.02);
        EXPECT_NEAR(mean_of(values, COUNT) / expected[i], 0, 0.02);
    }
    draw(values, ROWS, COLUMNS, INITIAL_ZEROS, 3, 1, 1);
    EXPECT(!signbit(values[0]) && !(values[0] > 0) && !(deviation_of(values, COUNT) > 0));
}

static void test_streams(void) {
    double first[6];
    double second[6];
    draw(first, 2, 3, INITIAL_UNIFORM, 9, 1, 1);
    draw(second, 2, 3, INITIAL_UNIFORM, 9, 1, 2);
    EXPECT(memcmp(first, second, sizeof first) != 0);
    draw(second, 2, 3, INITIAL_UNIFORM, 10, 1, 1);
    EXPECT(memcmp(first, second, sizeof first) != 0);
    draw(second, 2, 3, INITIAL_UNIFORM, 9, 1, 1);
    EXPECT(memcmp(first, second, sizeof first) == 0);
}

static void test_units(void) {
    struct network network = {.inputs = 3, .layer_count = 2};
    network.layers[0].units = 5;
    network.layers[1].units = 2;
    EXPECT_INT(network_units(&network, 0), 3);
    EXPECT_INT(network_units(&network, 1), 5);
    EXPECT_INT(network_units(&network, 2), 2);
}

int main(void) {
    static const struct test tests[] = {
        {"initial weights to the last bit", test_exact},
        {"initial weights are spread as promised", test_distribution},
        {"each layer and each seed has its own stream", test_streams},
        {"units of a layer", test_units},
    };
    return test_run(tests, TEST_COUNT(tests));
}
