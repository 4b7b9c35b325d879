#ifndef BACKSTEP_TESTS_BENCH_H
#define BACKSTEP_TESTS_BENCH_H

/* Time, and the order statistics of many measurements. */

#include <stdlib.h>
#include <time.h>

static inline double bench_seconds(void) {
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Of the processor: what others do on the same cores is not in it. */
static inline double bench_cpu_seconds(void) {
    struct timespec now = {0};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static inline int bench_compare(const void *a, const void *b) {
    const double *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

/* The smallest value that `fraction` of the values do not exceed; sorts them. */
static inline double bench_quantile(double *values, size_t count, double fraction) {
    qsort(values, count, sizeof *values, bench_compare);
    size_t at = (size_t)(fraction * (double)count + 0.999999);
    return values[at > 0 ? at - 1 : 0];
}

#endif
