/* The loss over a single weight: the curve is the notation's own loss, and the line on it is as
 * steep as the gradient, and there only while that belongs to the weight. */
#include "engine/program_state.h"
#include "view_fixture.h"

#include "survey/slope_curve.h"

#include <math.h>

static const char *root;
static struct arena *shared;
static struct view_notations notations;

static struct session *open_lesson(const char *path, size_t notation) {
    return view_session(shared, fixture_lesson(shared, root, path), &notations, notation);
}

static const char descent[] = "lessons/beyond/01-descent.json";

/* C = 2.5 (w - 1)^2 as a mean over two samples, twice that as a sum; the bottom is in the middle.
 */
static void test_curve(void) {
    for (size_t n = 0; n < notations.count; n++) {
        struct session *session = open_lesson(descent, n);
        const struct program *program = session_program(session);
        EXPECT(slope_curve_fits(program));
        double factor = program->notation->reduction == REDUCTION_MEAN ? 2.5 : 5;
        for (long step = 0; step <= 2 * program->operation_count; step++) {
            session_go_to(session, step);
            struct slope_curve curve;
            slope_curve_fill(shared, program, session_state(session), &curve);
            double weight = session_state(session)[0];
            EXPECT_NEAR(curve.points[0].weight, weight, 1e-15);
            EXPECT_NEAR(curve.points[0].loss, factor * (weight - 1) * (weight - 1), 1e-12);
            EXPECT_NEAR(curve.points[0].slope, 2 * factor * (weight - 1), 1e-9);
            EXPECT_NEAR(curve.weights[0] + curve.weights[SLOPE_CURVE_POINTS - 1], 2, 1e-6);
            EXPECT(curve.weights[0] < 0);
            for (size_t i = 0; i < SLOPE_CURVE_POINTS; i++) {
                double away = curve.weights[i] - 1;
                EXPECT_NEAR(curve.losses[i], factor * away * away, 1e-9);
                EXPECT(curve.losses[i] <= curve.most);
            }
        }
        session_destroy(session);
    }
}

/* Four weights on one curve: their shares add up to the loss, their slopes are its gradient, and
 * the weights are where the run has them. */
static void test_several(void) {
    const struct lesson *lesson =
        fixture_lesson(shared, root, "lessons/beyond/01b-four-rates.json");
    size_t own = 0, compared = 0;
    while (strcmp(notations.items[own]->id, lesson->notation) != 0) {
        own++;
    }
    struct session *session = view_session(shared, lesson, &notations, own);
    const struct program *program = session_program(session);
    const int loss = program_find_tensor(program, ROLE_LOSS, -1);
    const int weight = program_find_tensor(program, ROLE_WEIGHT, 1);
    const int gradient = program_find_tensor(program, ROLE_WEIGHT_GRADIENT, 1);
    EXPECT(slope_curve_fits(program));
    for (long i = 1; i <= 3; i++) {
        session_go_to(session, i * program->operation_count - 1); /* before the update */
        const double *state = session_state(session);
        struct slope_curve curve;
        slope_curve_fill(shared, program, state, &curve);
        EXPECT_INT((long)curve.count, 4);
        double sum = 0;
        for (size_t k = 0; k < curve.count; k++) {
            const struct slope_point *point = &curve.points[k];
            sum += point->loss;
            EXPECT(point->weight == program_tensor_value(program, weight, state).values[k]);
            EXPECT_NEAR(point->slope, program_tensor_value(program, gradient, state).values[k],
                        1e-9);
            compared += fabs(point->slope) > 0.1;
        }
        EXPECT_NEAR(sum, program_tensor_value(program, loss, state).values[0], 1e-9);
    }
    EXPECT(compared >= 10);
    session_destroy(session);
}

static void test_where(void) {
    static const char *const others[] = {
        "lessons/four/03-losses.json", "lessons/beyond/11-momentum.json",
        "lessons/ladder/06-classes.json", "lessons/delta/04-last.json",
        "lessons/beyond/09-iris.json"};
    for (size_t i = 0; i < TEST_COUNT(others); i++) {
        EXPECT(!slope_curve_fits(
            fixture_program(shared, fixture_lesson(shared, root, others[i]),
                            fixture_lesson(shared, root, others[i])->own_notation != NULL
                                ? fixture_lesson(shared, root, others[i])->own_notation
                                : notations.items[0],
                            0)));
    }
}

static const struct scene_item *find_curve(const struct scene *scene) {
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind == SCENE_CURVE && item->point_count == SLOPE_CURVE_POINTS) {
            return item;
        }
    }
    return NULL;
}

/* A slanted line between the ends of the curve. */
static const struct scene_item *find_tangent(const struct scene *scene,
                                             const struct scene_item *curve) {
    float left = curve->points[0].x, right = curve->points[SLOPE_CURVE_POINTS - 1].x;
    float low = curve->points[SLOPE_CURVE_POINTS / 2].y;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        float far = item->bounds.x + item->bounds.width;
        bool is_within = item->bounds.x >= left - 1 && far <= right + 1 && far > item->bounds.x;
        if (item->kind == SCENE_LINE && is_within && fabsf(item->bounds.height) > 1 &&
            item->bounds.y <= low + 1 && item->bounds.y >= curve->points[0].y - 2) {
            return item;
        }
    }
    return NULL;
}

