/* Whatever form of an operation the reader asks for, at every step of every lesson, it is computed
 * from what the operation read and gives what the operation gave. */
#include "engine/program_state.h"
#include "view_fixture.h"

enum { MOST_LESSONS = 64, ITERATIONS = 2 };

static const double tolerance = 1e-12; /* of the largest number in the result, at least of 1 */

static const char *root;
static struct arena *shared;
static struct view_notations notations;

/* What is shown is an element form's last element, or the whole tensor. */
static struct matrix wanted_part(const struct binding *binding, struct matrix target,
                                 double *element) {
    if (!binding->statement->target->has_element) {
        return target;
    }
    *element = target.values[target.rows * target.columns - 1];
    return (struct matrix){1, 1, element};
}

static double largest(struct matrix matrix) {
    double most = 1;
    for (size_t i = 0; i < matrix.rows * matrix.columns; i++) {
        most = fmax(most, fabs(matrix.values[i]));
    }
    return most;
}

static bool is_same(struct matrix a, struct matrix b) {
    bool is_same = a.rows == b.rows && a.columns == b.columns;
    for (size_t i = 0; i < b.rows * b.columns && is_same; i++) {
        is_same = fabs(a.values[i] - b.values[i]) <= tolerance * largest(b);
    }
    return is_same;
}

static void check_shown(const char *path, const struct session *session) {
    const struct program *program = session_program(session);
    const struct operation *operation = session_shown_operation(session);
    struct evaluation evaluation;
    session_last_binding(session, &evaluation);
    double element;
    struct matrix wanted = wanted_part(
        &operation->binding,
        program_tensor_value(program, operation->target, session_state(session)), &element);
    if (!is_same(binding_value(&operation->binding, &evaluation), wanted)) {
        test_failures++;
        printf("# %s, %s, step %ld, form %zu: %s is not what the operation gave\n", path,
               program->notation->id, session_step(session), session_shown_form(session),
               operation->binding.statement->source);
    }
}

/* Every form of every step; returns how many were seen. */
static long check_session(const char *path, struct session *session) {
    const struct program *program = session_program(session);
    long steps = program->operation_count * (program->iterations < ITERATIONS ? 1 : ITERATIONS);
    long seen = 0;
    for (long step = 1; step <= steps && !session_is_stuck(session); step++) {
        session_go_to(session, step); /* → may go through a derivation first */
        EXPECT_INT(session_step(session), step);
        size_t forms = session_shown_operation(session)->form_count;
        for (size_t form = 0; form < forms; form++) {
            session_apply(session, ACTION_FORM);
            check_shown(path, session);
            seen++;
        }
        session_apply(session, ACTION_FORM); /* the formula again */
        check_shown(path, session);
    }
    return seen;
}

static void test_forms(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    long seen = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t n = 0; n < notations.count; n++) {
            struct arena *arena = arena_create();
            struct session *session =
                view_session(arena, fixture_lesson(arena, root, paths[i]), &notations, n);
            seen += check_session(paths[i], session);
            session_destroy(session);
            arena_destroy(arena);
        }
    }
    printf("# %ld forms\n", seen);
    EXPECT(seen > 4000);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"each form that is shown gives what its operation gave", test_forms},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
