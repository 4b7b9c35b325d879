/* The network's panel: nothing moves, every value is the chosen sample's, the lit edges are those
 * of the operands, the dots stand on the curve, and no text stands on another. */

#include "view_panel.h"

#include "base/number.h"
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

/* ---- samples ---- */

static bool has_text(const struct scene *scene, const char *text) {
    for (size_t i = 0; i < scene->count; i++) {
        if (scene->items[i].kind == SCENE_TEXT && strcmp(scene->items[i].text, text) == 0) {
            return true;
        }
    }
    return false;
}

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
        session_set_text_scale(session, TEXT_SCALE_PROJECTOR); /* else the header says it */
        struct panel panel;
        panel_open(&panel, session, (struct stage_size){1280, 720});
        int input = touch_tensor(&panel.touch, ROLE_ACTIVATION, 0);
        for (size_t unit = 0; unit < 2; unit++) {
            struct quantity quantity = touch_unit(&panel.touch, input, unit);
            EXPECT_NEAR(touch_value(&panel.touch, quantity), matrix_at(lesson->inputs, 2, unit), 0);
        }
        /* Nothing but 1 and 0 is among them, but not in this order in any other sample. */
        EXPECT_NEAR(matrix_at(lesson->inputs, 2, 0) - matrix_at(lesson->inputs, 2, 1), 1, 0);
        EXPECT(has_text(&panel.scene, "sample 3 of 4"));
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
    session_set_text_scale(session, TEXT_SCALE_PROJECTOR);
    session_set_level(session, LEVEL_ELEMENT);
    for (int i = 0; i < 3; i++) {
        session_apply(session, ACTION_NEXT);
    }
    panel_open(&panel, session, (struct stage_size){1280, 720});
    EXPECT_INT(panel.touch.sample, 2);
    EXPECT(has_text(&panel.scene, "sample 3 of 4"));
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

/* One or two inputs and one output have a plot, and where it has no room there is no curve either.
 */
static void check_strip(const char *path, struct session *session) {
    const struct network *network = &session_lesson(session)->network;
    bool has_map =
        network_units(network, 0) <= 2 && network_units(network, network->layer_count) == 1;
    struct panel panel;
    panel_open(&panel, session, (struct stage_size){1920, 1080});
    const struct network_strip *strip = &panel.drawing.layout.strip;
    if (!(strip->curve.width > 0) || (strip->map.width > 0) != has_map) {
        printf("# %s\n", path);
    }
    EXPECT(strip->curve.width > 0);
    EXPECT_INT(strip->map.width > 0, has_map);
    panel_close(&panel);
    panel_open(&panel, session, (struct stage_size){160, 120});
    EXPECT_NEAR((double)panel.drawing.layout.strip.curve.width, 0, 0);
    panel_close(&panel);
}

static void test_strip(void) {
    for_each_lesson(check_strip);
}

/* ---- texts ---- */

static bool overlap(struct rect a, struct rect b) {
    const float slack = 1;
    return a.x + slack < b.x + b.width && b.x + slack < a.x + a.width &&
           a.y + slack < b.y + b.height && b.y + slack < a.y + a.height;
}

static bool lies_within(struct rect inner, struct rect outer) {
    return inner.x >= outer.x && inner.y >= outer.y - 1 &&
           inner.x + inner.width <= outer.x + outer.width &&
           inner.y + inner.height <= outer.y + outer.height + 1;
}

static void complain(const char *path, const struct panel *panel, const struct scene_item *a,
                     const struct scene_item *b) {
    if (test_failures++ < 12) {
        printf("# %s, step %ld, %.0f x %.0f, text of %.0f: \"%s\" and \"%s\"\n", path,
               panel->moment.at.step, (double)panel->layout.width, (double)panel->layout.height,
               (double)panel->layout.normal, a->text, b != NULL ? b->text : "the panel's edge");
    }
}