/* Of a line of the picture, in the numbers of the axes. */
static double steepness(const struct scene_item *line, const struct scene_item *drawn,
                        const struct slope_curve *curve) {
    size_t last = SLOPE_CURVE_POINTS - 1, middle = SLOPE_CURVE_POINTS / 2;
    double across = (double)(drawn->points[last].x - drawn->points[0].x) /
                    (curve->weights[last] - curve->weights[0]);
    double up = (double)(drawn->points[middle].y - drawn->points[0].y) /
                (curve->losses[middle] - curve->losses[0]);
    return (double)line->bounds.height / up / ((double)line->bounds.width / across);
}

static void test_picture(void) {
    struct session *session = open_lesson(descent, 0);
    const struct program *program = session_program(session);
    int gradient = program_find_tensor(program, ROLE_WEIGHT_GRADIENT, 1);
    int tangents = 0;
    for (long step = 0; step <= 3 * program->operation_count; step++) {
        session_go_to(session, step);
        struct scene scene;
        stage_build(session, (struct stage_size){1920, 1080}, &view_fake_metrics, shared, &scene);
        const struct scene_item *drawn = find_curve(&scene);
        EXPECT(drawn != NULL);
        const struct scene_item *line = drawn != NULL ? find_tangent(&scene, drawn) : NULL;
        long operation = (step - 1) % program->operation_count;
        bool is_known = step > 0 && operation >= program->tensors[gradient].first_write &&
                        program->operations[operation].pass == PASS_BACKWARD;
        EXPECT((line != NULL) == is_known);
        if (line != NULL && is_known) {
            struct slope_curve curve;
            slope_curve_fill(shared, program, session_state(session), &curve);
            double wanted =
                program_tensor_value(program, gradient, session_state(session)).values[0];
            EXPECT_NEAR(steepness(line, drawn, &curve), wanted, 0.02 * fabs(wanted));
            tangents++;
        }
    }
    EXPECT_INT(tangents, 3);
    session_destroy(session);
}

static float bottom_of(const struct scene_item *item) {
    return fmaxf(item->bounds.y, item->bounds.y + item->bounds.height);
}

/* Where the cost is flat and then falls, a tangent would leave the plot above. */
static void test_tangents_stay(void) {
    size_t tangents = 0, cut = 0;
    for (int tenth = -60; tenth <= 60; tenth += 5) {
        const char *text = text_format(
            shared,
            "{\"format\": 1, \"title\": \"flat\", \"notation\": \"four\", \"loss\": \"square\", "
            "\"network\": {\"inputs\": 1, \"layers\": [{\"units\": 1, \"activation\": \"sigmoid\", "
            "\"weights\": [[%.1f]], \"biases\": false}]}, \"data\": {\"inputs\": [[3]], "
            "\"targets\": [[1]]}}",
            (double)tenth / 10);
        const struct lesson *lesson = fixture_lesson_of_text(shared, "flat", text, strlen(text));
        struct session *session = view_session(shared, lesson, &notations, 0);
        session_go_to(session, session_program(session)->operation_count - 1);
        struct scene scene;
        stage_build(session, (struct stage_size){1920, 1080}, &view_fake_metrics, shared, &scene);
        const struct scene_item *drawn = find_curve(&scene);
        EXPECT(drawn != NULL);
        float top = HUGE_VALF, bottom = 0;
        for (size_t i = 0; drawn != NULL && i < drawn->point_count; i++) {
            top = fminf(top, drawn->points[i].y);
            bottom = fmaxf(bottom, drawn->points[i].y);
        }
        for (size_t i = 0; drawn != NULL && i < scene.count; i++) {
            const struct scene_item *item = &scene.items[i];
            bool is_tangent = item->kind == SCENE_LINE && fabsf(item->bounds.height) > 0 &&
                              item->color == theme_get(THEME_DARK)->colors[COLOR_GRADIENT] &&
                              item->bounds.x >= drawn->points[0].x;
            tangents += is_tangent;
            cut += is_tangent && fminf(item->bounds.y, item->bounds.y + item->bounds.height) < top;
            EXPECT(!is_tangent || bottom_of(item) <= bottom + 2);
            EXPECT(!is_tangent || item->bounds.y >= top - 0.06F * (bottom - top));
        }
        session_destroy(session);
    }
    EXPECT(tangents == 25 && cut > 5);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    view_open_font(root);
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"the curve is the notation's own loss", test_curve},
        {"units alike slide on one curve", test_several},
        {"only where there is one weight, or units alike", test_where},
        {"the line on it is as steep as the gradient, while that is known", test_picture},
        {"tangents stay in the plot", test_tangents_stay},
    };
    int failed = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return failed;
}
