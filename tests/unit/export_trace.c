/* The trace: golden files for one iteration of the shipped lessons, numbers that read back as the
 * same doubles, and memory that stays where it is.
 *
 *     export_trace ROOT [write]
 *
 * With "write" the golden files are written instead of compared. */
#include "tape_steps.h"
#include "trace_fixture.h"

#include "base/json.h"
#include "engine/place.h"
#include "engine/program_state.h"
#include "export/trace.h"

static const char *root;
static bool is_writing;
static struct arena *shared;
static struct fixture_notations notations;

/* ---- golden files ---- */

static const struct {
    const char *lesson;
    long iterations;
} traced[] = {{"four-equations", 1}, {"xor", 2}, {"mazur", 1}};

static const struct {
    const char *ending;
    enum trace_format format;
    bool with_elements, with_operands;
} forms[] = {
    {"jsonl", TRACE_JSONL, false, false},
    {"txt", TRACE_TEXT, false, false},
    {"tex", TRACE_TEX, false, false},
    {"md", TRACE_MARKDOWN, false, false},
    {"element.jsonl", TRACE_JSONL, true, false},
    {"element.txt", TRACE_TEXT, true, false},
    {"element.tex", TRACE_TEX, true, false},
    {"operands.jsonl", TRACE_JSONL, false, true},
    {"operands.txt", TRACE_TEXT, false, true},
    {"operands.tex", TRACE_TEX, false, true},
    {"operands.md", TRACE_MARKDOWN, false, true},
};

static const char *const golden_notations[] = {"four", "ladder"};

