/* The loss curve and the decision map: what they show is the run's, and where the
 * mouse takes hold of them is where it is drawn. */
#include "curves_fixture.h"

#include "base/number.h"
#include "engine/place.h"
#include "engine/program_state.h"
#include "session/ask/session_ask.h"
#include "view/plot/loss_view.h"
#include "view/plot/plot_axes.h"

#include <ctype.h>
#include <math.h>

static void look_ahead(struct session *session) {
    while (session_look_ahead(session, 1e5)) {
    }
}

/* ---- the loss curve ---- */

static void test_axis(void) {
    static const long runs[] = {2, 50, 300, 2000, 1000000};
    for (size_t i = 0; i < TEST_COUNT(runs); i++) {
        EXPECT(loss_view_axis_part(runs[i], 1) == 0);
        EXPECT(loss_view_axis_part(runs[i], (double)runs[i]) == 1);
        for (long at = 1; at <= runs[i]; at += 1 + at / 9) {
            EXPECT_INT(loss_view_axis_iteration(runs[i], loss_view_axis_part(runs[i], (double)at)),
                       at);
        }
        EXPECT_INT(loss_view_axis_iteration(runs[i], -3), 1);
        EXPECT_INT(loss_view_axis_iteration(runs[i], 7), runs[i]);
    }
    EXPECT_NEAR(loss_view_axis_part(1000000, 1000), 0.5, 1e-12);
    EXPECT_NEAR(loss_view_axis_part(301, 151), 0.5, 1e-12);
}

static size_t clear_numbers;

/* No number stands on the curve, neither that beside the dot nor those of the axes. */
static void expect_clear(const struct scene *scene, struct rect rect,
                         const struct scene_item *curve) {
    enum { PARTS = 16 };
    const struct scene_item *number = NULL;
    for (size_t i = 0; (number = find_item(scene, SCENE_TEXT, rect, i)) != NULL; i++) {
        float spare = 0.25F * number->bounds.height; /* above figures and below */
        bool is_number = isdigit((unsigned char)number->text[0]);
        clear_numbers += is_number;
        for (size_t k = 0; is_number && k + PARTS < curve->point_count * PARTS; k++) {
            const struct scene_point *at = &curve->points[k / PARTS];
            float part = (float)(k % PARTS) / PARTS;
            float x = at[0].x + part * (at[1].x - at[0].x);
            float y = at[0].y + part * (at[1].y - at[0].y);
            EXPECT(x < number->bounds.x || x > number->bounds.x + number->bounds.width ||
                   y < number->bounds.y + spare ||
                   y > number->bounds.y + number->bounds.height - spare);
        }
    }
}

/* The dot stands where the loss of the iteration is on the curve, and its number is that loss. */
static void test_the_dot_is_on_the_curve(void) {
    struct session *session = open_lesson("tests/lessons/xor.json", 0);
    const struct program *program = session_program(session);
    look_ahead(session);
    for (long iteration = 1; iteration <= program->iterations; iteration = iteration * 3 + 1) {
        session_go_to(session, iteration * program->operation_count);
        struct rect rect = stage_layout(session, size).loss;
        struct scene scene = scene_of(session);
        const struct scene_item *dot = find_item(&scene, SCENE_DISC, rect, 0);
        const struct scene_item *ahead = find_item(&scene, SCENE_CURVE, rect, 0);
        const struct scene_item *past = find_item(&scene, SCENE_CURVE, rect, 1);
        EXPECT(dot != NULL && ahead != NULL && past != NULL);
        if (dot != NULL && ahead != NULL && past != NULL) {
            EXPECT(ahead->dash > 0 && past->dash == 0);
            struct scene_point end = past->points[past->point_count - 1];
            EXPECT_NEAR((double)(dot->bounds.x + dot->bounds.width / 2), (double)end.x, 1e-3);
            EXPECT_NEAR((double)(dot->bounds.y + dot->bounds.height / 2), (double)end.y, 1e-3);
            expect_clear(&scene, rect, find_item(&scene, SCENE_CURVE, rect, 0));
            expect_clear(&scene, rect, past);
            /* and there the mouse finds the iteration */
            long step = stage_handle_step(session, size, &view_fake_metrics, HANDLE_LOSS, end.x);
            EXPECT(labs(step / program->operation_count - iteration) <= iteration / 100);
        }
    }
    session_destroy(session);
}

