/* Worked examples from books, courses and forums (tests/published): every number that they print
 * is the program's, rounded to the digits that were printed. Where a publication is wrong, or
 * trains by a rule that a lesson cannot state, exactly the numbers that its file names differ. */
#include "engine_fixture.h"

#include "base/json.h"
#include "engine/program_state.h"
#include "engine/tape.h"

#include <dirent.h>
#include <stdlib.h>

enum { EXAMPLES = 20, NUMBERS = 454 };

/* A number that was printed is at most half a unit of its last digit away, and a hair: 0.125 may
 * have been rounded either way. A file may ask for more: "units" where a book goes on with numbers
 * that it has rounded or cuts digits off, "single" where a program with 24 bits printed them. */
static const double hair = 1e-9;
static const double single_precision = 3.6e-7; /* six roundings of 2^-24 */

static const char *root;
static struct fixture_notations notations;

/* One example, and the item that is compared. */
struct example {
    struct arena *arena;
    const char *name;
    const struct lesson *lesson;
    const struct program *program; /* in the notation that has what is compared */
    const double *state;
    double units, relative; /* how far a number may be away */
    size_t numbers, differing;
    bool item_differs;
};

static double last_unit(const char *printed) {
    const char *exponent = strpbrk(printed, "eE");
    const char *point = strchr(printed, '.');
    size_t decimals = point == NULL      ? 0
                      : exponent != NULL ? (size_t)(exponent - point) - 1
                                         : strlen(point) - 1;
    return pow(10, (exponent != NULL ? strtod(exponent + 1, NULL) : 0) - (double)decimals);
}

static void compare_number(struct example *example, double actual, const char *printed) {
    double difference = fabs(actual - strtod(printed, NULL));
    double most = example->units * last_unit(printed) + example->relative * fabs(actual);
    example->numbers++;
    if (!(difference <= most * (1 + hair))) {
        example->item_differs = true;
        printf("# %s: %s is %.10g\n", example->name, printed, actual);
    }
}

/* A row a unit for weights, a row a sample for the rest, a list for biases. */
static double number_at(const struct example *example, enum role role, struct matrix value,
                        size_t row, size_t column) {
    bool are_samples_rows = example->program->notation->samples == SAMPLES_AS_ROWS;
    bool is_of_sample = role == ROLE_PREACTIVATION || role == ROLE_ACTIVATION ||
                        role == ROLE_ERROR || role == ROLE_ACTIVATION_GRADIENT;
    bool is_turned = is_of_sample != are_samples_rows;
    return is_turned ? matrix_at(value, column, row) : matrix_at(value, row, column);
}

static void compare_values(struct example *example, enum role role, struct matrix value,
                           const struct json_value *values, double sign) {
    if (values->kind == JSON_STRING) {
        compare_number(example, sign * value.values[0], values->string);
        return;
    }
    for (const struct json_value *row = values->first; row != NULL; row = row->next) {
        if (row->kind == JSON_STRING) {
            compare_number(example, sign * value.values[row->index], row->string);
            continue;
        }
        for (const struct json_value *item = row->first; item != NULL; item = item->next) {
            double actual = number_at(example, role, value, row->index, item->index);
            compare_number(example, sign * actual, item->string);
        }
    }
}

static const struct notation *own_notation(const struct lesson *lesson) {
    size_t i = 0;
    while (i + 1 < notations.count &&
           strcmp(notations.items[i].notation->id, lesson->notation) != 0) {
        i++;
    }
    return notations.items[i].notation;
}

static enum role role_named(const char *name) {
    for (int role = 0; role < ROLE_COUNT; role++) {
        if (strcmp(role_names[role], name) == 0) {
            return (enum role)role;
        }
    }
    return ROLE_COUNT;
}

