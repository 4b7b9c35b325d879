/* What a program cannot be made of is refused with words that name it. */
#include "engine_fixture.h"

#include "engine/fault.h"
#include "engine/program.h"

static const char *root;
static struct arena *shared;
static struct fixture_notations notations;

static char *replaced(struct arena *arena, const char *text, const char *from, const char *to) {
    struct text_builder result;
    text_begin(&result, arena);
    const char *at;
    EXPECT(strstr(text, from) != NULL);
    while ((at = strstr(text, from)) != NULL) {
        text_append(&result, text, (size_t)(at - text));
        text_append_string(&result, to);
        text = at + strlen(from);
    }
    text_append_string(&result, text);
    return result.bytes;
}

/* What is said for a shipped lesson when a small notation is changed like this. */
static const char *error_text(struct arena *arena, const char *lesson, const char *from,
                              const char *to) {
    const char *path = text_format(arena, "%s/tests/fuzz/corpus/notation/small.json", root);
    const char *text = replaced(arena, fixture_read(arena, path).bytes, from, to);
    const struct notation *notation =
        fixture_notation_of_text(arena, "small.json", text, strlen(text));
    struct program_error error;
    if (program_create(arena, fixture_lesson(arena, root, lesson), notation, 0, &error) != NULL) {
        return "nothing";
    }
    return program_error_text(arena, &error);
}

static void expect_parts(const char *text, const char *const *parts, size_t count) {
    for (size_t i = 0; i < count && parts[i] != NULL; i++) {
        if (strstr(text, parts[i]) == NULL) {
            test_failures++;
            printf("# \"%s\" does not say \"%s\"\n", text, parts[i]);
        }
    }
}

static const struct {
    const char *lesson, *from, *to;
    const char *parts[4];
} misfits[] = {
    {"tests/lessons/four-equations.json",
     "Z[l] = w[l] * A[l-1] + b[l]",
     "Z[l] = A[l-1] * w[l] + b[l]",
     {"linear, layer 1, \"Z[l] = A[l-1] * w[l] + b[l]\", column 8: ", "A[l-1] (2×1)",
      "w[l] (3×2)"}},
    {"tests/lessons/xor.json",
     "g[l-1] = w[l]^T * e[l]",
     "g[l-1] = (w[l]^T * e[l]) .* w[l]",
     {"below, layer 2, ", "w[l]^T * e[l] (3×4)", "w[l] (1×3)"}},
    {"tests/lessons/xor.json",
     "Z[l] = w[l] * A[l-1] + b[l]",
     "Z[l] = w[l]",
     {"linear, layer 1, \"Z[l] = w[l]\", column 8: ", "Z[l] is 3×4", "w[l] is 3×2"}},
    {"tests/lessons/four-equations.json",
     "[\"linear\", \"activation\"]",
     "[\"activation\", \"linear\"]",
     {"activation, layer 1, \"A[l] = f(Z[l])\", column 10: Z[l]: no step before this one has "
      "computed it"}},
    {"tests/lessons/xor.json",
     "{\"formula\": \"C = -sum(",
     "{\"when\": {\"loss\": \"absolute\"}, \"formula\": \"C = -sum(",
     {"loss, layer 2: the notation has no formula for this case (loss binary_cross_entropy, "
      "activation sigmoid)"}},
    {"tests/lessons/xor.json",
     "\"do\": [\"loss\"]",
     "\"for\": \"l = 2..1\", \"do\": [\"activation\"]",
     {"the notation's program never computes the loss"}},
    {"tests/oracle/case-007.json",
     "Z[l] = w[l] * A[l-1]\"",
     "Z[l] = w[l] * A[l-1] + b[l]\"",
     {"linear, layer 1, ", "column 24: b[l]: this layer has no biases"}},
    {"tests/lessons/xor.json",
     "\"l = L..1\"",
     "\"l = L+1..1\"",
     {"error, layer 3, ", "e[l] would be layer 3, but layers run from 0 to 2"}},
    {"tests/lessons/xor.json",
     "Z[l] = w[l] * A[l-1] + b[l]",
     "Z[l] = w[l] * A[0] + g[0] + b[l]",
     {"linear, layer 1, ", "g[0]: no step before this one has computed it"}},
    {"tests/lessons/xor.json",
     "w[l] = w[l] - r * dw[l]",
     "r = 0.9 * r",
     {"learn, layer 1, \"r = 0.9 * r\", column 1: this is given by the lesson: only weights, "
      "biases and state can change"}},
};

static void test_errors(void) {
    for (size_t i = 0; i < TEST_COUNT(misfits); i++) {
        struct arena *arena = arena_create();
        expect_parts(error_text(arena, misfits[i].lesson, misfits[i].from, misfits[i].to),
                     misfits[i].parts, TEST_COUNT(misfits[i].parts));
        arena_destroy(arena);
    }
}

/* The largest lesson that the format allows: refused before its matrices are allocated. The
 * weights and samples are not there, so that touching them would be seen. */