/* Also where the loss grows, so that the curve goes up where there is room beside a falling one. */
static void test_numbers_are_clear(void) {
    static const char text[] =
        "{\"format\": 1, \"title\": \"up\", \"notation\": \"four\", \"loss\": \"half_square\", "
        "\"learning_rate\": 2.3, \"iterations\": 9, \"network\": {\"inputs\": 1, \"layers\": "
        "[{\"units\": 1, \"activation\": \"linear\", \"weights\": [[0]]}]}, \"data\": "
        "{\"inputs\": [[1]], \"targets\": [[1]]}}";
    struct session *sessions[] = {
        view_session(shared, fixture_lesson_of_text(shared, "up", text, strlen(text)), &notations,
                     0),
        open_lesson("tests/lessons/four-equations.json", 0),
        open_lesson("lessons/four/03-losses.json", 0),
    };
    clear_numbers = 0;
    for (size_t p = 0; p < TEST_COUNT(sessions); p++) {
        const struct program *program = session_program(sessions[p]);
        look_ahead(sessions[p]);
        struct rect rect = stage_layout(sessions[p], size).loss;
        for (long i = 1; i <= program->iterations; i++) {
            session_go_to(sessions[p], i * program->operation_count);
            struct scene scene = scene_of(sessions[p]);
            const struct scene_item *curve = NULL;
            for (size_t k = 0; (curve = find_item(&scene, SCENE_CURVE, rect, k)) != NULL; k++) {
                expect_clear(&scene, rect, curve);
            }
        }
        session_destroy(sessions[p]);
    }
    EXPECT(clear_numbers > 300);
}

/* Samples one at a time, one at its target and one far from it: the curve is everywhere, and the
 * number has no room on it. */
static void test_number_without_room(void) {
    static const char text[] =
        "{\"format\": 1, \"title\": \"saw\", \"notation\": \"four\", \"loss\": \"half_square\", "
        "\"learning_rate\": 1e-9, \"iterations\": 3000, \"batch_size\": 1, \"network\": "
        "{\"inputs\": "
        "1, \"layers\": [{\"units\": 1, \"activation\": \"linear\", \"weights\": [[0]]}]}, "
        "\"data\": {\"inputs\": [[1], [1]], \"targets\": [[0.01], [4]]}}";
    struct session *session = view_session(
        shared, fixture_lesson_of_text(shared, "saw", text, strlen(text)), &notations, 0);
    look_ahead(session);
    session_go_to(session, 1001 * session_program(session)->operation_count);
    struct rect rect = stage_layout(session, size).loss;
    struct scene scene = scene_of(session);
    const struct scene_item *curve = NULL;
    for (size_t k = 0; (curve = find_item(&scene, SCENE_CURVE, rect, k)) != NULL; k++) {
        expect_clear(&scene, rect, curve);
    }
    EXPECT(find_item(&scene, SCENE_DISC, rect, 0) != NULL);
    session_destroy(session);
}