/* The value after the iteration, in the lesson's notation or the first that computes it at all. */
static bool find_value(struct example *example, enum role role, int layer, long iteration,
                       struct matrix *ret) {
    for (size_t i = 0; i <= notations.count; i++) {
        const struct notation *notation = i > 0 ? notations.items[i - 1].notation : NULL;
        bool is_own = notation != NULL && strcmp(notation->id, example->lesson->notation) == 0;
        notation = i == 0 ? own_notation(example->lesson) : notation;
        const struct program *program =
            is_own ? NULL : fixture_program(example->arena, example->lesson, notation, 0);
        int tensor = program != NULL ? program_find_tensor(program, role, layer) : -1;
        if (tensor >= 0 && program_is_written(program, tensor, program->operation_count)) {
            struct tape *tape = tape_create(example->arena, program, NULL);
            EXPECT(tape_seek(tape, iteration * program->operation_count, 1000000000));
            example->program = program;
            *ret = program_tensor_value(program, tensor, tape_state(tape));
            return true;
        }
    }
    return false;
}

static void compare_item(struct example *example, const struct json_value *item) {
    enum role role = role_named(json_member(item, "role")->string);
    int layer = role == ROLE_LOSS ? -1 : (int)json_member(item, "layer")->number;
    long iteration = (long)json_member(item, "iteration")->number;
    struct matrix value;
    bool is_found = find_value(example, role, layer, iteration, &value);
    EXPECT(is_found);
    if (!is_found) {
        return;
    }
    example->item_differs = false;
    compare_values(example, role, value, json_member(item, "values"),
                   json_member(item, "sign")->number);
    bool should_differ = json_member(item, "differs") != NULL;
    example->differing += example->item_differs;
    if (should_differ != example->item_differs) {
        test_failures++;
        printf("# %s: item %zu %s\n", example->name, item->index,
               should_differ ? "agrees now" : "differs");
    }
}

static const struct json_value *read_expected(struct arena *arena, const char *path) {
    static const struct json_limits limits = {.depth = 32, .string_bytes = 4096};
    struct file_content text = fixture_read(arena, path);
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    return json_read(arena, text.bytes, text.length, &limits, &diagnostics);
}

static size_t compare_example(const char *name) {
    struct arena *arena = arena_create();
    const char *stem = text_format(arena, "tests/published/%s", name);
    const struct json_value *expected =
        read_expected(arena, text_format(arena, "%s/%s.expected.json", root, stem));
    const struct json_value *units = json_member(expected, "units");
    struct example example = {
        .arena = arena,
        .name = name,
        .lesson = fixture_lesson(arena, root, text_format(arena, "%s.json", stem)),
        .units = units != NULL ? units->number : 0.5,
        .relative = json_member(expected, "single") != NULL ? single_precision : 0,
    };
    const struct json_value *items = json_member(expected, "expected");
    for (const struct json_value *item = items->first; item != NULL; item = item->next) {
        compare_item(&example, item);
    }
    EXPECT((json_member(expected, "why") != NULL) == (example.differing > 0));
    size_t numbers = example.numbers;
    arena_destroy(arena);
    return numbers;
}

static void test_examples(void) {
    struct arena *arena = arena_create();
    notations = fixture_notations(arena, root);
    DIR *directory = opendir(text_format(arena, "%s/tests/published", root));
    EXPECT(directory != NULL);
    size_t examples = 0, numbers = 0;
    static const char ending[] = ".expected.json";
    for (struct dirent *entry; directory != NULL && (entry = readdir(directory)) != NULL;) {
        const char *end = strstr(entry->d_name, ending);
        if (end != NULL) {
            size_t length = (size_t)(end - entry->d_name);
            numbers += compare_example(arena_copy_text(arena, entry->d_name, length));
            examples++;
        }
    }
    closedir(directory);
    printf("# %zu examples, %zu numbers\n", examples, numbers);
    EXPECT_INT(examples, EXAMPLES);
    EXPECT_INT(numbers, NUMBERS);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    static const struct test tests[] = {
        {"published examples agree, but for what they misprint", test_examples},
    };
    return test_run(tests, TEST_COUNT(tests));
}
