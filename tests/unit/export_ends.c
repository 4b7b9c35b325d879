/* Traces to a sink that fails, of networks whose numbers do not end, in little memory, and in
 * parts. */
#include "trace_fixture.h"

#include "export/trace.h"

#include <limits.h>

static const char *root;
static struct arena *shared;
static struct fixture_notations notations;

struct limited_sink {
    int writes, most;
};

static bool write_some(void *context, const char *bytes, size_t length) {
    struct limited_sink *sink = context;
    EXPECT(length > 0 && bytes[length - 1] == '\n');
    return ++sink->writes <= sink->most;
}

/* The write that fails is the last one. */
static void test_sink_failure(void) {
    struct arena *arena = arena_create();
    const struct program *program =
        fixture_program(arena, fixture_lesson(arena, root, "tests/lessons/xor.json"),
                        notations.items[0].notation, 10);
    for (int format = 0; format < TRACE_FORMAT_COUNT; format++) {
        const struct trace_options options = {.lesson = "xor",
                                              .format = (enum trace_format)format,
                                              .language = LANGUAGE_ENGLISH,
                                              .with_elements = false};
        for (int most = 0; most < 5; most++) {
            struct limited_sink limited = {0, most};
            const struct trace_sink sink = {&limited, write_some};
            EXPECT_INT(trace_run(program, &options, &sink, NULL), TRACE_SINK_FAILED);
            EXPECT_INT(limited.writes, most + 1);
        }
        struct limited_sink limited = {0, INT_MAX};
        const struct trace_sink sink = {&limited, write_some};
        EXPECT_INT(trace_run(program, &options, &sink, NULL), TRACE_DONE);
        EXPECT_INT(limited.writes, program->step_count + 1);
    }
    arena_destroy(arena);
}

/* log(0) at the first loss: the step is written, says so, and is the last one. */
static void test_not_finite(void) {
    static const char lesson[] =
        "{\"format\": 1, \"title\": \"log 0\", \"notation\": \"four\","
        " \"network\": {\"inputs\": [\"a\"], \"layers\": ["
        "   {\"units\": 1, \"activation\": \"linear\", \"weights\": [[0]], \"biases\": [0]}]},"
        " \"data\": {\"inputs\": [[1]], \"targets\": [[1]]},"
        " \"loss\": \"cross_entropy\", \"learning_rate\": 0.1, \"iterations\": 5}";
    for (size_t n = 0; n < notations.count * TRACE_FORMAT_COUNT; n++) {
        struct arena *arena = arena_create();
        const struct program *program =
            fixture_program(arena, fixture_lesson_of_text(arena, "log", lesson, strlen(lesson)),
                            notations.items[n / TRACE_FORMAT_COUNT].notation, 0);
        const struct trace_options options = {.lesson = "log 0",
                                              .format = (enum trace_format)(n % TRACE_FORMAT_COUNT),
                                              .language = LANGUAGE_ENGLISH,
                                              .with_elements = false};
        struct text_builder text;
        text_begin(&text, arena);
        const struct trace_sink sink = {&text, append};
        EXPECT_INT(trace_run(program, &options, &sink, NULL), TRACE_NOT_FINITE);
        if (options.format == TRACE_JSONL) {
            const char *last = strstr(text.bytes, "{\"step\": 3");
            EXPECT(last != NULL &&
                   strstr(last, "\"value\": [[null]], \"finite\": false}\n") != NULL);
            EXPECT(strstr(text.bytes, "{\"step\": 4") == NULL);
        } else if (options.format != TRACE_TEXT) {
            EXPECT(strstr(text.bytes, "\\infty") != NULL);
        }
        arena_destroy(arena);
    }
}

