/* A trace streams: memory PROGRAM SOURCE_ROOT app|no-app runs short and long traces and compares
 * the largest memory that each had; and no command takes much for a wide lesson. */

#include "test.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *program;
static bool has_app;

enum { MOST_ARGUMENTS = 16 };

/* The most memory, in KiB, that any child so far had resident; -1 when this one did not succeed. */
static long peak_of(const char *const *arguments) {
    pid_t child = fork();
    if (child == 0) {
        int nowhere = open("/dev/null", O_WRONLY);
        if (nowhere < 0 || dup2(nowhere, STDOUT_FILENO) < 0) {
            _exit(127);
        }
        char *copies[MOST_ARGUMENTS + 1] = {NULL};
        for (size_t i = 0; i < MOST_ARGUMENTS && arguments[i] != NULL; i++) {
            copies[i] = strdup(arguments[i]);
        }
        execv(program, copies);
        _exit(127);
    }
    int status = -1;
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0) {
        return -1;
    }
    struct rusage usage;
    return getrusage(RUSAGE_CHILDREN, &usage) == 0 ? usage.ru_maxrss : -1;
}

static long peak_after_trace(const char *iterations, const char *format) {
    const char *const arguments[] = {program,    "trace",    "xor",  "--iterations",
                                     iterations, "--format", format, NULL};
    return peak_of(arguments);
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

/* ---- a wide lesson ---- */

enum { UNITS = 200, OUTPUTS = 10, SAMPLES = 10, MOST_KIB = 256 * 1024 };

static char folder[] = "/tmp/backstep-memory-XXXXXX";
static char lesson[64], picture[64];

static void write_rows(FILE *file, int columns) {
    for (int i = 0; i < SAMPLES * columns; i++) {
        fprintf(file, "%s0.5%s", i % columns == 0 ? "[" : "",
                (i + 1) % columns != 0       ? ", "
                : i + 1 == SAMPLES * columns ? "]"
                                             : "], ");
    }
}

static bool write_lesson(void) {
    FILE *file = fopen(lesson, "w");
    if (file == NULL) {
        return false;
    }
    fprintf(file,
            "{\"format\": 1, \"title\": \"wide\", \"notation\": \"four\", \"loss\": \"square\","
            " \"learning_rate\": 0.1, \"network\": {\"inputs\": %d, \"layers\": ["
            "{\"units\": %d, \"activation\": \"tanh\"}, {\"units\": %d, \"activation\": \"tanh\"}],"
            " \"initial\": {\"scheme\": \"xavier\", \"seed\": 3}}, \"data\": {\"inputs\": [",
            UNITS, UNITS, OUTPUTS);
    write_rows(file, UNITS);
    fputs("], \"targets\": [", file);
    write_rows(file, OUTPUTS);
    fputs("]}}\n", file);
    return fclose(file) == 0;
}

/* A step of it multiplies 400,000 pairs of numbers, each of which --element writes. A gradient
 * check is not among these: it would run the network more than 42,000 times. */
static void test_wide(void) {
    static const char *const commands[][8] = {
        {"check"},
        {"text", "--step", "1"},
        {"trace", "--iterations", "1", "--element"},
        {"trace", "--iterations", "1", "--element", "--operands", "--format", "text"},
        {"trace", "--iterations", "1", "--forms", "--operands", "--format", "tex"},
        {"trace", "--iterations", "1", "--forms", "--operands", "--format", "md"},
        {"formulas", "--lesson"},
        {"render", "--step", "1", "-o", picture},
    };
    EXPECT(write_lesson());
    for (size_t i = 0; i < TEST_COUNT(commands) - !has_app; i++) {
        const char *arguments[10] = {program};
        int count = 1;
        for (; commands[i][count - 1] != NULL; count++) {
            arguments[count] = commands[i][count - 1];
        }
        arguments[count] = lesson;
        long peak = peak_of(arguments);
        printf("# %s, wide: at most %ld KiB\n", commands[i][0], peak);
        EXPECT(peak > 0 && peak < MOST_KIB);
    }
    unlink(lesson);
    unlink(picture);
}

int main(int count, char **arguments) {
    static const struct test tests[] = {
        {"a long trace as JSON needs no more memory than a short one", test_jsonl},
        {"nor does one as text", test_text},
        {"no command takes more than 256 MB for a wide lesson", test_wide},
    };
    if (count < 4 || setenv("BACKSTEP_DATA", arguments[2], 1) != 0 || mkdtemp(folder) == NULL) {
        return 2;
    }
    program = arguments[1];
    has_app = strcmp(arguments[3], "app") == 0;
    snprintf(lesson, sizeof lesson, "%s/wide.json", folder);
    snprintf(picture, sizeof picture, "%s/wide.png", folder);
    int status = test_run(tests, TEST_COUNT(tests));
    rmdir(folder);
    return status;
}