static void check_panel(const char *path, const struct session *session, struct stage_size size) {
    struct panel panel;
    struct layout layout = stage_layout(session, size);
    if (layout.network.width <= 0) {
        return; /* one panel at a time: not this one */
    }
    panel_open(&panel, session, size);
    size_t texts = 0;
    for (size_t i = 0; i < panel.scene.count; i++) {
        const struct scene_item *item = &panel.scene.items[i];
        if (item->kind != SCENE_TEXT) {
            continue;
        }
        texts++;
        if (!lies_within(item->bounds, panel.layout.network)) {
            complain(path, &panel, item, NULL);
        }
        for (size_t k = i + 1; k < panel.scene.count; k++) {
            if (panel.scene.items[k].kind == SCENE_TEXT &&
                overlap(item->bounds, panel.scene.items[k].bounds)) {
                complain(path, &panel, item, &panel.scene.items[k]);
            }
        }
    }
    EXPECT(texts > 3);
    panel_close(&panel);
}

static void check_sizes(const char *path, struct session *session) {
    static const struct stage_size sizes[] = {
        {1280, 720}, {1024, 768}, {1920, 1080}, {900, 1400}, {3840, 2160}};
    static const int scales[] = {75, 100, 150, 300};
    for (size_t i = 0; i < TEST_COUNT(sizes) * TEST_COUNT(scales); i++) {
        session_set_text_scale(session, scales[i % TEST_COUNT(scales)]);
        check_panel(path, session, sizes[i / TEST_COUNT(scales)]);
    }
}

/* A few operations of each pass, and a few elements. */
static void check_texts(const char *path, struct session *session) {
    long count = session_program(session)->operation_count;
    for (long step = 0; step <= count; step += FIXTURE_IS_SANITIZED ? 5 : 2) {
        session_go_to(session, step);
        check_sizes(path, session);
    }
    session_set_level(session, LEVEL_ELEMENT);
    for (long step = 0; step < count; step += FIXTURE_IS_SANITIZED ? 7 : 3) {
        session_go_to(session, step);
        session_apply(session, ACTION_NEXT);
        check_sizes(path, session);
    }
}

static void test_texts(void) {
    for_each_lesson(check_texts);
}

/* ---- errors ---- */

static float middle(float begin, float length) {
    return begin + length / 2;
}

/* How far a label lies below the middle of the unit that is nearest to it: negative above it. */
static float below_its_unit(const struct panel *panel, const struct rect *label) {
    float nearest = INFINITY;
    for (size_t i = 0; i < panel->scene.count; i++) {
        const struct scene_item *item = &panel->scene.items[i];
        float aside = middle(item->bounds.x, item->bounds.width) - middle(label->x, label->width);
        float below = middle(label->y, label->height) - middle(item->bounds.y, item->bounds.height);
        bool is_nearer = item->kind == SCENE_DISC && fabsf(aside) < item->bounds.width &&
                         fabsf(below) < fabsf(nearest);
        nearest = is_nearer ? below : nearest;
    }
    return nearest;
}

/* Below the units of a layer stands the error that a step computes, or nothing where that is too
 * wide: what it is made of does not take its place. Returns how many labels there are. */
static size_t check_error_labels(const struct session *session, int layer, struct stage_size size) {
    const struct program *program = session_program(session);
    int sum = program_find_tensor(program, ROLE_PREACTIVATION, layer);
    int error = program_find_tensor(program, ROLE_ERROR, layer);
    struct panel panel;
    panel_open(&panel, session, size);
    size_t count = 0;
    for (size_t i = 0; i < panel.scene.count; i++) {
        const struct scene_item *item = &panel.scene.items[i];
        bool is_sum = item->quantity.tensor == sum, is_error = item->quantity.tensor == error;
        if (item->kind == SCENE_TEXT && (is_sum || is_error)) {
            EXPECT(below_its_unit(&panel, &item->bounds) > 0 ? is_error : is_sum);
            count++;
        }
    }
    panel_close(&panel);
    return count;
}

static void test_error_labels(void) {
    static const struct stage_size sizes[] = {{1280, 720}, {1024, 768}, {1920, 1080}, {640, 480}};
    static const int units[] = {2, 6, 9, 3};
    const struct lesson *lesson = view_made_lesson(shared, units, TEST_COUNT(units), 2);
    size_t labelled = 0;
    for (size_t n = 0; n < notations.count; n++) {
        struct session *session = view_session(shared, lesson, &notations, n);
        for (int layer = 1; layer <= 3; layer++) {
            session_go_to(session, step_of(session_program(session), ROLE_ERROR, layer));
            for (size_t i = 0; i < TEST_COUNT(sizes) * 3; i++) {
                session_set_text_scale(session, 75 + 25 * (int)(i % 3));
                labelled += check_error_labels(session, layer, sizes[i / 3]);
            }
        }
        session_destroy(session);
    }
    EXPECT(labelled > 100);
}