/* Functions of several numbers have commas between them. */
static void test_arguments(void) {
    struct arena *arena = arena_create();
    const struct program *program =
        fixture_program(arena, fixture_lesson(arena, root, "tests/lessons/delta/softmax.json"),
                        fixture_notation(arena, root, "delta"), 1);
    const struct trace_options options = {
        .lesson = "softmax", .format = TRACE_TEXT, .with_elements = true};
    struct text_builder text;
    text_begin(&text, arena);
    const struct trace_sink sink = {&text, append};
    EXPECT_INT(trace_run(program, &options, &sink, NULL), TRACE_DONE);
    size_t with_commas = 0;
    for (const char *call = text.bytes; (call = strstr(call, "= softmax(")) != NULL;) {
        const char *end = call + 1 + strcspn(call + 1, "=\n");
        const char *comma = strstr(call, ", ");
        with_commas += comma != NULL && comma < end;
        call += 4;
    }
    EXPECT(with_commas > 0);
    arena_destroy(arena);
}

static bool count_bytes(void *context, const char *bytes, size_t length) {
    (void)bytes;
    *(size_t *)context += length;
    return true;
}

/* Sanitizers keep freed memory for a while. */
static void test_memory(void) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = fixture_lesson(arena, root, "tests/lessons/xor.json");
    const struct trace_options options = {.lesson = "xor",
                                          .format = TRACE_JSONL,
                                          .language = LANGUAGE_ENGLISH,
                                          .with_elements = true};
    long kib[2];
    static const long iterations[] = {20, 1000};
    for (int i = 0; i < 2; i++) {
        struct arena *run = arena_create(); /* the second program takes the room of the first */
        const struct program *program =
            fixture_program(run, lesson, notations.items[0].notation, iterations[i]);
        size_t length = 0;
        const struct trace_sink sink = {&length, count_bytes};
        EXPECT_INT(trace_run(program, &options, &sink, NULL), TRACE_DONE);
        kib[i] = fixture_memory("VmHWM:");
        printf("# %ld iterations: %.1f MB of trace, %ld KiB resident\n", iterations[i],
               (double)length / 1e6, kib[i]);
        arena_destroy(run);
    }
    EXPECT(FIXTURE_IS_SANITIZED || (kib[0] > 0 && kib[1] - kib[0] < 256));
    arena_destroy(arena);
}

static bool keep_largest(void *context, const char *bytes, size_t length) {
    size_t *most = context;
    (void)bytes;
    *most = length > *most ? length : *most;
    return true;
}

/* Nor with a step: the elements of one large step are handed over in parts. */
static void test_parts(void) {
    static const char text[] =
        "{\"format\": 1, \"title\": \"wide\", \"notation\": \"four\", \"loss\": \"square\", "
        "\"network\": {\"inputs\": 40, \"layers\": [{\"units\": 40, \"activation\": \"tanh\"}, "
        "{\"units\": 1, \"activation\": \"tanh\"}], \"initial\": {\"scheme\": \"xavier\", "
        "\"seed\": 1}}, \"data\": {\"inputs\": [[0,1,0,1,0,1,0,1,0,1,0,1,0,1,0,1,0,1,0,1,"
        "0,1,0,1,0,1,0,1,0,1,0,1,0,1,0,1,0,1,0,1]], \"targets\": [[1]]}}";
    for (int format = 0; format < TRACE_FORMAT_COUNT; format++) {
        struct arena *arena = arena_create();
        const struct lesson *lesson = fixture_lesson_of_text(arena, "wide", text, strlen(text));
        const struct trace_options options = {.lesson = "wide",
                                              .format = (enum trace_format)format,
                                              .language = LANGUAGE_ENGLISH,
                                              .with_elements = true};
        size_t whole = 0, largest = 0;
        const struct trace_sink all = {&whole, count_bytes}, one = {&largest, keep_largest};
        const struct program *program =
            fixture_program(arena, lesson, notations.items[0].notation, 1);
        EXPECT_INT(trace_run(program, &options, &all, NULL), TRACE_DONE);
        EXPECT_INT(trace_run(program, &options, &one, NULL), TRACE_DONE);
        EXPECT(whole > 100000 && largest < 100000);
        arena_destroy(arena);
    }
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = fixture_notations(shared, root);
    static const struct test tests[] = {
        {"memory does not grow with the number of iterations", test_memory},
        {"nor with a step", test_parts},
        {"arguments have commas between them", test_arguments},
        {"a sink that fails ends it", test_sink_failure},
        {"a value that is not finite ends it", test_not_finite},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
