/* The network's panel: nothing moves, every value is the chosen sample's, the lit edges are those
 * of the operands, the dots stand on the curve, and no text stands on another. */
#include "view_panel.h"

#include "view/network/network_curve.h"

/* ---- nothing moves ---- */

static size_t count_discs(const struct scene *scene, struct rect bounds) {
    size_t count = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        count += item->kind == SCENE_DISC && memcmp(&item->bounds, &bounds, sizeof bounds) == 0;
    }
    return count;
}

/* Every neuron of the first picture has its disc in this one. */
static void expect_neurons(const char *path, const struct panel *panel,
                           const struct network_layout *first) {
    size_t missing = 0;
    for (size_t i = 0; i < first->column_count; i++) {
        for (size_t k = 0; k < first->columns[i].units.count; k++) {
            struct scene_point at = network_layout_at(first, i, k);
            struct rect disc = {at.x - first->radius, at.y - first->radius, 2 * first->radius,
                                2 * first->radius};
            bool is_dots = few_in_row_is_dots(&first->columns[i].units, k);
            missing += !is_dots && count_discs(&panel->scene, disc) != 1;
        }
    }
    if (missing > 0) {
        printf("# %s, step %ld\n", path, panel->moment.at.step);
    }
    EXPECT_INT(missing, 0);
}

static void check_nothing_moves(const char *path, struct session *session) {
    struct stage_size size = {1280, 720};
    struct panel panel;
    panel_open(&panel, session, size);
    struct network_layout first = panel.drawing.layout;
    panel_close(&panel);
    for (int level = LEVEL_OPERATION; level <= LEVEL_ELEMENT; level += 2) {
        session_set_level(session, (enum step_level)level);
        session_go_to(session, 0);
        for (int i = 0; i < 60 && session_apply(session, ACTION_NEXT) != SESSION_SAME; i++) {
            panel_open(&panel, session, size);
            expect_neurons(path, &panel, &first);
            panel_close(&panel);
        }
    }
}

static void test_nothing_moves(void) {
    for_each_lesson(check_nothing_moves);
}

/* ---- sums ---- */

static size_t count_texts_of(const struct scene *scene, struct quantity quantity) {
    size_t count = 0;
    for (size_t i = 0; i < scene->count; i++) {
        count += scene->items[i].kind == SCENE_TEXT &&
                 quantity_equal(scene->items[i].quantity, quantity);
    }
    return count;
}

static size_t sums;

/* What a step computes or reads of a layer's sums stands at its neurons, unless the error that it
 * is about has the only line. */
static void expect_sums(const struct panel *panel) {
    const struct network *network = &panel->moment.program->lesson->network;
    for (size_t layer = 1; layer <= network->layer_count; layer++) {
        bool is_shown = touch_has(&panel->touch, ROLE_PREACTIVATION, layer) &&
                        !touch_has(&panel->touch, ROLE_ERROR, layer);
        const int sum = touch_tensor(&panel->touch, ROLE_PREACTIVATION, layer);
        for (size_t unit = 0; is_shown && unit < network_units(network, layer); unit++) {
            EXPECT(count_texts_of(&panel->scene, touch_unit(&panel->touch, sum, unit)) >= 1);
            sums++;
        }
    }
}

static void test_sums_stand_there(void) {
    static const struct {
        struct stage_size size;
        int scale;
    } windows[] = {{{1280, 720}, 100}, {{900, 320}, 150}};
    static const char *const paths[] = {"tests/lessons/xor.json", "lessons/mlbook/03-reuse.json"};
    for (size_t i = 0; i < TEST_COUNT(windows) * TEST_COUNT(paths); i++) {
        struct session *session = open_lesson(shared, paths[i % TEST_COUNT(paths)]);
        session_set_text_scale(session, windows[i / TEST_COUNT(paths)].scale);
        for (long step = 1; step <= session_program(session)->operation_count; step++) {
            session_go_to(session, step);
            struct panel panel;
            panel_open(&panel, session, windows[i / TEST_COUNT(paths)].size);
            expect_sums(&panel);
            panel_close(&panel);
        }
        session_destroy(session);
    }
    printf("# %zu sums\n", sums);
    EXPECT(sums > 20);
}

/* ---- columns ---- */

/* For the targets columns move together, but not where numbers would get much smaller: in this
 * window they stay as large as they may be, in one that is a little narrower they move. */
