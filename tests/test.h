#ifndef BACKSTEP_TESTS_TEST_H
#define BACKSTEP_TESTS_TEST_H

/* A test program is a list of test functions; the output is TAP, which Meson reads. The
 * expectations are not fatal: each prints file, line and both values, and marks the running test
 * as failed. */

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static int test_failures; /* of the running test */

#define EXPECT(condition)                                                                          \
    ((condition) ? (void)0                                                                         \
                 : (void)(test_failures++,                                                         \
                          printf("# %s:%d: expected %s\n", __FILE__, __LINE__, #condition)))

#define EXPECT_INT(actual, expected)                                                               \
    test_expect_int(__FILE__, __LINE__, #actual, (long long)(actual), (long long)(expected))
#define EXPECT_STRING(actual, expected)                                                            \
    test_expect_string(__FILE__, __LINE__, #actual, (actual), (expected))
/* |actual - expected| <= tolerance * max(1, |expected|); NaN never passes. */
#define EXPECT_NEAR(actual, expected, tolerance)                                                   \
    test_expect_near(__FILE__, __LINE__, #actual, (actual), (expected), (tolerance))

static inline void test_expect_int(const char *file, int line, const char *what, long long actual,
                                   long long expected) {
    if (actual != expected) {
        test_failures++;
        printf("# %s:%d: %s is %lld, expected %lld\n", file, line, what, actual, expected);
    }
}

/* TAP comments end at the line's end: every line of a text gets its own mark. */
static inline void test_print_text(const char *label, const char *text) {
    printf("# %s: ", label);
    for (const char *c = text; *c != '\0'; c++) {
        putchar(*c);
        if (*c == '\n') {
            printf("#    ");
        }
    }
    putchar('\n');
}

static inline void test_expect_string(const char *file, int line, const char *what,
                                      const char *actual, const char *expected) {
    actual = actual != NULL ? actual : "(null)";
    if (strcmp(actual, expected) != 0) {
        test_failures++;
        printf("# %s:%d: %s differs\n", file, line, what);
        test_print_text("  actual", actual);
        test_print_text("expected", expected);
    }
}

static inline void test_expect_near(const char *file, int line, const char *what, double actual,
                                    double expected, double tolerance) {
    double scale = fabs(expected) > 1 ? fabs(expected) : 1;
    if (!(fabs(actual - expected) <= tolerance * scale)) {
        test_failures++;
        printf("# %s:%d: %s is %.17g, expected %.17g ± %g relative\n", file, line, what, actual,
               expected, tolerance);
    }
}

struct test {
    const char *name;
    void (*run)(void);
};

/* Runs the tests in order; the exit status of main: 0 when all passed. */
static inline int test_run(const struct test *tests, size_t count) {
    int failed = 0;
    printf("1..%zu\n", count);
    for (size_t i = 0; i < count; i++) {
        test_failures = 0;
        tests[i].run();
        failed += test_failures > 0;
        printf("%s %zu - %s\n", test_failures > 0 ? "not ok" : "ok", i + 1, tests[i].name);
        fflush(stdout);
    }
    return failed > 0;
}

#define TEST_COUNT(tests) (sizeof(tests) / sizeof *(tests))

#endif
