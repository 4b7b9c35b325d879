/* The lines of the network, the numbers on them, and the labels around its neurons: what could be
 * taken for another thing keeps away from it. */

#include "view_panel_fonts.h"

#include <math.h>

static bool is_chevron(const struct panel *panel, const struct scene_item *item) {
    return item->kind == SCENE_CURVE && item->quantity.tensor >= 0 &&
           panel->touch.program->tensors[item->quantity.tensor].role == ROLE_WEIGHT;
}

/* Every weight has a line, that of 0 dots; and it has no number without. */
static void test_a_weight_of_0(void) {
    struct session *session = open_lesson(shared, "tests/lessons/ladder/broadcasting.json");
    session_go_to(session, 1);
    struct panel panel;
    panel_open(&panel, session, (struct stage_size){1280, 720});
    int weights = program_find_tensor(panel.touch.program, ROLE_WEIGHT, 1);
    size_t lines = 0, dots = 0;
    for (size_t i = 0; i < panel.scene.count; i++) {
        const struct scene_item *item = &panel.scene.items[i];
        if (item->kind == SCENE_LINE && item->quantity.tensor == weights) {
            double value = touch_value(&panel.touch, item->quantity);
            lines++;
            dots += value == 0;
            EXPECT((value == 0) == (item->dash > 0 && item->dash < 4));
        }
    }
    EXPECT_INT((long)lines, 6);
    EXPECT_INT((long)dots, 2);
    panel_close(&panel);
    session_destroy(session);
}

/* The largest weight is that of the whole matrix, also where it is in the last of more rows than
 * columns; the others are as strong as their share of it. */
static void test_strengths(void) {
    static const char text[] =
        "{\"format\": 1, \"title\": \"tall\", \"notation\": \"four\", \"network\": {\"inputs\": 2, "
        "\"layers\": [{\"units\": 4, \"activation\": \"tanh\", \"weights\": [[0.25, -0.5], [0.5, "
        "0.25], "
        "[0.25, 0.25], [0.25, -2]]}, {\"units\": 1, \"activation\": \"tanh\"}]}, \"data\": "
        "{\"inputs\": "
        "[[1, 1]], \"targets\": [[0]]}, \"loss\": \"half_square\", \"learning_rate\": 0.5}";
    const struct lesson *lesson = fixture_lesson_of_text(shared, "tall", text, strlen(text));
    struct session *session = view_session(shared, lesson, &notations, 0);
    session_go_to(session, 1);
    struct panel panel;
    panel_open(&panel, session, (struct stage_size){1280, 720});
    struct network_edge edges[NETWORK_MOST_EDGES];
    size_t count = network_edges_of(&panel.drawing, 1, edges);
    EXPECT_INT((long)count, 8);
    for (size_t i = 0; i < count; i++) {
        EXPECT_NEAR((double)edges[i].strength, fabs(edges[i].value) / 2, 1e-6);
    }
    panel_close(&panel);
    session_destroy(session);
}

/* The plate of a number of an edge is the box before it. */
static bool find_plate(const struct panel *panel, size_t index, struct rect *ret) {
    const struct scene_item *text = &panel->scene.items[index];
    bool is_number = index > 0 && text->kind == SCENE_TEXT && text->quantity.tensor >= 0 &&
                     panel->touch.program->tensors[text->quantity.tensor].role == ROLE_WEIGHT &&
                     text[-1].kind == SCENE_BOX;
    *ret = is_number ? text[-1].bounds : (struct rect){0};
    return is_number;
}

static bool holds_one(struct rect rect, const struct scene_item *curve) {
    bool holds = false;
    for (size_t i = 0; i < curve->point_count; i++) {
        struct scene_point at = curve->points[i];
        holds = holds || (at.x > rect.x && at.x < rect.x + rect.width && at.y > rect.y &&
                          at.y < rect.y + rect.height);
    }
    return holds;
}