/* The curve runs through the dots of all iterations, not only through the last one. */
static void test_the_curve_runs_through_every_dot(void) {
    struct session *session = open_lesson("tests/lessons/xor.json", 0);
    const struct program *program = session_program(session);
    look_ahead(session);
    struct rect rect = stage_layout(session, size).loss;
    session_go_to(session, program->step_count);
    struct scene last = scene_of(session);
    const struct scene_item *whole = find_item(&last, SCENE_CURVE, rect, 1);
    EXPECT(whole != NULL);
    for (long i = 1; whole != NULL && i <= program->iterations; i = i * 3 + 1) {
        session_go_to(session, i * program->operation_count);
        struct scene scene = scene_of(session);
        const struct scene_item *dot = find_item(&scene, SCENE_DISC, rect, 0);
        bool is_found = false;
        for (size_t k = 0; dot != NULL && k < whole->point_count; k++) {
            float x = dot->bounds.x + dot->bounds.width / 2 - whole->points[k].x;
            float y = dot->bounds.y + dot->bounds.height / 2 - whole->points[k].y;
            is_found = is_found || (fabsf(x) <= 1 && fabsf(y) <= 1);
        }
        EXPECT(is_found);
    }
    session_destroy(session);
}

/* Beside "true value" the map says which point is which: both sides of it. */
static void test_both_sides_have_a_key(void) {
    struct session *session = open_lesson("tests/lessons/xor.json", 0);
    session_go_to(session, 1);
    struct scene scene = scene_of(session);
    const char *title = string_get(LANGUAGE_ENGLISH, STRING_ROLE_TARGET);
    const struct scene_item *words = NULL;
    for (size_t i = 0; i < scene.count; i++) {
        bool is_one = scene.items[i].kind == SCENE_TEXT && strcmp(scene.items[i].text, title) == 0;
        words = is_one ? &scene.items[i] : words;
    }
    EXPECT(words != NULL);
    for (int side = 0; words != NULL && side < 2; side++) {
        struct rect row = {words->bounds.x + words->bounds.width, words->bounds.y,
                           6 * words->bounds.height, words->bounds.height};
        EXPECT(has_text(&scene, row, side == 0 ? "0" : "1"));
    }
    session_destroy(session);
}

/* Before the loss of this iteration is computed there is no number, and the curve goes on to the
 * iteration before only. */
static void test_the_loss_is_not_told_before(void) {
    struct session *session = open_lesson("tests/lessons/four-equations.json", 0);
    const struct program *program = session_program(session);
    struct rect rect = stage_layout(session, size).loss;
    long tensor = program_find_tensor(program, ROLE_LOSS, -1);
    long loss_step = program->tensors[tensor].first_write + 1;
    look_ahead(session);
    session_go_to(session, loss_step - 1);
    struct scene before = scene_of(session);
    EXPECT(find_item(&before, SCENE_DISC, rect, 0) == NULL);
    session_go_to(session, loss_step);
    struct scene after = scene_of(session);
    EXPECT(find_item(&after, SCENE_DISC, rect, 0) != NULL);
    EXPECT(has_text(&after, rect, "0.629") && !has_text(&before, rect, "0.629"));
    session_go_to(session, program->operation_count + loss_step - 1);
    struct scene second = scene_of(session);
    EXPECT(find_item(&second, SCENE_DISC, rect, 0) != NULL);
    EXPECT(!has_text(&second, rect, "0.629"));
    session_destroy(session);
}

/* Who predicts is not told what comes: in predict mode, and at an open question, the curve ends at
 * the loss that is known. */
static void test_nothing_after_now_while_predicting(void) {
    struct session *session = open_lesson("tests/lessons/four-equations.json", 0);
    const long count = session_program(session)->operation_count;
    struct rect rect = stage_layout(session, size).loss;
    look_ahead(session);
    session_ask_set_mode(session, ASK_EVERY_STEP);
    for (long step = 1; step <= 3 * count; step++) {
        session_go_to(session, step);
        session_ask_reveal(session);
        struct scene scene = scene_of(session);
        const struct scene_item *curve = NULL;
        for (size_t i = 0; (curve = find_item(&scene, SCENE_CURVE, rect, i)) != NULL; i++) {
            EXPECT(curve->dash == 0);
        }
        EXPECT(step >= count || !has_text(&scene, rect, "…"));
    }
    session_go_to(session, 3 * count);
    session_ask_set_mode(session, ASK_LESSON);
    struct scene scene = scene_of(session);
    const struct scene_item *ahead = find_item(&scene, SCENE_CURVE, rect, 0);
    EXPECT(ahead != NULL && ahead->dash > 0);
    session_destroy(session);
}