static void test_columns_move_a_little(void) {
    static const struct {
        struct stage_size size;
        float least, most; /* of the largest that numbers may be */
    } windows[] = {{{684, 480}, 1, 1}, {{668, 480}, 0.96F, 0.99F}};
    const float largest = 1.2F;
    const int units[] = {2, 3, 1};
    struct session *session =
        view_session(shared, view_made_lesson(shared, units, 3, 2), &notations, 0);
    for (size_t i = 0; i < TEST_COUNT(windows); i++) {
        struct panel panel;
        panel_open(&panel, session, windows[i].size);
        float share = panel.drawing.layout.text / (largest * panel.layout.network_text);
        EXPECT(share > windows[i].least - 0.001F && share < windows[i].most + 0.001F);
        panel_close(&panel);
    }
    session_destroy(session);
}

/* ---- samples ---- */

/* In notations with samples in columns and with samples in rows. */
static void test_samples(void) {
    size_t axes = 0;
    for (size_t i = 0; i < notations.count; i++) {
        struct arena *arena = arena_create();
        const struct lesson *lesson = fixture_lesson(arena, root, "tests/lessons/xor.json");
        struct session *session = view_session(arena, lesson, &notations, i);
        session_go_to(session, 1);
        session_apply(session, ACTION_NEXT_SAMPLE);
        session_apply(session, ACTION_NEXT_SAMPLE);
        struct panel panel;
        panel_open(&panel, session, (struct stage_size){1280, 720});
        int input = touch_tensor(&panel.touch, ROLE_ACTIVATION, 0);
        for (size_t unit = 0; unit < 2; unit++) {
            struct quantity quantity = touch_unit(&panel.touch, input, unit);
            EXPECT_NEAR(touch_value(&panel.touch, quantity), matrix_at(lesson->inputs, 2, unit), 0);
        }
        /* Nothing but 1 and 0 is among them, but not in this order in any other sample. */
        EXPECT_NEAR(matrix_at(lesson->inputs, 2, 0) - matrix_at(lesson->inputs, 2, 1), 1, 0);
        EXPECT_INT((long)panel.touch.sample, 2);
        axes |= (size_t)1 << notations.items[i]->samples;
        panel_close(&panel);
        session_destroy(session);
        arena_destroy(arena);
    }
    EXPECT_INT(axes, 3);
}

/* Between elements the network goes along with the element's sample, and knows what is done. */
static void test_samples_of_elements(void) {
    struct session *session = open_lesson(shared, "tests/lessons/xor.json");
    struct panel panel;
    session_set_level(session, LEVEL_ELEMENT);
    for (int i = 0; i < 3; i++) {
        session_apply(session, ACTION_NEXT);
    }
    panel_open(&panel, session, (struct stage_size){1280, 720});
    EXPECT_INT(panel.touch.sample, 2);
    int z = touch_tensor(&panel.touch, ROLE_PREACTIVATION, 1);
    EXPECT(z >= 0 && !touch_knows(&panel.touch, touch_unit(&panel.touch, z, 0)));
    panel_close(&panel);
    /* 12 elements of the product, then 3 of the sum with the bias. */
    for (int i = 0; i < 12; i++) {
        session_apply(session, ACTION_NEXT);
    }
    panel_open(&panel, session, (struct stage_size){1280, 720});
    z = touch_tensor(&panel.touch, ROLE_PREACTIVATION, 1);
    EXPECT(touch_knows(&panel.touch, touch_unit(&panel.touch, z, 0)));
    EXPECT(!touch_knows(&panel.touch, (struct quantity){z, 0, 3}));
    double sum = touch_value(&panel.touch, touch_unit(&panel.touch, z, 0));
    panel_close(&panel);
    session_set_level(session, LEVEL_OPERATION);
    session_go_to(session, 1);
    session_apply(session, ACTION_NEXT_SAMPLE);
    session_apply(session, ACTION_NEXT_SAMPLE);
    panel_open(&panel, session, (struct stage_size){1280, 720});
    z = touch_tensor(&panel.touch, ROLE_PREACTIVATION, 1);
    EXPECT_NEAR(touch_value(&panel.touch, touch_unit(&panel.touch, z, 0)), sum, 0);
    panel_close(&panel);
    session_destroy(session);
}

/* ---- the way of the values ---- */

/* 2-3-2-1, and no script that shows elements at some steps. */
static const char *const plain_lesson = "tests/lessons/four/one-sample.json";