/* Numbers on lines cover no chevron and keep away from labels beside them. */
static void test_numbers_have_air(void) {
    static const struct {
        const char *path;
        long step;
    } cases[] = {{"tests/lessons/four-equations.json", 1},
                 {"tests/lessons/ladder/neurons.json", 3},
                 {"tests/lessons/four/absolute-loss.json", 1},
                 {"tests/lessons/four/activations.json", 5},
                 {"tests/lessons/ladder/broadcasting.json", 1}};
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        struct session *session = open_lesson(shared, cases[i].path);
        session_go_to(session, cases[i].step);
        struct panel panel;
        panel_open(&panel, session, (struct stage_size){1280, 720});
        size_t plates = 0;
        for (size_t k = 0; k < panel.scene.count; k++) {
            struct rect plate;
            if (!find_plate(&panel, k, &plate)) {
                continue;
            }
            plates++;
            for (size_t n = 0; n < panel.scene.count; n++) {
                const struct scene_item *item = &panel.scene.items[n];
                EXPECT(!is_chevron(&panel, item) || !holds_one(plate, item));
                struct rect at = item->bounds;
                float middle = at.y + at.height / 2;
                float beside = fmaxf(at.x - plate.x - plate.width, plate.x - at.x - at.width);
                bool is_level = middle > plate.y && middle < plate.y + plate.height;
                EXPECT(item->kind != SCENE_MATH || !is_level ||
                       beside > 0.28F * panel.drawing.layout.label);
            }
        }
        EXPECT_INT((long)plates, 6);
        panel_close(&panel);
        session_destroy(session);
    }
}

/* The line of text of a role at a unit of the last layer; NULL where there is none. */
static const struct scene_item *find_label(const struct panel *panel, enum role role, size_t unit) {
    size_t last = panel->touch.program->lesson->network.layer_count;
    int tensor = program_find_tensor(panel->touch.program, role, (int)last);
    struct quantity quantity = touch_unit(&panel->touch, tensor, unit);
    for (size_t i = 0; i < panel->scene.count; i++) {
        const struct scene_item *item = &panel->scene.items[i];
        if (item->kind == SCENE_TEXT && quantity_equal(item->quantity, quantity)) {
            return item;
        }
    }
    return NULL;
}

static float pitch_of(const struct network_layout *layout, size_t column) {
    return network_layout_at(layout, column, 1).y - network_layout_at(layout, column, 0).y;
}

/* Of crowded columns one with fewer neurons than the widest keeps the label below one apart from
 * that above the next; and where there is no line for biases, it shows those in use. */
static void test_labels_are_told_apart(void) {
    static const char *const paths[] = {"tests/lessons/ladder/classes.json",
                                        "tests/lessons/delta/samples.json"};
    for (size_t i = 0; i < TEST_COUNT(paths); i++) {
        struct session *session = open_lesson(shared, paths[i]);
        session_go_to(session, step_of(session_program(session), ROLE_PREACTIVATION, 2));
        struct panel panel;
        panel_open(&panel, session, (struct stage_size){1280, 720});
        const struct network_layout *layout = &panel.drawing.layout;
        EXPECT(pitch_of(layout, 2) > 1.05F * pitch_of(layout, 1));
        const struct scene_item *sum = find_label(&panel, ROLE_PREACTIVATION, 0);
        const struct scene_item *bias = find_label(&panel, ROLE_BIAS, 1);
        bool has_room = layout->has_bias_room || network_layout_has_room_above(layout, 2);
        EXPECT(has_room || i == 0);
        EXPECT(sum != NULL && (bias != NULL) == has_room);
        if (sum != NULL && bias != NULL) {
            float apart = bias->bounds.y - sum->bounds.y - sum->bounds.height;
            EXPECT(apart > 0.5F * layout->label);
        }
        panel_close(&panel);
        session_destroy(session);
    }
}

/* The layer that an operation changes is named in bold: its biases and its weights alike. */
static void test_titles_of_updates(void) {
    struct session *session = open_lesson(shared, "tests/lessons/four-equations.json");
    static const enum role roles[] = {ROLE_WEIGHT, ROLE_BIAS};
    for (size_t i = 0; i < TEST_COUNT(roles); i++) {
        session_go_to(session, step_of(session_program(session), roles[i], 2));
        struct panel panel;
        panel_open(&panel, session, (struct stage_size){1280, 720});
        size_t bold = 0;
        for (size_t k = 0; k < panel.scene.count; k++) {
            const struct scene_item *item = &panel.scene.items[k];
            float middle = item->bounds.x + item->bounds.width / 2;
            if (item->kind == SCENE_TEXT && item->face == FACE_PROSE_BOLD &&
                item->bounds.y < panel.drawing.layout.middle.y) {
                EXPECT_NEAR((double)middle, (double)panel.drawing.layout.columns[2].x, 1);
                bold++;
            }
        }
        EXPECT_INT((long)bold, 1);
        panel_close(&panel);
    }
    session_destroy(session);
}

int main(int count, char **arguments) {
    static const struct test tests[] = {
        {"strengths are shares of the largest", test_strengths},
        {"a weight of 0 has a line", test_a_weight_of_0},
        {"numbers on lines have air", test_numbers_have_air},
        {"labels are told apart", test_labels_are_told_apart},
        {"titles of updates", test_titles_of_updates},
    };
    return panel_tests_run_in_fonts(count, arguments, tests, TEST_COUNT(tests));
}