/* A curve of the loss runs through the figures of a text. */
static bool is_struck(const struct scene *scene, struct rect rect, const struct scene_item *text) {
    enum { PARTS = 8 };
    const float half = TEXT_HALF_FIGURE * text->size;
    float middle = text->bounds.y + text->bounds.height / 2;
    const struct scene_item *curve = NULL;
    for (size_t i = 0; (curve = find_item(scene, SCENE_CURVE, rect, i)) != NULL; i++) {
        for (size_t k = 0; k < PARTS * (curve->point_count - 1); k++) {
            struct scene_point from = curve->points[k / PARTS], to = curve->points[k / PARTS + 1];
            float part = (float)(k % PARTS) / PARTS;
            float x = from.x + (to.x - from.x) * part, y = from.y + (to.y - from.y) * part;
            if (x > text->bounds.x && x < text->bounds.x + text->bounds.width &&
                fabsf(y - middle) < half) {
                return true;
            }
        }
    }
    return false;
}

/* A loss is never negative: the line that it stands on is 0, also where it does not get near; and
 * its number stands beside the curve, not on it. */
static void test_the_loss_is_read_from_0(void) {
    static const char *const paths[] = {
        "tests/lessons/mlbook/absolute-value.json", "tests/lessons/mlbook/observations.json",
        "tests/lessons/ladder/three-layers.json", "tests/lessons/four/absolute-loss.json"};
    for (size_t i = 0; i < TEST_COUNT(paths); i++) {
        struct session *session = open_lesson(paths[i], 0);
        const struct program *program = session_program(session);
        struct rect rect = stage_layout(session, size).loss;
        look_ahead(session);
        for (long iteration = 1; iteration <= program->iterations; iteration += 1 + iteration / 2) {
            session_go_to(session, iteration * program->operation_count);
            struct scene scene = scene_of(session);
            double loss =
                *program_tensor_value(program, program_find_tensor(program, ROLE_LOSS, -1),
                                      session_state(session))
                     .values;
            const char *number = number_text(shared, loss, number_decimals(&loss, 1, 3));
            size_t numbers = 0;
            const struct scene_item *text = NULL;
            for (size_t k = 0; (text = find_item(&scene, SCENE_TEXT, rect, k)) != NULL; k++) {
                numbers += strcmp(text->text, number) == 0;
                EXPECT(strcmp(text->text, number) != 0 || !is_struck(&scene, rect, text));
            }
            EXPECT_INT((long)numbers, 1);
            EXPECT(has_text(&scene, rect, "0"));
        }
        session_destroy(session);
    }
}

/* Whatever was looked at before, the curve is the same; another notation has its own. */
static void test_the_curve_is_the_runs(void) {
    struct session *one = open_lesson("tests/lessons/xor.json", 0);
    struct session *other = open_lesson("tests/lessons/xor.json", 0);
    struct rect difference;
    look_ahead(one);
    session_go_to(other, 5000);
    look_ahead(other);
    session_go_to(one, 70);
    session_go_to(other, 70);
    struct scene a = scene_of(one), b = scene_of(other);
    EXPECT_INT(scene_difference(&a, &b, &difference, 1), 0);
    session_apply(other, ACTION_NEXT_NOTATION);
    EXPECT_INT(loss_history_reach(session_history(other)), 0);
    look_ahead(other);
    EXPECT_INT(loss_history_reach(session_history(other)), 2000);
    session_destroy(one);
    session_destroy(other);
}