/* The edges that are lit: of this layer, into this unit, from this one below; -1: any. */
static void expect_lit(const struct panel *panel, long layer, long unit, long below) {
    const struct network *network = &panel->touch.program->lesson->network;
    size_t wrong = 0;
    for (size_t l = 1; l <= network->layer_count; l++) {
        for (size_t i = 0; i < network_units(network, l); i++) {
            for (size_t j = 0; j < network_units(network, l - 1); j++) {
                bool is_wanted = (long)l == layer && (unit < 0 || unit == (long)i) &&
                                 (below < 0 || below == (long)j);
                wrong += flow_has_edge(&panel->flow, l, i, j) != is_wanted;
            }
        }
    }
    EXPECT_INT(wrong, 0);
}

static bool is_chevron(const struct panel *panel, const struct scene_item *item) {
    return item->kind == SCENE_CURVE && item->quantity.tensor >= 0 &&
           panel->touch.program->tensors[item->quantity.tensor].role == ROLE_WEIGHT;
}

/* A chevron's point lies left or right of its ends. */
static void expect_chevrons(const struct panel *panel, size_t count, float direction) {
    size_t found = 0;
    for (size_t i = 0; i < panel->scene.count; i++) {
        const struct scene_item *item = &panel->scene.items[i];
        if (is_chevron(panel, item)) {
            float middle = (item->points[0].x + item->points[2].x) / 2;
            EXPECT((item->points[1].x - middle) * direction > 0);
            found++;
        }
    }
    EXPECT_INT(found, count);
}

static void test_flow_of_operations(void) {
    static const struct {
        enum role role;
        int layer;
        long edges; /* of this layer */
        enum flow_direction direction;
        size_t chevrons;
        float way;
    } cases[] = {
        {ROLE_PREACTIVATION, 2, 2, FLOW_FORWARD, 6, 1},
        {ROLE_ACTIVATION, 2, 0, FLOW_NONE, 0, 0},
        {ROLE_ERROR, 1, 2, FLOW_BACKWARD, 6, -1},
        {ROLE_WEIGHT_GRADIENT, 2, 2, FLOW_INTO_EDGES, 0, 0},
        {ROLE_WEIGHT, 1, 1, FLOW_INTO_EDGES, 0, 0},
    };
    struct session *session = open_lesson(shared, plain_lesson);
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        session_go_to(session, step_of(session_program(session), cases[i].role, cases[i].layer));
        struct panel panel;
        panel_open(&panel, session, (struct stage_size){1920, 1080});
        EXPECT_INT(panel.flow.direction, cases[i].direction);
        expect_lit(&panel, cases[i].edges, -1, -1);
        expect_chevrons(&panel, cases[i].chevrons, cases[i].way);
        panel_close(&panel);
    }
    session_destroy(session);
}

static void expect_element(struct session *session, long layer, long unit, long below) {
    session_apply(session, ACTION_NEXT);
    struct panel panel;
    panel_open(&panel, session, (struct stage_size){1920, 1080});
    expect_lit(&panel, layer, unit, below);
    panel_close(&panel);
}

/* Of 2-3-2-1: each element lights the edges that it is made of, and no other. */
static void test_flow_of_elements(void) {
    struct session *session = open_lesson(shared, plain_lesson);
    const struct program *program = session_program(session);
    session_set_level(session, LEVEL_ELEMENT);
    session_go_to(session, step_of(program, ROLE_PREACTIVATION, 2) - 1);
    expect_element(session, 2, 0, -1);
    expect_element(session, 2, 1, -1);
    expect_element(session, 0, 0, 0); /* + b: no edge at all */
    session_go_to(session, step_of(program, ROLE_ERROR, 1) - 1);
    for (long unit = 0; unit < 3; unit++) {
        expect_element(session, 2, -1, unit);
    }
    expect_element(session, 0, 0, 0); /* the slope */
    session_go_to(session, step_of(program, ROLE_WEIGHT_GRADIENT, 2) - 1);
    for (long i = 0; i < 6; i++) {
        expect_element(session, 2, i / 3, i % 3);
    }
    session_destroy(session);
}

