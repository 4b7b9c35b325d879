/* Which sample is shown: whoever points at a sample's values sees that sample, and the board says
 * which of its columns or rows it is. */

#include "view_fixture.h"

#include "view/stage/pointing.h"

#include <math.h>

static const char *root;
static struct arena *shared;
static struct view_notations notations;

static const struct stage_size size = {1280, 720};
enum { SAMPLES = 4, ACTIVATION = 2 };

static struct session *open_lesson(const char *path, size_t notation) {
    return view_session(shared, fixture_lesson(shared, root, path), &notations, notation);
}

static struct scene scene_of(const struct session *session) {
    struct scene scene;
    stage_build(session, size, &view_fake_metrics, shared, &scene);
    return scene;
}

/* The quantity of a sample's first unit. */
static struct quantity unit_of(const struct program *program, int tensor, long sample) {
    bool is_down = program->notation->samples == SAMPLES_AS_COLUMNS;
    return (struct quantity){tensor, is_down ? 0 : sample, is_down ? sample : 0};
}

static void test_the_selected_sample_is_shown(void) {
    for (size_t i = 0; i < notations.count; i++) {
        struct session *session = open_lesson("tests/lessons/xor.json", i);
        const struct program *program = session_program(session);
        int errors = program_find_tensor(program, ROLE_ERROR, 2);
        int weights = program_find_tensor(program, ROLE_WEIGHT, 1);
        for (long sample = SAMPLES - 1; sample >= 0; sample--) {
            EXPECT_INT(session_select(session, unit_of(program, errors, sample)), SESSION_LOOKS);
            EXPECT_INT((long)session_sample(session), sample);
        }
        session_select(session, unit_of(program, errors, 2));
        session_select(session, (struct quantity){weights, 1, 1});
        EXPECT_INT((long)session_sample(session), 2);
        session_select(session, (struct quantity){errors, -1, -1});
        EXPECT_INT((long)session_sample(session), 2);
        session_select(session, QUANTITY_NONE);
        EXPECT_INT((long)session_sample(session), 2);
        session_destroy(session);
    }
}

/* The next sample has the same unit selected; a weight belongs to none and stays. */
static void test_the_selection_goes_along(void) {
    for (size_t i = 0; i < notations.count; i++) {
        struct session *session = open_lesson("tests/lessons/xor.json", i);
        const struct program *program = session_program(session);
        int activations = program_find_tensor(program, ROLE_ACTIVATION, 1);
        session_select(session, unit_of(program, activations, 3));
        session_apply(session, ACTION_NEXT_SAMPLE);
        EXPECT(
            quantity_equal(session_selection(session)->selected, unit_of(program, activations, 0)));
        bool is_down = program->notation->samples == SAMPLES_AS_COLUMNS;
        session_apply(session, is_down ? ACTION_SELECT_RIGHT : ACTION_SELECT_DOWN);
        EXPECT_INT((long)session_sample(session), 1);
        int weights = program_find_tensor(program, ROLE_WEIGHT, 1);
        struct quantity weight = {weights, 1, 1};
        session_select(session, weight);
        session_apply(session, ACTION_NEXT_SAMPLE);
        EXPECT(quantity_equal(session_selection(session)->selected, weight));
        EXPECT_INT((long)session_sample(session), 2);
        session_destroy(session);
    }
}

/* The disc of a sample in the plot beside the network, found by the quantity that it stands for. */
static const struct scene_item *find_point(const struct scene *scene, struct quantity quantity) {
    const struct scene_item *found = NULL;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        bool is_point = item->kind == SCENE_DISC && quantity_equal(item->quantity, quantity);
        bool is_smaller = found == NULL || item->bounds.width < found->bounds.width;
        found = is_point && is_smaller ? item : found;
    }
    return found;
}

static void check_points(const char *path, size_t notation, long inputs) {
    struct session *session = open_lesson(path, notation);
    const struct program *program = session_program(session);
    int tensor = program_find_tensor(program, ROLE_ACTIVATION, 0);
    for (long sample = (long)program->samples - 1; sample >= 0; sample--) {
        struct scene scene = scene_of(session);
        struct quantity quantity = unit_of(program, tensor, sample);
        bool is_down = program->notation->samples == SAMPLES_AS_COLUMNS;
        *(is_down ? &quantity.row : &quantity.column) = inputs == 1 ? 0 : -1;
        const struct scene_item *point = find_point(&scene, quantity);
        EXPECT(point != NULL);
        if (point != NULL) {
            float half = point->bounds.width / 2;
            pointing_click(session, &scene,
                           (struct scene_point){point->bounds.x + half, point->bounds.y + half});
        }
        EXPECT_INT((long)session_sample(session), sample);
    }
    session_destroy(session);
}

static void test_points_choose_their_sample(void) {
    for (size_t i = 0; i < notations.count; i++) {
        check_points("tests/lessons/xor.json", i, 2);
        check_points("tests/lessons/mlbook/absolute-value.json", i, 1);
    }
}

/* The point with the ring around it is that of the element's sample, like the network's values: a
 * ring is a disc without a color, and its point has the same middle. */