/* One iteration has no curve, and what stands beside it has the room. */
static void test_one_iteration(void) {
    struct lesson lesson = *fixture_lesson(shared, root, "tests/lessons/xor.json");
    lesson.iterations = 1;
    struct session *session = view_session(shared, &lesson, &notations, 0);
    struct layout plain = layout_create((float)size.width, (float)size.height, 100);
    struct layout layout = stage_layout(session, size);
    EXPECT(layout.loss.width <= 0);
    EXPECT(layout.narration.width == plain.narration.width);
    EXPECT(session_history(session) == NULL && !session_look_ahead(session, 1e9));
    EXPECT(stage_handle_at(session, size, 1200, 640) == HANDLE_NONE);
    session_destroy(session);
}

/* ---- the decision map ---- */

static const struct scene_item *find_map(const struct scene *scene) {
    for (size_t i = 0; i < scene->count; i++) {
        if (scene->items[i].kind == SCENE_HEAT && scene->items[i].is_smooth) {
            return &scene->items[i];
        }
    }
    return NULL;
}

/* The value at a place, between the four around it. */
static double value_at(const double *values, size_t side, double across, double down) {
    size_t column = (size_t)fmin(across, (double)side - 2),
           row = (size_t)fmin(down, (double)side - 2);
    double right = across - (double)column, below = down - (double)row;
    const double *at = values + row * side + column;
    double upper = at[0] * (1 - right) + at[1] * right;
    double lower = at[side] * (1 - right) + at[side + 1] * right;
    return upper * (1 - below) + lower * below;
}

/* At the samples the map has the network's own outputs, as near as its grid can tell. */
static void test_the_map_at_the_samples(void) {
    for (size_t i = 0; i < notations.count; i++) {
        struct session *session = open_lesson("tests/lessons/xor.json", i);
        const struct program *program = session_program(session);
        int last = program_find_tensor(program, ROLE_ACTIVATION, 2);
        long done = program->tensors[last].first_write + 1;
        struct decision_map *map = session_map(session);
        EXPECT(map != NULL);
        for (long iteration = 0; map != NULL && iteration < 500; iteration += 166) {
            session_go_to(session, iteration * program->operation_count + done);
            struct matrix outputs = program_tensor_value(program, last, session_state(session));
            const struct decision_plane *plane = decision_map_plane(map);
            size_t side = 0;
            const double *values = decision_map_values(map, session_state(session), &side);
            for (size_t k = 0; k < 4; k++) {
                const double *input = program->lesson->inputs.values + 2 * k;
                double scale = (double)(side - 1);
                double across =
                    (input[0] - plane->least[0]) / (plane->most[0] - plane->least[0]) * scale;
                double down =
                    (plane->most[1] - input[1]) / (plane->most[1] - plane->least[1]) * scale;
                EXPECT_NEAR(value_at(values, side, across, down) + plane->middle, outputs.values[k],
                            0.004);
            }
        }
        session_destroy(session);
    }
}

/* A border is drawn between two classes only; the bar beside the map goes from the largest output
 * that has a color of its own to the least, with both of them written at it. */
static void test_what_the_colors_mean(void) {
    static const struct {
        const char *path;
        bool has_border;
        const char *most, *least;
    } cases[] = {{"tests/lessons/xor.json", true, "1", "0"},
                 {"tests/lessons/four/absolute-loss.json", false, "1.5", "−1.5"}};
    static const struct stage_size roomy = {1024, 768};
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        struct session *session = open_lesson(cases[i].path, 0);
        struct rect panel = stage_layout(session, roomy).network;
        struct scene scene;
        stage_build(session, roomy, &view_fake_metrics, shared, &scene);
        const struct scene_item *map = find_item(&scene, SCENE_HEAT, panel, 0);
        const struct scene_item *bar = find_item(&scene, SCENE_HEAT, panel, 1);
        EXPECT(map != NULL && bar != NULL);
        if (map != NULL && bar != NULL) {
            EXPECT((map->stroke > 0) == cases[i].has_border);
            EXPECT(bar->most == map->most && bar->values[0] == bar->most);
            EXPECT(bar->values[bar->rows * bar->columns - 1] == -bar->most);
            EXPECT(bar->negative_color == map->negative_color);
            const float line = 20;
            struct rect beside = {bar->bounds.x, bar->bounds.y - line, panel.width,
                                  bar->bounds.height + line};
            EXPECT(has_text(&scene, beside, cases[i].most));
            EXPECT(has_text(&scene, beside, cases[i].least));
        }
        session_destroy(session);
    }
}

