/* What stands beside neurons and edges: every number with its name. */

#include "view_panel.h"

#include "view/network/network_label.h"

static bool same_quantity(struct quantity a, struct quantity b) {
    return a.tensor == b.tensor && a.row == b.row && a.column == b.column;
}

/* The text or, without one, the symbol that stands for an element. */
static const struct scene_item *word_of(const struct scene *scene, enum scene_kind kind,
                                        struct quantity quantity) {
    for (size_t i = 0; i < scene->count; i++) {
        if (scene->items[i].kind == kind && same_quantity(scene->items[i].quantity, quantity)) {
            return &scene->items[i];
        }
    }
    return NULL;
}

/* How many of the targets of the shown sample are right of their outputs or below, with number and
 * symbol. */
static size_t count_targets(const struct panel *panel) {
    const struct network_layout *layout = &panel->drawing.layout;
    size_t layer = layout->column_count - 1;
    int tensor = program_find_tensor(panel->touch.program, ROLE_TARGET, -1);
    size_t count = 0;
    for (size_t i = 0; i < layout->columns[layer].units.count; i++) {
        struct quantity quantity =
            touch_unit(&panel->touch, tensor, layout->columns[layer].units.index[i]);
        const struct scene_item *number = word_of(&panel->scene, SCENE_TEXT, quantity);
        struct scene_point at = network_layout_at(layout, layer, i);
        count += number != NULL && word_of(&panel->scene, SCENE_MATH, quantity) != NULL &&
                 strcmp(number->text, network_label_value(&panel->drawing, quantity)) == 0 &&
                 (number->bounds.x > at.x || number->bounds.y > at.y);
    }
    return count;
}

static void check_targets(const char *path, struct session *session) {
    size_t outputs = 0;
    long count = session_program(session)->operation_count;
    for (long step = 0; step <= count; step += count) {
        session_go_to(session, step);
        struct panel panel;
        panel_open(&panel, session, (struct stage_size){1920, 1080});
        const struct few_in_row *units =
            &panel.drawing.layout.columns[panel.drawing.layout.column_count - 1].units;
        outputs = units->count - units->has_dots;
        if (count_targets(&panel) != outputs) {
            printf("# %s, step %ld\n", path, step);
        }
        EXPECT_INT(count_targets(&panel), outputs);
        panel_close(&panel);
    }
    EXPECT(outputs > 0);
}

static void test_targets(void) {
    for_each_lesson(check_targets);
}

/* It is the chosen sample's, and heavier while the loss reads it. */
static void test_target_of_sample(void) {
    struct session *session = open_lesson(shared, "tests/lessons/xor.json");
    struct quantity first = QUANTITY_NONE;
    for (int i = 0; i < 2; i++) {
        session_go_to(session, i == 0 ? 1 : step_of(session_program(session), ROLE_LOSS, -1));
        struct panel panel;
        panel_open(&panel, session, (struct stage_size){1920, 1080});
        int tensor = program_find_tensor(panel.touch.program, ROLE_TARGET, -1);
        struct quantity quantity = touch_unit(&panel.touch, tensor, 0);
        const struct scene_item *number = word_of(&panel.scene, SCENE_TEXT, quantity);
        EXPECT(number != NULL && number->face == (i == 0 ? FACE_REGULAR : FACE_BOLD));
        EXPECT(!same_quantity(first, quantity));
        first = quantity;
        panel_close(&panel);
        session_apply(session, ACTION_NEXT_SAMPLE);
    }
    session_destroy(session);
}

/* The slope is taken at z: it stands there, besides the error that comes out. */
static void test_sums_of_backward_pass(void) {
    static const struct stage_size sizes[] = {{1280, 720}, {1920, 1080}};
    struct session *session = open_lesson(shared, "tests/lessons/four-equations.json");
    session_go_to(session, step_of(session_program(session), ROLE_ERROR, 1));
    for (size_t i = 0; i < TEST_COUNT(sizes); i++) {
        struct panel panel;
        panel_open(&panel, session, sizes[i]);
        int z = touch_tensor(&panel.touch, ROLE_PREACTIVATION, 1);
        int error = touch_tensor(&panel.touch, ROLE_ERROR, 1);
        for (size_t unit = 0; unit < 3; unit++) {
            struct quantity sum = touch_unit(&panel.touch, z, unit);
            struct quantity result = touch_unit(&panel.touch, error, unit);
            EXPECT(word_of(&panel.scene, SCENE_TEXT, sum) != NULL);
            EXPECT(word_of(&panel.scene, SCENE_MATH, sum) != NULL);
            EXPECT(word_of(&panel.scene, SCENE_TEXT, result) != NULL);
        }
        panel_close(&panel);
    }
    session_destroy(session);
}

static bool is_label(enum role role) {
    return role == ROLE_PREACTIVATION || role == ROLE_BIAS || role == ROLE_BIAS_GRADIENT ||
           role == ROLE_ERROR || role == ROLE_ACTIVATION_GRADIENT || role == ROLE_LOSS;
}

/* No number stands for itself: its color alone does not say what it is. */
static void check_names(const char *path, struct session *session) {
    for (long step = 0; step <= session_program(session)->operation_count; step++) {
        session_go_to(session, step);
        struct panel panel;
        panel_open(&panel, session, (struct stage_size){1280, 720});
        for (size_t i = 0; i < panel.scene.count; i++) {
            const struct scene_item *item = &panel.scene.items[i];
            bool is_number = item->kind == SCENE_TEXT && item->quantity.tensor >= 0 &&
                             is_label(panel.touch.program->tensors[item->quantity.tensor].role);
            if (is_number && word_of(&panel.scene, SCENE_MATH, item->quantity) == NULL) {
                printf("# %s, step %ld: %s\n", path, step, item->text);
                test_failures++;
            }
        }
        panel_close(&panel);
    }
}

static void test_names(void) {
    for_each_lesson(check_names);
}

/* ---- names of inputs ---- */

static size_t count_texts(const struct scene *scene, const char *text) {
    size_t count = 0;
    for (size_t i = 0; i < scene->count; i++) {
        count += scene->items[i].kind == SCENE_TEXT && strcmp(scene->items[i].text, text) == 0;
    }
    return count;
}

static void check_input_names(const char *path, struct session *session) {
    static const struct stage_size sizes[] = {{1280, 720}, {1366, 768}, {1920, 1080}};
    const struct network *network = &session_lesson(session)->network;
    for (size_t k = 0; k < TEST_COUNT(sizes); k++) {
        struct panel panel;
        panel_open(&panel, session, sizes[k]);
        const struct few_in_row *units = &panel.drawing.layout.columns[0].units;
        for (size_t i = 0; i < units->count; i++) {
            const char *name = network->input_names[units->index[i]];
            if (!few_in_row_is_dots(units, i) && count_texts(&panel.scene, name) == 0) {
                test_failures++;
                printf("# %s, %d wide: no %s\n", path, sizes[k].width, name);
            }
        }
        panel_close(&panel);
    }
}

static void test_input_names(void) {
    for_each_lesson(check_input_names);
}

int main(int count, char **arguments) {
    static const struct test tests[] = {
        {"targets beside the outputs", test_targets},
        {"the target of the sample", test_target_of_sample},
        {"z where the slope is taken", test_sums_of_backward_pass},
        {"names of inputs", test_input_names},
        {"no label without a name", test_names},
    };
    return panel_tests_run(count, arguments, tests, TEST_COUNT(tests));
}
