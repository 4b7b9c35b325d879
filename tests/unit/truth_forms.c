/* No two forms of an operation look the same: at every step of every lesson in every notation. */
#include "engine/program_names.h"
#include "view_fixture.h"

enum { MOST_LESSONS = 64, MOST_FORMS = 16 };

static const char *root;
static struct arena *shared;
static struct view_notations notations;
static long compared;

static const char *tex_of(struct arena *arena, const struct program *program,
                          const struct operation *operation, const struct binding *binding) {
    struct printer printer = program_printer(program, PRINT_TEX, operation->layer);
    struct text_builder text;
    text_begin(&text, arena);
    print_statement(&printer, binding->statement, &text, NULL);
    return text.bytes;
}

static void check_operation(const char *path, const struct program *program,
                            const struct operation *operation) {
    struct arena *arena = arena_create();
    const char *forms[MOST_FORMS];
    size_t count = 0;
    forms[count++] = tex_of(arena, program, operation, &operation->binding);
    for (size_t i = 0; i < operation->form_count && count < MOST_FORMS; i++) {
        forms[count++] = tex_of(arena, program, operation, &operation->forms[i].binding);
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < i; k++, compared++) {
            if (strcmp(forms[i], forms[k]) == 0) {
                test_failures++;
                printf("# %s, %s, %s, layer %d: forms %zu and %zu are both %s\n", path,
                       program->notation->id, operation->definition->name, operation->layer, k + 1,
                       i + 1, forms[i]);
            }
        }
    }
    arena_destroy(arena);
}

static void test_forms(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    for (size_t i = 0; i < count; i++) {
        for (size_t n = 0; n < notations.count; n++) {
            struct arena *arena = arena_create();
            struct session *session =
                view_session(arena, fixture_lesson(arena, root, paths[i]), &notations, n);
            const struct program *program = session_program(session);
            for (long step = 0; step < program->operation_count; step++) {
                check_operation(paths[i], program, &program->operations[step]);
            }
            session_destroy(session);
            arena_destroy(arena);
        }
    }
    printf("# %ld pairs of forms\n", compared);
    EXPECT(compared > 1000);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {{"no two forms look the same", test_forms}};
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
