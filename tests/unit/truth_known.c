/* What is not computed yet is nowhere, and what is shown is the value that it names: every number
 * in the picture that stands for a quantity, element by element, in lessons of every notation. */
#include "base/number.h"
#include "engine/program_state.h"
#include "view_fixture.h"

#include "step/focus.h"

#include <ctype.h>

enum { MOST_STOPS = 400 };

static const char *root;
static struct arena *shared;
static struct view_notations notations;
static const struct stage_size size = {1920, 1080};
static size_t numbers;

/* "−0.020" or "1.2e−5"; false for what is no number: a dash, "w 0.5 → 0.6". */
static bool read_number(const char *text, double *ret, double *ret_half) {
    char ascii[64];
    size_t length = 0;
    for (const char *c = text; *c != '\0' && length + 1 < sizeof ascii;) {
        bool is_minus = strncmp(c, "−", strlen("−")) == 0;
        ascii[length++] = is_minus ? '-' : *c;
        c += is_minus ? strlen("−") : 1;
    }
    ascii[length] = '\0';
    char *end;
    *ret = strtod(ascii, &end);
    const char *e = strchr(ascii, 'e');
    const char *point = strchr(ascii, '.');
    size_t whole = e == NULL ? length : (size_t)(e - ascii);
    int decimals = point == NULL ? 0 : (int)(whole - (size_t)(point - ascii)) - 1;
    *ret_half = 0.5 * pow(10, (e == NULL ? 0 : strtod(e + 1, NULL)) - decimals);
    return end != ascii && *end == '\0';
}

/* The elements of the operation under way that may be known at a stop: it has so many stops, and
 * the last ones are the elements of its target. */
struct under_way {
    int target; /* -1: none */
    size_t known;
};

static void check_picture(const char *name, struct session *session, struct under_way under_way) {
    struct arena *arena = arena_create();
    struct scene scene;
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    const struct program *program = session_program(session);
    long done = session_program_place(session).done;
    const struct operation *operation = session_shown_operation(session);
    for (size_t i = 0; i < scene.count; i++) {
        const struct scene_item *item = &scene.items[i];
        struct quantity quantity = item->quantity;
        double shown, half;
        if (item->kind != SCENE_TEXT || quantity.tensor < 0 || quantity.row < 0 ||
            !read_number(item->text, &shown, &half)) {
            continue;
        }
        bool is_target = quantity.tensor == under_way.target;
        struct matrix value =
            program_tensor_value(program, quantity.tensor, session_state(session));
        size_t which = (size_t)quantity.row * value.columns + (size_t)quantity.column;
        bool is_written = program_is_written(program, quantity.tensor, done);
        bool is_known = is_written || (is_target && which < under_way.known);
        bool is_old =
            operation != NULL && operation->reads_target && quantity.tensor == operation->target;
        bool is_right = is_target || is_old || fabs(shown - value.values[which]) <= half * 1.001;
        numbers++;
        if (!is_known || !is_right) {
            test_failures++;
            printf("# %s, %s, step %ld, element %ld: %s of tensor %d is %s\n", name,
                   program->notation->id, session_step(session), session_place(session).element,
                   item->text, quantity.tensor, is_known ? "another value" : "not known yet");
        }
    }
    arena_destroy(arena);
}

/* How many stops the next operation has, without those that follow it. */
static size_t count_stops(struct session *session, long step) {
    size_t count = 0;
    session_go_to(session, step);
    do {
        session_apply(session, ACTION_NEXT);
        count++;
    } while (session_place(session).element > 0 && count < MOST_STOPS);
    session_go_to(session, step);
    return count;
}

static void check_session(const char *name, struct session *session) {
    const struct program *program = session_program(session);
    session_set_level(session, LEVEL_ELEMENT);
    for (long step = 0; step < program->operation_count; step++) {
        const struct operation *operation = &program->operations[step];
        size_t stops = count_stops(session, step);
        size_t elements = shape_count(program->tensors[operation->target].storage.shape);
        for (size_t at = 1; at < stops; at++) {
            session_apply(session, ACTION_NEXT);
            size_t known = at + elements > stops ? at + elements - stops : 0;
            check_picture(name, session, (struct under_way){operation->target, known});
        }
        session_go_to(session, step + 1);
        check_picture(name, session, (struct under_way){-1, 0});
    }
}

