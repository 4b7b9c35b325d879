/* No two forms of an operation look the same: at every step of every lesson in every notation. They
 * are not the same signs in another order, with other brackets or more space either: a reader who
 * turns from one to the next sees what is new. */
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

/* ---- the signs of a form ---- */

struct sign {
    const char *name;
    size_t length;
};

enum { MOST_SIGNS = 1000 };

static struct sign next_sign(const char *tex) {
    size_t length = 1;
    if (*tex == '\\') {
        while ((tex[length] >= 'a' && tex[length] <= 'z') ||
               (tex[length] >= 'A' && tex[length] <= 'Z')) {
            length++;
        }
        length += length == 1;
    }
    return (struct sign){tex, length};
}

static bool is_sign(struct sign sign, const char *name) {
    return strlen(name) == sign.length && strncmp(sign.name, name, sign.length) == 0;
}

/* Brackets, space, and the dot of a product that may be left out. */
static bool is_between(struct sign sign) {
    static const char *const names[] = {"{", "}", "(",      ")",       "[",      "]",   " ",
                                        ".", "|", "\\left", "\\right", "\\cdot", "\\,", "\\lvert"};
    for (size_t i = 0; i < TEST_COUNT(names); i++) {
        if (is_sign(sign, names[i])) {
            return true;
        }
    }
    return false;
}

static int compare_signs(const void *a, const void *b) {
    const struct sign *x = a, *y = b;
    size_t length = x->length < y->length ? x->length : y->length;
    int order = strncmp(x->name, y->name, length);
    return order != 0 ? order : (x->length > y->length) - (x->length < y->length);
}

/* Sorted, without what stands between them. */
static size_t signs_of(const char *tex, struct sign ret[MOST_SIGNS]) {
    size_t count = 0;
    while (*tex != '\0' && count < MOST_SIGNS) {
        struct sign sign = next_sign(tex);
        ret[count] = sign;
        count += !is_between(sign);
        tex += sign.length;
    }
    qsort(ret, count, sizeof *ret, compare_signs);
    return count;
}

static bool has_same_signs(const char *a, const char *b) {
    static struct sign signs[2][MOST_SIGNS];
    size_t count = signs_of(a, signs[0]);
    bool is_same = signs_of(b, signs[1]) == count;
    for (size_t i = 0; i < count && is_same; i++) {
        is_same = compare_signs(&signs[0][i], &signs[1][i]) == 0;
    }
    return is_same;
}

/* ---- all forms ---- */

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
            if (has_same_signs(forms[i], forms[k])) {
                test_failures++;
                printf("# %s, %s, %s, layer %d: forms %zu and %zu look alike: %s and %s\n", path,
                       program->notation->id, operation->definition->name, operation->layer, k + 1,
                       i + 1, forms[k], forms[i]);
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
