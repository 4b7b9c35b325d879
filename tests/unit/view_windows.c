/* Which part of a large matrix is shown, and that small ones are whole. */
#include "second_reader.h"
#include "test.h"
#include "view_fixture.h"

#include "session/session_look.h"
#include "step/few.h"
#include "step/filled_equation.h"

static const char *root;
static struct arena *shared;
static struct view_notations notations;

/* "0 1 2 . 9": dots as a point. */
static const char *axis_text(struct few axis) {
    static char text[200];
    size_t length = 0;
    for (size_t i = 0; i < axis.count; i++) {
        const char *space = i > 0 ? " " : "";
        length += (size_t)(few_is_dots(&axis, i)
                               ? snprintf(text + length, sizeof text - length, "%s.", space)
                               : snprintf(text + length, sizeof text - length, "%s%ld", space,
                                          axis.index[i]));
    }
    return text;
}

static const char *around(size_t total, size_t most, size_t center) {
    return axis_text(few_create(total, most, &center));
}

static void without_a_center_the_ends_are_shown(void) {
    EXPECT_STRING(axis_text(few_create(4, 5, NULL)), "0 1 2 3");
    EXPECT_STRING(axis_text(few_create(10, 5, NULL)), "0 1 2 . 9");
    EXPECT_STRING(axis_text(few_create(10, 2, NULL)), ". 9");
    EXPECT_STRING(axis_text(few_create(10, 1, NULL)), ".");
}

static void the_window_follows_the_center(void) {
    EXPECT_STRING(around(784, 5, 0), "0 1 2 3 .");
    EXPECT_STRING(around(784, 5, 3), "0 1 2 3 .");
    EXPECT_STRING(around(784, 5, 4), ". 3 4 5 .");
    EXPECT_STRING(around(784, 5, 400), ". 399 400 401 .");
    EXPECT_STRING(around(784, 5, 779), ". 778 779 780 .");
    EXPECT_STRING(around(784, 5, 780), ". 780 781 782 783");
    EXPECT_STRING(around(784, 5, 783), ". 780 781 782 783");
    EXPECT_STRING(around(4, 3, 2), ". 2 3");
    EXPECT_STRING(around(4, 9, 2), "0 1 2 3");
}

/* Whatever the sizes: the center is shown, the places are in order, and together with the dots
 * they stand for everything once. */
static void every_window_is_whole(void) {
    for (size_t total = 1; total <= 30; total++) {
        for (size_t most = 3; most <= FEW_MOST; most++) {
            for (size_t center = 0; center < total; center++) {
                struct few axis = few_create(total, most, &center);
                bool has_center = false;
                size_t next = 0;
                for (size_t i = 0; i < axis.count; i++) {
                    struct few_span span = few_span(&axis, i, total);
                    EXPECT_INT(span.begin, next);
                    EXPECT(span.end > span.begin);
                    has_center = has_center || axis.index[i] == (long)center;
                    next = span.end;
                }
                EXPECT_INT(next, total);
                EXPECT(has_center);
                EXPECT(axis.count <= most);
            }
        }
    }
}

/* ---- the long way ---- */

/* Dots stand in no matrix of up to six rows and columns: each number of every tensor that the
 * operation reads or writes, and that is so small, is in the picture of the smallest usual window.
 */
static void check_small_matrices(const char *path, struct session *session) {
    static const struct stage_size small = {1280, 720};
    const struct program *program = session_program(session);
    for (long step = 1; step <= program->operation_count && test_failures < 5; step++) {
        struct arena *arena = arena_create();
        struct scene scene;
        session_go_to(session, step);
        stage_build(session, small, &view_fake_metrics, arena, &scene);
        const struct rect board = stage_layout(session, small).board;
        const struct rect strip = view_strip(&scene, board);
        size_t dots = 0;
        for (size_t i = 0; i < scene.count; i++) {
            const struct scene_item *item = &scene.items[i];
            dots += item->kind == SCENE_TEXT && view_is_within(item->bounds, board) &&
                    !view_is_within(item->bounds, strip) &&
                    (strcmp(item->text, "⋯") == 0 || strcmp(item->text, "⋮") == 0);
        }
        bool is_small = true;
        const struct operation *operation = session_shown_operation(session);
        for (size_t i = 0; i < operation->binding.node_count; i++) {
            const struct shape shape = operation->binding.nodes[i].shape;
            is_small = is_small && shape.rows <= 6 && shape.columns <= 6;
        }
        if (is_small && dots > 0) {
            test_failures++;
            printf("# %s, %s, step %ld: %zu dots\n", path, program->notation->id, step, dots);
        }
        arena_destroy(arena);
    }
}

