/* The fit of lessons with one input and one output: the curve is the network's, and what stands
 * around it does not move. */

#include "engine/program_state.h"
#include "view_fixture.h"

#include "survey/fit_curve.h"
#include "view/network/network_layout.h"

static const char *root;
static struct arena *shared;
static struct view_notations notations;

static const struct stage_size size = {1280, 720};

static const char *const paths[] = {"tests/lessons/mlbook/absolute-value.json",
                                    "tests/lessons/mlbook/relu-pair.json",
                                    "tests/lessons/ladder/one-neuron.json"};

static struct session *open_lesson(const char *path, size_t notation) {
    return view_session(shared, fixture_lesson(shared, root, path), &notations, notation);
}

static void check_samples(struct session *session) {
    const struct program *program = session_program(session);
    const struct lesson *lesson = program->lesson;
    int last = program_find_tensor(program, ROLE_ACTIVATION, (int)lesson->network.layer_count);
    long done = program->tensors[last].first_write + 1;
    EXPECT(session_fit(session) != NULL);
    for (long iteration = 0; session_fit(session) != NULL && iteration < program->iterations;
         iteration += 1 + program->iterations / 4) {
        session_go_to(session, iteration * program->operation_count + done);
        struct matrix outputs = program_tensor_value(program, last, session_state(session));
        struct fit_points curve = fit_curve_points(session_fit(session), session_state(session));
        size_t start = program_batch_start(program, iteration);
        for (size_t k = 0; k < program->samples; k++) {
            double input = lesson->inputs.values[(start + k) % lesson->sample_count];
            EXPECT_NEAR(fit_curve_at(&curve, input), outputs.values[k], 1e-12);
        }
    }
    session_destroy(session);
}

/* At the samples it is what the network's own forward pass gives, but for the order of adding. */
static void test_the_curve_at_the_samples(void) {
    static const int units[] = {1, 4, 1};
    const struct lesson *bent = view_made_lesson(shared, units, TEST_COUNT(units), 7);
    for (size_t i = 0; i < notations.count; i++) {
        check_samples(view_session(shared, bent, &notations, i));
        for (size_t k = 0; k < TEST_COUNT(paths); k++) {
            check_samples(open_lesson(paths[k], i));
        }
    }
}

static void test_between_the_points(void) {
    static const double inputs[] = {0, 1, 1, 3}, outputs[] = {2, 4, 4, 0};
    const struct fit_points curve = {inputs, outputs, TEST_COUNT(inputs)};
    static const double expected[][2] = {{-5, 2}, {0, 2}, {0.5, 3}, {1, 4}, {2, 2}, {3, 0}, {9, 0}};
    for (size_t i = 0; i < TEST_COUNT(expected); i++) {
        EXPECT_NEAR(fit_curve_at(&curve, expected[i][0]), expected[i][1], 1e-15);
    }
}

static bool lies_in(const struct scene_item *item, struct rect rect) {
    return item->bounds.x >= rect.x && item->bounds.x < rect.x + rect.width &&
           item->bounds.y >= rect.y && item->bounds.y < rect.y + rect.height;
}

static struct rect plot_place(const struct session *session, struct arena *arena) {
    const struct session_settings *settings = session_settings(session);
    struct layout layout = stage_layout(session, size);
    const struct moment moment = moment_create(session, arena);
    const struct canvas canvas = {NULL,
                                  arena,
                                  &view_fake_metrics,
                                  &layout,
                                  &moment,
                                  theme_get(settings->theme),
                                  settings->language,
                                  NULL,
                                  NULL,
                                  NULL};
    return network_layout_create(&canvas, layout.network).strip.map;
}

/* The n-th text or disc of the plot. */
static const struct scene_item *find_fixed(const struct scene *scene, struct rect rect, size_t n) {
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        bool is_fixed = item->kind == SCENE_TEXT || item->kind == SCENE_DISC;
        if (is_fixed && lies_in(item, rect) && n-- == 0) {
            return item;
        }
    }
    return NULL;
}

static bool has_one_like(const struct scene *scene, const struct scene_item *item) {
    bool is_found = false;
    for (size_t i = 0; i < scene->count; i++) {
        is_found =
            is_found || (scene->items[i].kind == item->kind &&
                         memcmp(&scene->items[i].bounds, &item->bounds, sizeof item->bounds) == 0);
    }
    return is_found;
}

/* Samples, numbers and names stand where they stood; the curve changes in the update only and
 * never leaves the plot. */
static void test_the_plot_stays(void) {
    struct session *session = open_lesson(paths[0], 2);
    struct scene first, now;
    session_go_to(session, 20);
    stage_build(session, size, &view_fake_metrics, shared, &first);
    struct rect place = plot_place(session, shared);
    EXPECT(place.width > 0 && find_fixed(&first, place, 8) != NULL);
    for (long step = 0; step <= 1700; step += 131) {
        session_go_to(session, step);
        stage_build(session, size, &view_fake_metrics, shared, &now);
        const struct scene_item *item = NULL;
        for (size_t i = 0; (item = find_fixed(&first, place, i)) != NULL; i++) {
            EXPECT(has_one_like(&now, item));
        }
        size_t curves = 0;
        for (size_t i = 0; i < now.count; i++) {
            item = &now.items[i];
            if (item->kind != SCENE_CURVE || item->points[0].x < place.x ||
                item->points[0].y < place.y || item->points[0].y > place.y + place.height) {
                continue;
            }
            curves += item->points[0].x < place.x + place.width;
            for (size_t k = 0; k < item->point_count; k++) {
                float y = item->points[k].y;
                EXPECT(y > place.y - 0.1F && y < place.y + place.height + 0.1F);
            }
        }
        EXPECT_INT(curves, 1);
    }
    session_destroy(session);
}

static void test_lessons_with_a_fit(void) {
    static const char *const others[] = {"tests/lessons/xor.json", "tests/lessons/mazur.json",
                                         "tests/lessons/four-equations.json"};
    for (size_t i = 0; i < TEST_COUNT(others); i++) {
        struct session *session = open_lesson(others[i], 0);
        EXPECT(session_fit(session) == NULL);
        session_destroy(session);
    }
    static const int wide[] = {1, 800, 800, 1}, two[] = {1, 3, 2};
    EXPECT(!fit_curve_fits(view_made_lesson(shared, wide, TEST_COUNT(wide), 3)));
    EXPECT(!fit_curve_fits(view_made_lesson(shared, two, TEST_COUNT(two), 3)));
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    view_open_font(root);
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"the curve at the samples", test_the_curve_at_the_samples},
        {"the curve between its points", test_between_the_points},
        {"the plot stays where it is", test_the_plot_stays},
        {"which lessons have a fit", test_lessons_with_a_fit},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
