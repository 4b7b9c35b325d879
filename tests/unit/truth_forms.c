/* No two forms of an operation look the same: at every step of every lesson in every notation. They
 * are not the same signs in another order, with other brackets or more space either: a reader who
 * turns from one to the next sees what is new. */
#include "engine/program_names.h"
#include "step/filled_equation.h"
#include "view_fixture.h"

enum { MOST_LESSONS = 64, MOST_FORMS = 16 };

static const char *root;
static struct arena *shared;
static struct view_notations notations;
static long compared, looked_at;

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

/* ---- the values of a form ---- */

/* "\slot{0} = \slot{1}": all of the right side is one matrix, and no number is before it. */
static bool is_one_slot(const char *tex) {
    static const char target[] = "\\slot{0}", value[] = "\\slot{1}";
    const char *right = strncmp(tex, target, strlen(target)) == 0 ? tex + strlen(target) : "";
    return strcmp(right + strcspn(right, "0123456789{"), "{1}") == 0 &&
           strstr(right, value) != NULL;
}

/* What is made of more than one part shows its parts, not its result once more. */
static void check_values(const char *path, const struct session *session) {
    struct arena *arena = arena_create();
    const struct moment moment = moment_create(session, arena);
    const struct equation equation = equation_create(&moment, moment.operation, NULL);
    const struct statement *statement = moment.operation->binding.statement;
    if (!statement->target->has_element && moment.trouble == NULL) {
        const struct filled filled = filled_equation_create(&equation);
        bool is_made = statement->value->operand_count > 0;
        for (size_t i = 0; i < filled.writing_count; i++, looked_at++) {
            if (is_made && filled.slot_count == 2 && is_one_slot(filled.writings[i].tex)) {
                test_failures++;
                printf("# %s, %s, step %ld, form %zu: %s reads %s\n", path,
                       session_program(session)->notation->id, session_step(session),
                       session_shown_form(session), equation.tex, filled.writings[i].tex);
            }
        }
    }
    arena_destroy(arena);
}

static void check_steps(const char *path, struct session *session) {
    const struct program *program = session_program(session);
    for (long step = 1; step <= program->operation_count; step++) {
        session_go_to(session, step);
        const struct operation *operation = &program->operations[step - 1];
        for (size_t form = 0; form <= operation->form_count; form++) {
            check_values(path, session);
            session_apply(session, ACTION_FORM);
        }
    }
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
            check_steps(paths[i], session);
            session_destroy(session);
            arena_destroy(arena);
        }
    }
    printf("# %ld pairs of forms\n", compared);
    EXPECT(compared > 1000);
    printf("# %ld rows of values\n", looked_at);
    EXPECT(looked_at > 5000);
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