/* The pieces of a ring: none where it is whole. */
static size_t count_dashes(const struct panel *panel, struct quantity quantity) {
    size_t count = 0;
    for (size_t i = 0; i < panel->scene.count; i++) {
        const struct scene_item *item = &panel->scene.items[i];
        count += item->kind == SCENE_CURVE && item->quantity.tensor == quantity.tensor &&
                 item->quantity.row == quantity.row && item->quantity.column == quantity.column;
    }
    return count;
}

/* The sign of an error is seen without its number. */
static void test_rings(void) {
    struct session *session = open_lesson(shared, "tests/lessons/four-equations.json");
    session_go_to(session, step_of(session_program(session), ROLE_ERROR, 1));
    struct panel panel;
    panel_open(&panel, session, (struct stage_size){1920, 1080});
    size_t signs[2] = {0};
    for (size_t layer = 1; layer <= 3; layer++) {
        int tensor = touch_tensor(&panel.touch, ROLE_ERROR, layer);
        EXPECT(tensor >= 0);
        for (size_t unit = 0; tensor >= 0 && unit < 4 - layer; unit++) {
            struct quantity quantity = touch_unit(&panel.touch, tensor, unit);
            bool is_negative = touch_value(&panel.touch, quantity) < 0;
            EXPECT_INT(count_dashes(&panel, quantity) > 4, is_negative);
            signs[is_negative]++;
        }
    }
    EXPECT(signs[0] > 0 && signs[1] > 0);
    panel_close(&panel);
    session_destroy(session);
}

/* ---- folding ---- */

static void test_kept_units(void) {
    struct few_in_row shown = few_in_row_create(64, 6);
    EXPECT_INT(shown.dots, 4);
    EXPECT_INT(shown.index[5], 63);
    few_in_row_keep(&shown, 2);
    EXPECT_INT(shown.index[5], 63);
    few_in_row_keep(&shown, 40);
    EXPECT_INT(shown.index[5], 40);
    EXPECT_INT(shown.count, 6);
    struct few_in_row few = few_in_row_create(3, 6);
    few_in_row_keep(&few, 1);
    EXPECT_INT(few.index[2], 2);
}

/* Of a crowd most edges are faint, but each unit keeps its strongest; all of few are plain. */
static void test_crowds(void) {
    static const int units[] = {40, 30, 3};
    struct session *session =
        view_session(shared, view_made_lesson(shared, units, TEST_COUNT(units), 2), &notations, 0);
    struct panel panel;
    panel_open(&panel, session, (struct stage_size){1920, 1080});
    struct network_edge edges[NETWORK_MOST_EDGES];
    size_t count = network_edges_of(&panel.drawing, 1, edges);
    size_t full = 0;
    for (size_t i = 0; i < count; i++) {
        full += edges[i].is_full;
    }
    size_t shown = panel.drawing.layout.columns[1].units.count - 1;
    EXPECT_INT(full, shown);
    EXPECT(count > 2 * full);
    panel_close(&panel);
    session_destroy(session);
    session = open_lesson(shared, "tests/lessons/four-equations.json");
    panel_open(&panel, session, (struct stage_size){1920, 1080});
    count = network_edges_of(&panel.drawing, 1, edges);
    EXPECT_INT(count, 6);
    for (size_t i = 0; i < count; i++) {
        EXPECT(edges[i].is_full);
    }
    panel_close(&panel);
    session_destroy(session);
}

int main(int count, char **arguments) {
    static const struct test tests[] = {
        {"rings of negative errors", test_ring_dashes},
        {"nothing moves between steps", test_nothing_moves},
        {"the chosen sample's values", test_samples},
        {"elements choose their sample", test_samples_of_elements},
        {"operations light their edges", test_flow_of_operations},
        {"elements light their edges", test_flow_of_elements},
        {"dots on the curve", test_curve},
        {"the strip", test_strip},
        {"texts keep to their places", test_texts},
        {"errors stand at their units", test_error_labels},
        {"rings show signs", test_rings},
        {"kept units", test_kept_units},
        {"crowds of edges", test_crowds},
    };
    return panel_tests_run(count, arguments, tests, TEST_COUNT(tests));
}
