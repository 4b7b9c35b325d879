/* What a card says is true: the value of each element of each tensor, of every lesson in every
 * notation, once an operation has computed it and not before; within an operation element by
 * element. Its digits are read again and held against a second session, which is behind the
 * operation. */
#include "base/number.h"
#include "engine/place.h"
#include "engine/program_state.h"
#include "second_reader.h"
#include "tell/quantity_told.h"
#include "view_fixture.h"

enum { MOST_LESSONS = 128, MOST_ELEMENTS = 24, MOST_FAULTS = 20 };

static const char *root;
static struct arena *shared;
static struct view_notations notations;
static size_t values, dashes, partial;

/* What the card says the value is: what stands behind its "=". */
static const char *said(struct arena *arena, const struct moment *moment,
                        struct quantity quantity) {
    struct telling telling = telling_begin(arena, LANGUAGE_ENGLISH);
    quantity_told_add(&telling, moment, quantity_normal(moment->program, quantity));
    const char *last = telling.count > 0 ? telling.parts[telling.count - 1].text : NULL;
    const char *equals = last != NULL ? strstr(last, " = ") : NULL;
    return equals != NULL ? equals + strlen(" = ") : "";
}

/* Whether a number that is written is the value: exact ones have all the digits that they need, so
 * within half of the last. */
static bool is_written_as(const char *text, double value) {
    struct second_reader reader = {.c = text};
    struct second_value read = second_factor(&reader);
    double half = second_half_digit(text);
    bool is_whole = strpbrk(text, ".e") == NULL;
    return !reader.is_lost && *reader.c == '\0' &&
           fabs(read.value - value) <= (is_whole ? 1e-9 : half * (1 + 1e-5));
}

static void hold(const struct session *session, const struct moment *moment,
                 struct quantity quantity, bool is_known, double value) {
    struct arena *arena = arena_create();
    const char *text = said(arena, moment, quantity);
    bool is_right = is_known ? is_written_as(text, value) : strcmp(text, "—") == 0;
    values += is_known;
    dashes += !is_known;
    if (!is_right && test_failures++ < MOST_FAULTS) {
        printf("# %s, step %ld: the card of %d (%ld, %ld) says %s, not %g\n",
               session_program(session)->notation->id, session_step(session), quantity.tensor,
               quantity.row, quantity.column, text, is_known ? value : (double)NAN);
    }
    arena_destroy(arena);
}

/* Each tensor after each step. */
static void check_steps(struct session *session) {
    const struct program *program = session_program(session);
    for (long step = 0; step <= program->operation_count; step++) {
        session_go_to(session, step);
        struct arena *arena = arena_create();
        struct moment moment = moment_create(session, arena);
        for (int t = 0; t < program->tensor_count; t++) {
            struct matrix value = program_tensor_value(program, t, session_state(session));
            bool is_known = program->tensors[t].first_write < step;
            for (size_t i = 0; i < value.rows * value.columns && i < MOST_ELEMENTS; i++) {
                struct quantity quantity = {t, (long)(i / value.columns),
                                            (long)(i % value.columns)};
                hold(session, &moment, quantity, is_known, value.values[i]);
            }
        }
        arena_destroy(arena);
    }
}

/* The target of each operation, element by element. */
static void check_elements(struct session *session, struct session *behind) {
    const struct program *program = session_program(session);
    for (long step = 0; step < program->operation_count; step++) {
        session_set_level(session, LEVEL_OPERATION);
        session_go_to(session, step);
        session_go_to(behind, step + 1);
        int target = program->operations[step].target;
        if (program->tensors[target].first_write != step) {
            continue; /* it had a value before */
        }
        struct matrix value = program_tensor_value(program, target, session_state(behind));
        size_t count = value.rows * value.columns;
        session_set_level(session, LEVEL_ELEMENT);
        for (session_apply(session, ACTION_NEXT); session_step(session) == step;
             session_apply(session, ACTION_NEXT)) {
            struct place place = session_place(session);
            bool is_last = place.term + 1 >= place_term_count(&program->operations[step]);
            struct arena *arena = arena_create();
            struct moment moment = moment_create(session, arena);
            for (size_t i = 0; is_last && i < count && i < MOST_ELEMENTS; i++) {
                struct quantity quantity = {target, (long)(i / value.columns),
                                            (long)(i % value.columns)};
                partial += i < place.element;
                hold(session, &moment, quantity, i < place.element, value.values[i]);
            }
            arena_destroy(arena);
        }
    }
    session_set_level(session, LEVEL_OPERATION);
}

static void test_cards(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_all_lessons(shared, root, paths, MOST_LESSONS);
    for (size_t i = 0; i < count; i++) {
        for (size_t n = 0; n < notations.count; n++) {
            struct arena *arena = arena_create();
            const struct lesson *lesson = fixture_lesson(arena, root, paths[i]);
            struct session *session = view_session(arena, lesson, &notations, n);
            struct session *behind = view_session(arena, lesson, &notations, n);
            check_steps(session);
            check_elements(session, behind);
            session_destroy(behind);
            session_destroy(session);
            arena_destroy(arena);
        }
    }
    printf("# %zu values, %zu of them of an operation under way, %zu not known yet\n", values,
           partial, dashes);
    EXPECT(values > 100000 && partial > 1000 && dashes > 10000);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"each card says the value that its element has, once it has one", test_cards},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