static void test_too_large(void) {
    for (size_t n = 0; n < notations.count; n++) {
        struct arena *arena = arena_create();
        struct lesson *lesson = ARENA_NEW(arena, struct lesson);
        *lesson = (struct lesson){.sample_count = LESSON_MOST_SAMPLES,
                                  .batch_size = LESSON_MOST_SAMPLES,
                                  .loss = LOSS_SQUARE,
                                  .iterations = LESSON_MOST_ITERATIONS};
        lesson->network.inputs = NETWORK_MOST_UNITS;
        lesson->network.layer_count = NETWORK_MOST_LAYERS;
        for (size_t i = 0; i < NETWORK_MOST_LAYERS; i++) {
            lesson->network.layers[i] = (struct network_layer){
                .units = NETWORK_MOST_UNITS, .activation = ACTIVATION_LINEAR, .has_biases = true};
        }
        struct program_error error;
        EXPECT(program_create(arena, lesson, notations.items[n].notation, 0, &error) == NULL);
        EXPECT_STRING(program_error_text(arena, &error),
                      "the matrices of this lesson would need more than 512 MiB; use fewer units, "
                      "or a smaller batch_size");
        EXPECT(arena_used(arena) < 4 * 1024 * 1024);
        arena_destroy(arena);
    }
}

/* Forms that do not fit are left out of the operation, at each layer, and reported once: at the
 * byte of the notation's file, with what the lesson is called. */
static void test_left_out(void) {
    static const char *const forms[] = {"A[l] = f(w[l])", "A[l] = f(w[l]^T)", "A[l] = w[l] * Y"};
    struct arena *arena = arena_create();
    const char *path = text_format(arena, "%s/tests/fuzz/corpus/notation/small.json", root);
    const char *long_forms =
        text_format(arena, "\"A[l] = f(Z[l])\", \"long\": [\"%s\", \"%s\", \"%s\"]", forms[0],
                    forms[1], forms[2]);
    const char *text =
        replaced(arena, fixture_read(arena, path).bytes, "\"A[l] = f(Z[l])\"", long_forms);
    const struct notation *notation =
        fixture_notation_of_text(arena, "small.json", text, strlen(text));
    struct program_error error;
    const struct lesson *lesson = fixture_lesson(arena, root, "tests/lessons/xor.json");
    const struct program *program = program_create(arena, lesson, notation, 0, &error);
    EXPECT(program != NULL);
    EXPECT_INT(program->left_out_count, lesson->network.layer_count * TEST_COUNT(forms));
    for (size_t i = 0; i < program->left_out_count; i++) {
        EXPECT_STRING(program->left_out[i].operation, "activation");
        EXPECT_STRING(program->left_out[i].source, forms[i % TEST_COUNT(forms)]);
        EXPECT_INT(program->left_out[i].layer, 1 + i / TEST_COUNT(forms));
    }
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    fault_report_left_out(&diagnostics, program, "XOR");
    fault_report_left_out(&diagnostics, program, "once more");
    EXPECT_INT(diagnostics_total(&diagnostics), TEST_COUNT(forms));
    const struct diagnostic *told = &diagnostics.items[0];
    EXPECT_INT(told->offset, strstr(text, "f(w[l])") - text);
    EXPECT_STRING(told->pointer, "/operations/activation");
    EXPECT(strstr(told->message, "(for XOR, layer 1)") != NULL);
    arena_destroy(arena);
}

/* A line of a proof that does not fit is reported as a form is. */
static void test_line_left_out(void) {
    static const char line[] = "gA[L] = column(j, rows(A[L]), partial(C, A[L](j)))\", \"because";
    static const char broken[] = "gA[L] = w[1]\", \"because";
    struct arena *arena = arena_create();
    const char *path = text_format(arena, "%s/assets/notations/four.json", root);
    const char *text = replaced(arena, fixture_read(arena, path).bytes, line, broken);
    const struct notation *notation =
        fixture_notation_of_text(arena, "four.json", text, strlen(text));
    struct program_error error;
    const struct lesson *lesson = fixture_lesson(arena, root, "tests/lessons/four-equations.json");
    const struct program *program = program_create(arena, lesson, notation, 0, &error);
    EXPECT(program != NULL);
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    fault_report_left_out(&diagnostics, program, "FOUR");
    const struct diagnostic *told = NULL;
    for (size_t i = 0; i < diagnostics.count; i++) {
        told = strcmp(diagnostics.items[i].pointer, "/derivations/gradient") == 0
                   ? &diagnostics.items[i]
                   : told;
    }
    EXPECT(told != NULL);
    if (told != NULL) {
        size_t begin = (size_t)(strstr(text, broken) - text);
        EXPECT(told->offset >= begin && told->offset <= begin + strlen("gA[L] = w[1]"));
        EXPECT(strstr(told->message, "(for FOUR, layer ") != NULL);
    }
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = fixture_notations(shared, root);
    static const struct test tests[] = {
        {"what does not fit is named", test_errors},
        {"what does not fit into memory is refused first", test_too_large},
        {"a form that does not fit is left out, and reported once", test_left_out},
        {"a line of a proof that does not fit is reported", test_line_left_out},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