static void test_known(void) {
    static const struct {
        const char *path;
        size_t notation;
    } cases[] = {{"tests/lessons/four-equations.json", 0},
                 {"tests/lessons/mazur.json", 1},
                 {"tests/lessons/ladder/broadcasting.json", 2},
                 {"tests/lessons/layer/one-sample.json", 3},
                 {"tests/lessons/delta/sigmoid.json", 4}};
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        struct arena *arena = arena_create();
        struct session *session = view_session(arena, fixture_lesson(arena, root, cases[i].path),
                                               &notations, cases[i].notation % notations.count);
        check_session(cases[i].path, session);
        session_destroy(session);
        arena_destroy(arena);
    }
    printf("# %zu numbers\n", numbers);
    EXPECT(numbers > 10000);
}

/* ---- as many digits everywhere ---- */

/* A number of the picture has the digits that its matrix has on the board, or is not there. */
static void check_digits(const char *name, const struct session *session,
                         struct stage_size of_window) {
    struct arena *arena = arena_create();
    struct scene scene;
    struct moment moment = moment_create(session, arena);
    stage_build(session, of_window, &view_fake_metrics, arena, &scene);
    for (size_t i = 0; i < scene.count; i++) {
        const struct scene_item *item = &scene.items[i];
        struct quantity quantity = item->quantity;
        double shown, half, all, least;
        /* an update shows old values beside new ones */
        bool is_old = quantity.tensor == moment.operation->target && moment.operation->reads_target;
        if (item->kind != SCENE_TEXT || quantity.tensor < 0 || quantity.row < 0 || is_old ||
            !read_number(item->text, &shown, &half)) {
            continue;
        }
        if (strchr(item->text, '.') == NULL &&
            shown == (double)quantity_unit(moment.program, quantity) + 1) {
            continue; /* which bar it is */
        }
        struct matrix value =
            program_tensor_value(moment.program, quantity.tensor, session_state(session));
        const char *text =
            number_text(arena, matrix_at(value, (size_t)quantity.row, (size_t)quantity.column),
                        moment_decimals(&moment, value));
        numbers++;
        if (read_number(text, &all, &least) && half > least * 1.001) {
            test_failures++;
            printf("# %s, step %ld, %g x %g: %s for %s\n", name, session_step(session),
                   (double)of_window.width, (double)of_window.height, item->text, text);
        }
    }
    arena_destroy(arena);
}

static void test_digits(void) {
    enum { MOST_LESSONS = 128, LARGE = 150, THINNED = 7 };
    static const struct stage_size sizes[] = {{1280, 720}, {1920, 1080}};
    const char *paths[MOST_LESSONS];
    size_t count = fixture_all_lessons(shared, root, paths, MOST_LESSONS);
    numbers = 0;
    for (size_t i = 0; i < count; i += FIXTURE_IS_SANITIZED ? THINNED : 1) {
        struct arena *arena = arena_create();
        struct session *session =
            view_session(arena, fixture_lesson(arena, root, paths[i]), &notations, i % 5);
        session_set_text_scale(session, LARGE);
        for (long step = 1; step <= session_program(session)->operation_count; step++) {
            session_go_to(session, step);
            for (size_t k = 0; k < TEST_COUNT(sizes); k++) {
                check_digits(paths[i], session, sizes[k]);
            }
        }
        session_destroy(session);
        arena_destroy(arena);
    }
    printf("# %zu numbers for a hall\n", numbers);
    EXPECT(numbers > 3000);
}

static bool has_text(const struct session *session, const char *text) {
    struct arena *arena = arena_create();
    struct scene scene;
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    bool is_found = false;
    for (size_t i = 0; i < scene.count; i++) {
        is_found = is_found ||
                   (scene.items[i].kind == SCENE_TEXT && strstr(scene.items[i].text, text) != NULL);
    }
    arena_destroy(arena);
    return is_found;
}