static void small_matrices_are_whole(void) {
    enum { MOST_LESSONS = 128 };
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    for (size_t i = 0; i < count * notations.count; i += FIXTURE_IS_SANITIZED ? 4 : 1) {
        struct arena *arena = arena_create();
        const char *path = paths[i / notations.count];
        struct session *session =
            view_session(arena, fixture_lesson(arena, root, path), &notations, i % notations.count);
        check_small_matrices(path, session);
        session_destroy(session);
        arena_destroy(arena);
    }
    EXPECT(count > 40);
}

/* ---- walking ---- */

static const char *const wide_lessons[] = {
    "{\"format\": 1, \"title\": {\"en\": \"12 outputs\"}, \"notation\": \"four\", \"network\": "
    "{\"inputs\": "
    "1, \"layers\": [{\"units\": 2, \"activation\": \"tanh\"}, {\"units\": 12, \"activation\": "
    "\"sigmoid\"}], \"initial\": {\"scheme\": \"xavier\", \"seed\": 3}}, \"data\": {\"inputs\": "
    "[[1]], "
    "\"targets\": [[0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0]]}, \"loss\": \"half_square\", "
    "\"learning_rate\": 0.1, \"iterations\": 2}",
    "{\"format\": 1, \"title\": {\"en\": \"12 inputs\"}, \"notation\": \"four\", \"network\": "
    "{\"inputs\": "
    "12, \"layers\": [{\"units\": 9, \"activation\": \"relu\"}, {\"units\": 1, \"activation\": "
    "\"sigmoid\"}], \"initial\": {\"scheme\": \"xavier\", \"seed\": 3}}, \"data\": {\"inputs\": "
    "[[1, 2, "
    "3, 4, 5, 6, 7, 8, 9, 1, 2, 3]], \"targets\": [[0]]}, \"loss\": \"half_square\", "
    "\"learning_rate\": 0.1, \"iterations\": 2}",
};

/* Whether the result shows the cell that is walked through, where the term has its shape. */
static bool result_follows(struct arena *arena, const struct session *session, size_t *walked) {
    const struct moment moment = moment_create(session, arena);
    const struct focus *focus = moment.focus;
    if (moment.operation == NULL || moment.at.element == 0 || !focus->is_shown ||
        !focus->is_by_element) {
        return true;
    }
    const struct equation equation = equation_create(&moment, moment.operation, NULL);
    const struct filled_matrix result = filled_equation_create(&equation).slots[0].matrix;
    const struct shape shape = moment.operation->binding.nodes[focus->node].shape;
    if (shape.rows != result.value.rows || shape.columns != result.value.columns) {
        return true;
    }
    ++*walked;
    return result.has_center && result.center_row == focus->row &&
           result.center_column == focus->column;
}

static void the_result_follows_the_walk(void) {
    enum { MOST_STEPS = 2000 };
    size_t walked = 0;
    for (size_t i = 0; i < TEST_COUNT(wide_lessons) * notations.count; i++) {
        struct arena *arena = arena_create();
        const char *text = wide_lessons[i / notations.count];
        struct session *session =
            view_session(arena, fixture_lesson_of_text(arena, "wide", text, strlen(text)),
                         &notations, i % notations.count);
        long last = session_program(session)->operation_count;
        session_set_level(session, LEVEL_ELEMENT);
        for (int k = 0; k < MOST_STEPS && session_step(session) < last; k++) {
            session_apply(session, ACTION_NEXT);
            struct arena *own = arena_create();
            if (!result_follows(own, session, &walked) && test_failures++ < 5) {
                printf("# lesson %zu, notation %zu, step %ld: the result stays behind\n",
                       i / notations.count, i % notations.count, session_step(session));
            }
            arena_destroy(own);
        }
        session_destroy(session);
        arena_destroy(arena);
    }
    printf("# %zu cells walked\n", walked);
    EXPECT(walked > 2000);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    view_open_font(root);
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"without a center the ends are shown", without_a_center_the_ends_are_shown},
        {"the window follows the center", the_window_follows_the_center},
        {"every window is whole", every_window_is_whole},
        {"the result follows the walk, term by term", the_result_follows_the_walk},
        {"small matrices are whole in a small window", small_matrices_are_whole},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
