/* A trace streams: memory PROGRAM SOURCE_ROOT runs short and long traces and compares the largest
 * memory that each had. */

#include "test.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *program;

/* The most memory, in KiB, that any child so far had resident; -1 when this one did not succeed. */
static long peak_after_trace(const char *iterations, const char *format) {
    pid_t child = fork();
    if (child == 0) {
        int nowhere = open("/dev/null", O_WRONLY);
        if (nowhere < 0 || dup2(nowhere, STDOUT_FILENO) < 0) {
            _exit(127);
        }
        execl(program, program, "trace", "xor", "--iterations", iterations, "--format", format,
              (char *)NULL);
        _exit(127);
    }
    int status = -1;
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0) {
        return -1;
    }
    struct rusage usage;
    return getrusage(RUSAGE_CHILDREN, &usage) == 0 ? usage.ru_maxrss : -1;
}

/* The short trace goes first: usage is the maximum over all children. */
static void expect_no_growth(const char *format) {
    enum { MOST_GROWTH = 512 };
    long before = peak_after_trace("20", format);
    long after = peak_after_trace("20000", format);
    printf("# %s: %ld KiB for 20 iterations, %ld KiB for 20000\n", format, before, after);
    EXPECT(before > 0);
    EXPECT(after > 0);
    EXPECT(after <= before + MOST_GROWTH);
}

static void test_jsonl(void) {
    expect_no_growth("jsonl");
}

static void test_text(void) {
    expect_no_growth("text");
}

int main(int count, char **arguments) {
    static const struct test tests[] = {
        {"a long trace as JSON needs no more memory than a short one", test_jsonl},
        {"nor does one as text", test_text},
    };
    if (count < 3 || setenv("BACKSTEP_DATA", arguments[2], 1) != 0) {
        return 2;
    }
    program = arguments[1];
    return test_run(tests, TEST_COUNT(tests));
}