static void write_file(const char *path, const char *text) {
    FILE *file = fopen(path, "wb");
    EXPECT(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
}

/* The first line that differs, with its number: a trace is too long to be shown whole. */
static void expect_same_lines(const char *path, const char *actual, const char *expected) {
    for (int line = 1; *actual != '\0' || *expected != '\0'; line++) {
        size_t length = strcspn(actual, "\n"), expected_length = strcspn(expected, "\n");
        if (length != expected_length || memcmp(actual, expected, length) != 0) {
            test_failures++;
            printf("# %s:%d differs\n#   actual: %.*s\n# expected: %.*s\n", path, line, (int)length,
                   actual, (int)expected_length, expected);
            return;
        }
        actual += length + (actual[length] != '\0');
        expected += expected_length + (expected[expected_length] != '\0');
    }
}

static void check_golden(const char *lesson, long iterations, const char *notation,
                         const char *ending, const struct trace_options *options) {
    struct arena *arena = arena_create();
    const struct program *program = fixture_program(
        arena, fixture_lesson(arena, root, text_format(arena, "tests/lessons/%s.json", lesson)),
        fixture_notation(arena, root, notation), iterations);
    const char *actual = trace(arena, program, options);
    const char *path =
        text_format(arena, "%s/tests/golden/trace/%s.%s.%s", root, lesson, notation, ending);
    if (is_writing) {
        write_file(path, actual);
    } else {
        expect_same_lines(path, actual, fixture_read(arena, path).bytes);
    }
    arena_destroy(arena);
}

static void test_golden(void) {
    for (size_t i = 0; i < TEST_COUNT(traced); i++) {
        for (size_t n = 0; n < TEST_COUNT(golden_notations); n++) {
            for (size_t f = 0; f < TEST_COUNT(forms); f++) {
                const struct trace_options options = {
                    .lesson = text_format(shared, "%s.json", traced[i].lesson),
                    .format = forms[f].format,
                    .language = LANGUAGE_ENGLISH,
                    .with_elements = forms[f].with_elements,
                    .with_operands = forms[f].with_operands,
                };
                check_golden(traced[i].lesson, traced[i].iterations, golden_notations[n],
                             forms[f].ending, &options);
            }
        }
    }
}

/* ---- reading it again ---- */

static const struct json_value *read_line(struct arena *arena, const char *line, size_t length) {
    static const struct json_limits limits = {.depth = 32, .string_bytes = 100000};
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    const struct json_value *value = json_read(arena, line, length, &limits, &diagnostics);
    if (value == NULL) {
        test_failures++;
        test_print_text("not JSON", diagnostics_print(&diagnostics, "trace", line, length));
    }
    return value;
}

static long integer_at(const struct json_value *object, const char *key) {
    const struct json_value *member = json_member(object, key);
    return member != NULL && member->kind == JSON_NUMBER ? (long)member->number : -1;
}

static const char *string_at(const struct json_value *object, const char *key) {
    const struct json_value *member = json_member(object, key);
    return member != NULL && member->kind == JSON_STRING ? member->string : "(none)";
}

/* Bit for bit, but for the sign of a zero, which JSON readers may drop. */
static void expect_numbers(const struct json_value *rows, struct matrix value) {
    EXPECT(rows != NULL && rows->kind == JSON_ARRAY);
    EXPECT_INT(rows->count, value.rows);
    for (const struct json_value *row = rows->first; row != NULL; row = row->next) {
        EXPECT_INT(row->count, value.columns);
        for (const struct json_value *item = row->first; item != NULL; item = item->next) {
            EXPECT_NEAR(item->number, matrix_at(value, row->index, item->index), 0);
        }
    }
}

/* Another form of a step is computed from what the step read, also where it wrote over that. */
static void expect_forms(const struct json_value *list, const struct operation *operation,
                         struct matrix value) {
    const double tolerance = 1e-12;
    double most = 1;
    for (size_t i = 0; i < value.rows * value.columns; i++) {
        most = fmax(most, fabs(value.values[i]));
    }
    EXPECT_INT(list->count, operation->form_count);
    for (const struct json_value *form = list->first; form != NULL; form = form->next) {
        const struct json_value *rows = json_member(form, "value");
        EXPECT_INT(rows->count, value.rows);
        for (const struct json_value *row = rows->first; row != NULL; row = row->next) {
            EXPECT_INT(row->count, value.columns);
            for (const struct json_value *item = row->first; item != NULL; item = item->next) {
                EXPECT_NEAR(item->number, matrix_at(value, row->index, item->index),
                            tolerance * most);
            }
        }
    }
}

static int tensor_of(const struct json_value *object, const struct program *program) {
    for (int i = 0; i < program->tensor_count; i++) {
        if (strcmp(string_at(object, "role"), role_names[program->tensors[i].role]) == 0 &&
            integer_at(object, "layer") == program->tensors[i].layer) {
            return i;
        }
    }
    EXPECT(false);
    return 0;
}

/* Each tensor that the formula reads, once; before: what the target held. */
static void expect_operands(const struct json_value *list, const struct program *program,
                            struct tape *tape, const double *before) {
    const struct operation *operation = place_of_step(program, tape_position(tape)).operation;
    bool is_listed[256] = {false};
    EXPECT(list != NULL && program->tensor_count <= 256);
    for (const struct json_value *item = list->first; item != NULL; item = item->next) {
        int tensor = tensor_of(item, program);
        EXPECT(!is_listed[tensor]);
        is_listed[tensor] = true;
        struct matrix value = program_tensor_value(
            program, tensor, tensor == operation->target ? before : tape_state(tape));
        expect_numbers(json_member(item, "value"), value);
    }
    size_t read = 0;
    for (size_t node = 0; node < operation->binding.node_count; node++) {
        int tensor = program_node_tensor(program, &operation->binding, node);
        EXPECT(tensor < 0 || is_listed[tensor]);
        read += tensor >= 0;
    }
    EXPECT(list->count <= read && (list->count > 0) == (read > 0));
}

static void expect_step(const struct json_value *line, const struct program *program,
                        struct tape *tape) {
    long step = tape_position(tape);
    struct program_place place = place_of_step(program, step);
    const struct tensor *target = &program->tensors[place.operation->target];
    EXPECT_INT(integer_at(line, "step"), step);
    EXPECT_INT(integer_at(line, "iteration"), place.iteration);
    EXPECT_STRING(string_at(line, "pass"), pass_names[place.operation->pass]);
    EXPECT_STRING(string_at(line, "operation"), place.operation->definition->name);
    EXPECT_STRING(string_at(line, "role"), role_names[target->role]);
    EXPECT_INT(integer_at(line, "layer"), target->layer);
    EXPECT_STRING(string_at(line, "formula"), place.operation->binding.statement->source);
    struct matrix value = program_tensor_value(program, place.operation->target, tape_state(tape));
    expect_numbers(json_member(line, "value"), value);
    const struct json_value *list = json_member(line, "forms");
    if (list != NULL) {
        expect_forms(list, place.operation, value);
    }
}

/* All that the run begins with, so that who has the formulas can reckon again. */
static void expect_given(const struct json_value *line, const struct program *program) {
    EXPECT_STRING(string_at(line, "loss"), loss_names[program->lesson->loss]);
    const struct json_value *rate = json_member(line, "learning_rate");
    EXPECT(rate != NULL);
    EXPECT_NEAR(rate->number, program->learning_rate, 0);
    expect_numbers(json_member(line, "inputs"), program->lesson->inputs);
    expect_numbers(json_member(line, "targets"), program->lesson->targets);
    struct arena *arena = arena_create();
    double *state = ARENA_ARRAY(arena, double, program->state_count);
    program_initial_state(program, state);
    size_t numbers = 0;
    const struct json_value *list = json_member(line, "parameters");
    EXPECT(list != NULL);
    for (const struct json_value *item = list->first; item != NULL; item = item->next) {
        struct matrix value = program_tensor_value(program, tensor_of(item, program), state);
        expect_numbers(json_member(item, "value"), value);
        numbers += value.rows * value.columns;
    }
    EXPECT_INT(numbers, program->parameter_count);
    arena_destroy(arena);
}

static void expect_header(const struct json_value *line, const struct program *program) {
    EXPECT_INT(integer_at(line, "backstep"), 1);
    EXPECT_STRING(string_at(line, "lesson"), "a \"name\"\n.json");
    EXPECT_STRING(string_at(line, "notation"), program->notation->id);
    EXPECT_INT(integer_at(line, "samples"), program->samples);
    EXPECT_STRING(string_at(line, "samples_as"), sample_axis_names[program->notation->samples]);
    EXPECT_STRING(string_at(line, "reduction"), reduction_names[program->notation->reduction]);
    const struct json_value *layers = json_member(line, "layers");
    EXPECT_INT(layers->count, program->lesson->network.layer_count + 1);
    for (const struct json_value *item = layers->first; item != NULL; item = item->next) {
        EXPECT_INT(item->number, network_units(&program->lesson->network, item->index));
    }
    expect_given(line, program);
}

/* has_all: the elements, the operands and the other forms too. */
static void check_round_trip(struct arena *arena, const struct program *program, bool has_all) {
    const struct trace_options options = {.lesson = "a \"name\"\n.json",
                                          .format = TRACE_JSONL,
                                          .language = LANGUAGE_CHINESE,
                                          .with_elements = has_all,
                                          .with_operands = has_all,
                                          .with_forms = has_all};
    const char *text = trace(arena, program, &options);
    struct tape *tape = tape_create(arena, program, NULL);
    long lines = 0;
    for (; *text != '\0'; lines++) {
        size_t length = strcspn(text, "\n");
        struct arena *line_arena = arena_create();
        const struct json_value *line = read_line(line_arena, text, length);
        if (lines == 0) {
            expect_header(line, program);
        } else {
            double *before = ARENA_ARRAY(line_arena, double, program->state_count);
            memcpy(before, tape_state(tape), program->state_count * sizeof *before);
            EXPECT(tape_step_forward(tape));
            expect_step(line, program, tape);
            if (has_all) {
                expect_operands(json_member(line, "operands"), program, tape, before);
            }
            EXPECT((json_member(line, "operands") != NULL) == has_all);
            EXPECT((json_member(line, "elements") != NULL) == has_all);
            EXPECT((json_member(line, "forms") != NULL) == has_all);
        }
        arena_destroy(line_arena);
        text += length + 1;
    }
    EXPECT_INT(lines, program->step_count + 1);
}

static void test_round_trip(void) {
    for (size_t n = 0; n < notations.count; n++) {
        for (size_t i = 0; i < TEST_COUNT(traced); i++) {
            struct arena *arena = arena_create();
            const char *path = text_format(arena, "tests/lessons/%s.json", traced[i].lesson);
            const struct program *program = fixture_program(
                arena, fixture_lesson(arena, root, path), notations.items[n].notation, 3);
            check_round_trip(arena, program, false);
            check_round_trip(arena, program, true);
            arena_destroy(arena);
        }
        struct arena *arena = arena_create();
        check_round_trip(
            arena, fixture_program(arena, fixture_batches(arena), notations.items[n].notation, 0),
            false);
        arena_destroy(arena);
    }
}

/* LaTeX has no "1e-07": there an e is a variable. And -0, the gradient of a class that is not
 * meant, is no number of a textbook. */
static void test_tex_numbers(void) {
    static const char lesson[] =
        "{\"format\": 1, \"title\": \"small\", \"notation\": \"four\","
        " \"network\": {\"inputs\": [\"a\"], \"layers\": ["
        "   {\"units\": 2, \"activation\": \"softmax\", \"weights\": [[-1.5e-7], [0]],"
        "    \"biases\": false}]},"
        " \"data\": {\"inputs\": [[1]], \"targets\": [[1, 0]]},"
        " \"loss\": \"cross_entropy\", \"learning_rate\": 0.1, \"iterations\": 1}";
    for (size_t n = 0; n < notations.count; n++) {
        struct arena *arena = arena_create();
        const struct program *program =
            fixture_program(arena, fixture_lesson_of_text(arena, "small", lesson, strlen(lesson)),
                            notations.items[n].notation, 0);
        const struct trace_options options = {.lesson = "small",
                                              .format = TRACE_TEX,
                                              .language = LANGUAGE_ENGLISH,
                                              .with_elements = false};
        const char *text = trace(arena, program, &options);
        EXPECT(strstr(text, "\\begin{bmatrix} -1.5 \\times 10^{-7} ") != NULL);
        EXPECT(strstr(text, "e-07") == NULL);
        EXPECT(strstr(text, " -0 ") == NULL);
        arena_destroy(arena);
    }
}

/* A loss by a formula of the lesson's own is not the one that the lesson names. */
static void test_own_loss(void) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = fixture_lesson(arena, root, "tests/lessons/xor.json");
    const struct notation *notation = fixture_notation(arena, root, "four");
    const struct notation_operation *loss = notation->operations;
    while (strcmp(loss->name, "loss") != 0) {
        loss++;
    }
    const struct program_replacement replacement = {loss, loss->alternatives[0].statement};
    for (int format = 0; format < TRACE_FORMAT_COUNT; format++) {
        for (size_t count = 0; count < 2; count++) {
            const struct program_options own = {
                .iterations = 1, .replacements = &replacement, .replacement_count = count};
            struct program_error error;
            const struct program *program =
                program_create_with(arena, lesson, notation, &own, &error);
            const struct trace_options options = {.lesson = "xor",
                                                  .format = (enum trace_format)format};
            const char *text = trace(arena, program, &options);
            bool is_named = strstr(text, "binary") != NULL;
            bool is_own = strstr(text, format == TRACE_JSONL ? "\"loss\": \"own\""
                                                             : "by a formula of its own") != NULL;
            EXPECT(is_named == (count == 0));
            EXPECT(is_own == (count == 1));
        }
    }
    arena_destroy(arena);
}