/* The dashes of a negative error are the ring that a positive one has: as far out, as thick. */
static void test_ring_dashes(void) {
    struct session *session = open_lesson(shared, "tests/lessons/mazur.json");
    session_go_to(session, step_of(session_program(session), ROLE_ERROR, 1));
    struct panel panel;
    panel_open(&panel, session, (struct stage_size){1280, 720});
    const struct scene_item *ring = NULL;
    size_t dashes = 0;
    for (size_t i = 0; i < panel.scene.count; i++) {
        const struct scene_item *item = &panel.scene.items[i];
        bool is_error = item->quantity.tensor >= 0 &&
                        panel.touch.program->tensors[item->quantity.tensor].role == ROLE_ERROR;
        ring = is_error && item->kind == SCENE_DISC && item->stroke == 0 ? item : ring;
        if (!is_error || item->kind != SCENE_CURVE || ring == NULL) {
            continue;
        }
        float radius = ring->bounds.width / 2, x = ring->bounds.x + radius,
              y = ring->bounds.y + radius;
        for (size_t k = 0; k < item->point_count; k++) {
            float away = hypotf(item->points[k].x - x, item->points[k].y - y);
            EXPECT(fabsf(away - radius + item->stroke / 2) < 0.2F);
        }
        dashes++;
    }
    printf("# %zu dashes\n", dashes);
    EXPECT(dashes > 8);
    panel_close(&panel);
    session_destroy(session);
}

/* ---- the curve ---- */

static const struct scene_item *dot_of(const struct scene *scene, struct quantity quantity,
                                       struct rect strip) {
    const struct scene_item *found = NULL;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        bool is_it =
            item->kind == SCENE_DISC && item->quantity.tensor == quantity.tensor &&
            item->quantity.row == quantity.row && item->quantity.column == quantity.column &&
            item->bounds.x + item->bounds.width / 2 >= strip.x && item->bounds.y >= strip.y;
        found = is_it ? item : found; /* the last: f goes over f' */
    }
    return found;
}

/* The dot is as far along the axis as z between its ends, and as high as f(z). */
static void expect_dots(const struct panel *panel, size_t layer, double low, double high) {
    const struct network *network = &panel->touch.program->lesson->network;
    enum activation activation = network->layers[layer - 1].activation;
    struct network_curve curve = network_curve_create(&panel->drawing, layer);
    int tensor = touch_tensor(&panel->touch, ROLE_PREACTIVATION, layer);
    EXPECT(tensor >= 0);
    for (size_t unit = 0; tensor >= 0 && unit < network_units(network, layer); unit++) {
        struct quantity quantity = touch_unit(&panel->touch, tensor, unit);
        double z = touch_value(&panel->touch, quantity);
        double value = activation_definition(activation)->value(z);
        const struct scene_item *dot =
            dot_of(&panel->scene, quantity, panel->drawing.layout.strip.curve);
        EXPECT(dot != NULL && fabs(z) < curve.z_most);
        if (dot == NULL) {
            continue;
        }
        double x = (double)curve.plot.x +
                   (double)curve.plot.width * (z + curve.z_most) / (2 * curve.z_most);
        double y = (double)(curve.plot.y + curve.plot.height) -
                   (double)curve.plot.height * (value - low) / (high - low);
        EXPECT(fabs((double)(dot->bounds.x + dot->bounds.width / 2) - x) < 0.05);
        EXPECT(fabs((double)(dot->bounds.y + dot->bounds.height / 2) - y) < 0.05);
    }
}

static void test_curve(void) {
    static const struct {
        const char *path;
        int layer;
        double low, high;
    } cases[] = {
        {"tests/lessons/four-equations.json", 2, 0, 1},
        {"tests/lessons/xor.json", 1, -1, 1},
        {"tests/lessons/four/activations.json", 1, 0, 4},
    };
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        struct session *session = open_lesson(shared, cases[i].path);
        session_go_to(session, step_of(session_program(session), ROLE_ACTIVATION, cases[i].layer));
        struct panel panel;
        panel_open(&panel, session, (struct stage_size){1920, 1080});
        EXPECT(panel.drawing.layout.strip.curve.width > 0);
        EXPECT_INT(network_curve_layer(&panel.drawing), cases[i].layer);
        expect_dots(&panel, (size_t)cases[i].layer, cases[i].low, cases[i].high);
        panel_close(&panel);
        session_destroy(session);
    }
}

int main(int count, char **arguments) {
    static const struct test tests[] = {
        {"rings of negative errors", test_ring_dashes},
        {"nothing moves between steps", test_nothing_moves},
        {"sums stand at their neurons", test_sums_stand_there},
        {"columns move together only a little", test_columns_move_a_little},
        {"the chosen sample's values", test_samples},
        {"elements choose their sample", test_samples_of_elements},
        {"operations light their edges", test_flow_of_operations},
        {"elements light their edges", test_flow_of_elements},
        {"dots on the curve", test_curve},
    };
    return panel_tests_run(count, arguments, tests, TEST_COUNT(tests));
}