static void check_ring(const struct session *session, struct quantity quantity) {
    const struct canvas canvas = {.theme = theme_get(THEME_DARK)};
    struct scene scene = scene_of(session);
    const struct scene_item *point = find_point(&scene, quantity);
    EXPECT(point != NULL);
    size_t around = 0;
    for (size_t i = 0; point != NULL && i < scene.count; i++) {
        const struct scene_item *item = &scene.items[i];
        float from = item->bounds.x + (item->bounds.width - point->bounds.width) / 2;
        float down = item->bounds.y + (item->bounds.height - point->bounds.height) / 2;
        around += item->kind == SCENE_DISC && item->color == 0 &&
                  item->stroke_color == canvas_color(&canvas, COLOR_TEXT) &&
                  item->bounds.width > point->bounds.width &&
                  fabsf(from - point->bounds.x) < 0.1F && fabsf(down - point->bounds.y) < 0.1F;
    }
    EXPECT_INT((long)around, 1);
}

/* Element by element through the last z of a batch, every sample has its turn. */
static void check_turns(const char *path, size_t notation, long inputs) {
    struct session *session = open_lesson(path, notation);
    const struct program *program = session_program(session);
    const struct network *network = &program->lesson->network;
    int sums = program_find_tensor(program, ROLE_PREACTIVATION, (int)network->layer_count);
    int tensor = program_find_tensor(program, ROLE_ACTIVATION, 0);
    bool is_down = program->notation->samples == SAMPLES_AS_COLUMNS;
    session_set_level(session, LEVEL_ELEMENT);
    session_go_to(session, program->tensors[sums].first_write);
    for (size_t sample = 0; sample < program->samples; sample++) {
        session_apply(session, ACTION_NEXT);
        struct quantity quantity = unit_of(program, tensor, (long)sample);
        *(is_down ? &quantity.row : &quantity.column) = inputs == 1 ? 0 : -1;
        check_ring(session, quantity);
    }
    session_destroy(session);
}

static void test_the_ring_goes_with_the_elements(void) {
    for (size_t i = 0; i < notations.count; i++) {
        check_turns("tests/lessons/xor.json", i, 2);
        check_turns("tests/lessons/mlbook/absolute-value.json", i, 1);
    }
}

/* ---- the board ---- */

/* The middles of the numbers of a tensor's sample in the board's panel, where they are shown. */
static bool find_cell(const struct scene *scene, struct rect board, struct quantity quantity,
                      struct scene_point *ret) {
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind == SCENE_TEXT && quantity_equal(item->quantity, quantity) &&
            item->bounds.x > board.x && item->bounds.y > board.y) {
            *ret = (struct scene_point){item->bounds.x + item->bounds.width / 2,
                                        item->bounds.y + item->bounds.height / 2};
            return true;
        }
    }
    return false;
}

/* Bars are thin, without corners, and in the dim color of texts. */
/* Or the ground of a row. */
static bool is_bar(const struct canvas *canvas, const struct scene_item *item) {
    if (item->kind == SCENE_BOX &&
        item->color == theme_fade(canvas_color(canvas, COLOR_TEXT_DIM), 0.22F)) {
        return true;
    }
    float thin = fminf(item->bounds.width, item->bounds.height);
    float wide = fmaxf(item->bounds.width, item->bounds.height);
    return item->kind == SCENE_BOX && item->color == canvas_color(canvas, COLOR_TEXT_DIM) &&
           thin < 5 && wide > 2 * thin;
}

/* Each sample in turn has a bar in its column or row, and everything else is where it was. */
static void check_bars(size_t notation) {
    struct session *session = open_lesson("tests/lessons/xor.json", notation);
    const struct program *program = session_program(session);
    int tensor = program_find_tensor(program, ROLE_ACTIVATION, ACTIVATION);
    session_go_to(session, program->tensors[tensor].first_write + 1);
    struct rect board = stage_layout(session, size).board;
    const struct canvas canvas = {.theme = theme_get(THEME_DARK)};
    bool is_down = program->notation->samples == SAMPLES_AS_COLUMNS;
    for (long sample = 0; sample < SAMPLES; sample++) {
        struct scene scene = scene_of(session);
        struct scene_point cell = {0};
        EXPECT(find_cell(&scene, board, unit_of(program, tensor, sample), &cell));
        size_t bars = 0;
        bool is_beside = false;
        for (size_t i = 0; i < scene.count; i++) {
            struct rect at = scene.items[i].bounds;
            if (at.x < board.x || at.y < board.y || !is_bar(&canvas, &scene.items[i])) {
                continue;
            }
            bars++;
            is_beside = is_beside || (is_down ? at.x < cell.x && at.x + at.width > cell.x
                                              : at.y < cell.y && at.y + at.height > cell.y);
        }
        EXPECT(bars >= 2 && is_beside);
        session_apply(session, ACTION_NEXT_SAMPLE);
    }
    session_destroy(session);
}

static void test_the_board_marks_the_sample(void) {
    for (size_t i = 0; i < notations.count; i++) {
        check_bars(i);
    }
    struct session *session = open_lesson("tests/lessons/four-equations.json", 0);
    session_go_to(session, 4);
    struct scene scene = scene_of(session);
    const struct canvas canvas = {.theme = theme_get(THEME_DARK)};
    struct rect board = stage_layout(session, size).board;
    for (size_t i = 0; i < scene.count; i++) {
        EXPECT(scene.items[i].bounds.x < board.x || scene.items[i].bounds.y > board.y + 300 ||
               !is_bar(&canvas, &scene.items[i]));
    }
    session_destroy(session);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    view_open_font(root);
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"the selected sample is shown", test_the_selected_sample_is_shown},
        {"the selection goes along", test_the_selection_goes_along},
        {"points choose their sample", test_points_choose_their_sample},
        {"the ring goes with the elements", test_the_ring_goes_with_the_elements},
        {"the board marks the sample", test_the_board_marks_the_sample},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