/* The summary speaks the lesson's notation: in another one the picture says so. */
static void test_summary(void) {
    for (size_t n = 0; n < notations.count; n++) {
        struct arena *arena = arena_create();
        const struct lesson *lesson =
            fixture_lesson(arena, root, "tests/lessons/mlbook/structure.json");
        struct session *session = view_session(arena, lesson, &notations, n);
        bool is_own = strcmp(notations.items[n]->id, "mlbook") == 0;
        EXPECT(has_text(session, "own") != is_own);
        session_destroy(session);
        arena_destroy(arena);
    }
}

static bool shows_number(const struct session *session, struct quantity quantity) {
    struct arena *arena = arena_create();
    struct scene scene;
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    struct rect board = stage_layout(session, size).board;
    bool is_found = false;
    for (size_t i = 0; i < scene.count; i++) {
        const struct scene_item *item = &scene.items[i];
        bool is_same = item->quantity.tensor == quantity.tensor &&
                       item->quantity.row == quantity.row &&
                       item->quantity.column == quantity.column;
        is_found = is_found || (item->kind == SCENE_TEXT && is_same && item->bounds.x >= board.x);
    }
    arena_destroy(arena);
    return is_found;
}

/* The walk through the elements of a large matrix shows where it is, also while a number far from
 * there is selected. */
static void test_walk(void) {
    static const int units[] = {1, 2, 12};
    struct arena *arena = arena_create();
    struct session *session =
        view_session(arena, view_made_lesson(arena, units, 3, 1), &notations, 0);
    const struct program *program = session_program(session);
    for (long step = 0; step < program->operation_count; step++) {
        int target = program->operations[step].target;
        struct shape shape = program->tensors[target].storage.shape;
        session_set_level(session, LEVEL_ELEMENT);
        size_t stops = count_stops(session, step);
        session_select(session, (struct quantity){target, (long)shape.rows - 1, 0});
        for (size_t at = 1; at < stops; at++) {
            session_apply(session, ACTION_NEXT);
            struct moment moment = moment_create(session, arena);
            size_t last = moment.operation->binding.node_count - 1;
            struct quantity here = {target, (long)moment.focus->row, (long)moment.focus->column};
            bool is_last = moment.focus->is_by_element && moment.focus->node == last;
            if (is_last && !shows_number(session, here)) {
                test_failures++;
                printf("# step %ld, element %zu: row %ld, column %ld is not shown\n", step, at,
                       here.row, here.column);
            }
        }
    }
    session_destroy(session);
    arena_destroy(arena);
}

/* From notation to notation and back, at every step, and also over a third. */
static void test_round_trip(void) {
    static const char *const paths[] = {"tests/lessons/mlbook/structure.json",
                                        "tests/lessons/delta/deep.json", "tests/lessons/xor.json"};
    for (size_t i = 0; i < TEST_COUNT(paths); i++) {
        for (size_t n = 0; n < notations.count; n++) {
            struct arena *arena = arena_create();
            struct session *session =
                view_session(arena, fixture_lesson(arena, root, paths[i]), &notations, n);
            long steps = session_program(session)->operation_count + 2;
            for (long step = 0; step <= steps; step++) {
                session_go_to(session, step);
                for (size_t k = 0; k < notations.count; k++) {
                    session_apply(session, ACTION_NEXT_NOTATION);
                }
                while (session_work(session, 1000)) {
                }
                EXPECT_INT(session_step(session), step);
                session_apply(session, ACTION_NEXT);
                session_apply(session, ACTION_PREVIOUS);
            }
            session_destroy(session);
            arena_destroy(arena);
        }
    }
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = view_notations_read(shared, root);
    view_open_font(root);
    static const struct test tests[] = {{"what is shown is known and right", test_known},
                                        {"a hall has the same digits", test_digits},
                                        {"the summary says whose notation it speaks", test_summary},
                                        {"the walk shows its cell", test_walk},
                                        {"there and back is the same place", test_round_trip}};
    int status = test_run(tests, TEST_COUNT(tests));
    math_font_close((struct math_font *)(uintptr_t)view_fake_metrics.math);
    arena_destroy(shared);
    return status;
}
