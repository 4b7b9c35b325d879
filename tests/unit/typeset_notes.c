/* Every formula that the program prints as TeX can be set: each operation of each shipped lesson
 * in each notation, with its other forms, with numbers and with letters as layers, and the names
 * of its matrices. */
#include "engine_fixture.h"
#include "font_fixture.h"

#include "engine/program.h"
#include "engine/program_names.h"
#include "typeset/math.h"

#include <math.h>

static const char *root;
static struct math_font *font;
static struct arena *shared;

enum { MOST_LESSONS = 200, SIZE = 30 };

struct count {
    size_t formulas, failures;
};

static bool is_sound(const struct math_box *box) {
    bool is_good = isfinite(box->width) && box->width > 0 && isfinite(box->ascent) &&
                   isfinite(box->descent) && box->part_count > 0;
    for (size_t i = 0; i < box->part_count; i++) {
        const struct math_part *part = &box->parts[i];
        is_good = is_good && isfinite(part->x) && part->y == floorf(part->y) &&
                  (part->kind != MATH_GLYPH || part->glyph != 0) && part->begin < part->end;
    }
    return is_good;
}

static void check(struct arena *arena, const char *tex, struct count *count) {
    struct math_error error = {.message = "a box is unsound"};
    const struct math_list *list = math_parse(arena, tex, strlen(tex), &error);
    bool is_good = list != NULL;
    for (int i = 0; list != NULL && i < 4; i++) {
        struct math_options options = {
            .font = font, .size = SIZE, .is_display = (i & 1) != 0, .grows_fences = (i & 2) != 0};
        struct math_box box = math_set(arena, list, &options);
        is_good = is_good && is_sound(&box);
    }
    count->formulas++;
    if (!is_good && count->failures++ < 10) {
        printf("# %s\n# bytes %zu-%zu: %s\n", tex, error.begin, error.end, error.message);
    }
}

static void check_statement(struct arena *arena, const struct printer *printer,
                            const struct statement *statement, struct count *count) {
    struct text_builder text;
    text_begin(&text, arena);
    print_statement(printer, statement, &text, NULL);
    check(arena, text.bytes, count);
}

static void check_operation(struct arena *arena, const struct program *program,
                            const struct operation *operation, struct count *count) {
    const int layers[] = {operation->layer, -1};
    for (size_t i = 0; i < 2; i++) {
        struct printer printer = program_printer(program, PRINT_TEX, layers[i]);
        check_statement(arena, &printer, operation->binding.statement, count);
        for (size_t f = 0; f < operation->form_count; f++) {
            check_statement(arena, &printer, operation->forms[f].binding.statement, count);
        }
    }
    struct printer printer = program_printer(program, PRINT_TEX, operation->layer);
    const struct tensor *target = &program->tensors[operation->target];
    struct tensor_index index = {.base = target->layer >= 0 ? INDEX_NUMBER : INDEX_NONE,
                                 .offset = target->layer};
    struct text_builder text;
    text_begin(&text, arena);
    print_tensor(&printer, target->symbol, index, &text);
    check(arena, text.bytes, count);
}

static void check_lesson(const char *path, const struct fixture_notations *notations,
                         struct count *count) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = fixture_lesson(arena, root, path);
    for (size_t n = 0; n < notations->count; n++) {
        struct program_error error;
        const struct program *program =
            program_create(arena, lesson, notations->items[n].notation, 1, &error);
        for (long i = 0; program != NULL && i < program->operation_count; i++) {
            check_operation(arena, program, &program->operations[i], count);
        }
    }
    arena_destroy(arena);
}

static void what_the_program_prints_can_be_set(void) {
    static const char *const folders[] = {"lessons",
                                          "tests/lessons/four",
                                          "tests/lessons/ladder",
                                          "tests/lessons/mlbook",
                                          "tests/lessons/delta",
                                          "tests/lessons/layer"};
    struct fixture_notations notations = fixture_notations(shared, root);
    struct count count = {0};
    for (size_t f = 0; f < sizeof folders / sizeof *folders; f++) {
        const char *names[MOST_LESSONS];
        size_t found = fixture_json_files(shared, text_format(shared, "%s/%s", root, folders[f]),
                                          names, MOST_LESSONS);
        for (size_t i = 0; i < found; i++) {
            if (strcmp(names[i], "lesson.schema.json") != 0) {
                check_lesson(text_format(shared, "%s/%s", folders[f], names[i]), &notations,
                             &count);
            }
        }
    }
    printf("# %zu formulas\n", count.formulas);
    EXPECT(count.formulas > 2000);
    EXPECT_INT(count.failures, 0);
}

int main(int count, char **arguments) {
    root = count > 1 ? arguments[1] : ".";
    shared = arena_create();
    font = fixture_math_font(root);
    static const struct test tests[] = {
        {"what the program prints can be set", what_the_program_prints_can_be_set},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    math_font_close(font);
    arena_destroy(shared);
    return status;
}