/* ---- published numbers ---- */

/* A program, and the tape that it is run on. */
struct run {
    const struct program *program;
    struct tape *tape;
};

static struct run run_lesson(struct arena *arena, const char *path,
                             const struct notation *notation) {
    const struct program *program =
        fixture_program(arena, fixture_lesson(arena, root, path), notation, 0);
    return (struct run){program, tape_create(arena, program, NULL)};
}

static double value_after(struct run run, long iterations, enum role role, int layer, size_t row,
                          size_t column) {
    EXPECT(tape_seek(run.tape, iterations * run.program->operation_count, LONG_MAX));
    struct matrix value = program_tensor_value(
        run.program, program_find_tensor(run.program, role, layer), tape_state(run.tape));
    return run.program->notation->samples == SAMPLES_AS_ROWS ? matrix_at(value, column, row)
                                                             : matrix_at(value, row, column);
}

static void expect_rounded(double actual, const char *format, const char *expected) {
    char text[64];
    snprintf(text, sizeof text, format[1] == '4' ? "%.4f" : "%.9f", actual);
    EXPECT_STRING(text, expected);
}

/* The losses and weights that are in print, to all their digits. */
static void test_published(void) {
    for (size_t n = 0; n < notations.count; n++) {
        struct arena *arena = arena_create();
        const struct notation *notation = notations.items[n].notation;
        struct run four = run_lesson(arena, "tests/lessons/four-equations.json", notation);
        expect_rounded(value_after(four, 1, ROLE_LOSS, -1, 0, 0), "%4", "0.6292");
        struct run mazur = run_lesson(arena, "tests/lessons/mazur.json", notation);
        expect_rounded(value_after(mazur, 1, ROLE_LOSS, -1, 0, 0), "%9", "0.298371109");
        expect_rounded(value_after(mazur, 1, ROLE_WEIGHT, 2, 0, 0), "%9", "0.358916480");
        expect_rounded(value_after(mazur, 1, ROLE_WEIGHT, 1, 0, 0), "%9", "0.149780716");
        expect_rounded(value_after(mazur, 2, ROLE_LOSS, -1, 0, 0), "%9", "0.291027774");
        arena_destroy(arena);
    }
}

/* ---- ends ---- */

struct limited_sink {
    int writes, most;
};

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    is_writing = argc > 2 && strcmp(argv[2], "write") == 0;
    shared = arena_create();
    notations = fixture_notations(shared, root);
    static const struct test tests[] = {
        {"the golden files", test_golden},
        {"JSON lines read back as the same numbers", test_round_trip},
        {"LaTeX has powers of ten", test_tex_numbers},
        {"a loss of the lesson's own has not the note's name", test_own_loss},
        {"the published numbers", test_published},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
