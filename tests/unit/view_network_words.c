/* What is written in the network, rings of errors, and which units of many are kept. */
#include "view_panel.h"

static float middle(float begin, float length) {
    return begin + length / 2;
}

/* ---- the curve ---- */

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

/* In a hall plots make place before units do, of layers that are drawn whole. */
static void check_whole_at(const char *path, const struct session *session,
                           struct stage_size size) {
    struct panel panel;
    panel_open(&panel, session, size);
    const struct network_layout *layout = &panel.drawing.layout;
    bool is_folded = false;
    for (size_t i = 0; i < layout->column_count; i++) {
        size_t all = network_units(&session_lesson(session)->network, i);
        is_folded = is_folded || (all <= FEW_IN_ROW_MOST && layout->columns[i].units.has_dots);
    }
    if (is_folded && layout->strip.curve.width > 0) {
        test_failures++;
        printf("# %s, %d x %d: units are left out beside a plot\n", path, size.width, size.height);
    }
    panel_close(&panel);
}

static void check_whole(const char *path, struct session *session) {
    static const struct stage_size sizes[] = {{1280, 720},  {1366, 768},  {1920, 1080},
                                              {1920, 1200}, {1600, 1200}, {3840, 2160}};
    session_set_text_scale(session, TEXT_SCALE_PROJECTOR);
    for (size_t i = 0; i < TEST_COUNT(sizes); i++) {
        check_whole_at(path, session, sizes[i]);
    }
}

static void test_strip(void) {
    for_each_lesson(check_strip);
    for_each_lesson(check_whole);
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
        {"the strip", test_strip},
        {"texts keep to their places", test_texts},
        {"errors stand at their units", test_error_labels},
        {"rings show signs", test_rings},
        {"kept units", test_kept_units},
        {"crowds of edges", test_crowds},
    };
    return panel_tests_run(count, arguments, tests, TEST_COUNT(tests));
}