/* The map is drawn with the weights of the step: it changes in the update and only there. */
static void test_the_map_follows_the_weights(void) {
    struct session *session = open_lesson("tests/lessons/xor.json", 0);
    const struct program *program = session_program(session);
    struct scene before = scene_of(session);
    EXPECT(find_map(&before) != NULL);
    for (long step = 1; step <= program->operation_count && find_map(&before) != NULL; step++) {
        session_go_to(session, step);
        struct scene after = scene_of(session);
        const struct scene_item *a = find_map(&before), *b = find_map(&after);
        bool is_same = memcmp(a->values, b->values, a->rows * a->columns * sizeof(double)) == 0;
        EXPECT(memcmp(&a->bounds, &b->bounds, sizeof a->bounds) == 0);
        EXPECT(is_same == (program->operations[step - 1].pass != PASS_UPDATE));
        before = after;
    }
    session_destroy(session);
}

/* The marks of an axis are the least and the largest of its own column, whichever comes first. */
static void test_axis_marks(void) {
    static double rows[][6] = {{2, 5, 1, 9, 3, 7}, {1, 9, 2, 5, 3, 7}, {3, 5, 2, 7, 1, 9}};
    for (size_t i = 0; i < TEST_COUNT(rows); i++) {
        struct matrix samples = {3, 2, rows[i]};
        struct plot_axis first = plot_axes_axis_of(samples, 0, "a");
        struct plot_axis second = plot_axes_axis_of(samples, 1, "b");
        EXPECT(first.marks[0] == 1 && first.marks[1] == 3);
        EXPECT(second.marks[0] == 5 && second.marks[1] == 9);
        EXPECT_STRING(second.name, "b");
    }
}

static void test_lessons_with_a_map(void) {
    static const struct {
        const char *path;
        bool has_map;
    } lessons[] = {{"tests/lessons/xor.json", true},
                   {"tests/lessons/four-equations.json", true},
                   {"tests/lessons/four/absolute-loss.json", true},
                   {"tests/lessons/mazur.json", false},
                   {"tests/lessons/mlbook/absolute-value.json", false}};
    for (size_t i = 0; i < TEST_COUNT(lessons) * notations.count; i++) {
        struct session *session =
            open_lesson(lessons[i / notations.count].path, i % notations.count);
        EXPECT((session_map(session) != NULL) == lessons[i / notations.count].has_map);
        session_destroy(session);
    }
    static const int wide[] = {2, 400, 400, 1};
    const struct lesson *large = view_made_lesson(shared, wide, TEST_COUNT(wide), 3);
    EXPECT(!decision_map_fits(large));
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    view_open_font(root);
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"the axis of iterations", test_axis},
        {"both sides of the map have a key", test_both_sides_have_a_key},
        {"the dot is on the curve", test_the_dot_is_on_the_curve},
        {"no number stands on the curve", test_numbers_are_clear},
        {"a number that has no room is left out", test_number_without_room},
        {"the curve runs through every dot", test_the_curve_runs_through_every_dot},
        {"the loss is not told before", test_the_loss_is_not_told_before},
        {"nothing after now while predicting", test_nothing_after_now_while_predicting},
        {"the loss is read from 0", test_the_loss_is_read_from_0},
        {"the curve is the run's", test_the_curve_is_the_runs},
        {"one iteration has no curve", test_one_iteration},
        {"the map at the samples", test_the_map_at_the_samples},
        {"what the colors mean", test_what_the_colors_mean},
        {"the map follows the weights", test_the_map_follows_the_weights},
        {"the marks of an axis", test_axis_marks},
        {"which lessons have a map", test_lessons_with_a_map},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
