/* What the mouse does in the picture: the wheel over a matrix that is too large to be shown whole
 * goes through all of it and back, and buttons have tips. */
#include "view_fixture.h"

#include "view/draw/layout.h"
#include "view/draw/scene_button.h"
#include "view/stage/pointing.h"

static const char *root;
static struct arena *shared;
static struct view_notations notations;
static const struct stage_size size = {1280, 720};

static struct session *open_lesson(struct arena *arena, const char *path) {
    const struct lesson *lesson = fixture_lesson(shared, root, path);
    size_t own = 0;
    while (strcmp(notations.items[own]->id, lesson->notation) != 0) {
        own++;
    }
    return view_session(arena, lesson, &notations, own);
}

static bool is_on_board(const struct session *session, const struct scene_item *item) {
    const struct rect board = stage_layout(session, size).board;
    return item->kind == SCENE_TEXT && item->quantity.row >= 0 && item->bounds.x >= board.x &&
           item->bounds.y >= board.y && item->bounds.y < board.y + board.height;
}

/* A number of the tensor on the board; NULL: there is none. */
static const struct scene_item *number_of(const struct session *session, const struct scene *scene,
                                          int tensor) {
    for (size_t i = 0; i < scene->count; i++) {
        if (scene->items[i].quantity.tensor == tensor && is_on_board(session, &scene->items[i])) {
            return &scene->items[i];
        }
    }
    return NULL;
}

/* Turns the wheel over the tensor until nothing changes; which of its rows and columns were seen.
 */
static size_t turn(struct session *session, int tensor, bool is_forward, bool *seen_rows,
                   bool *seen_columns) {
    size_t turns = 0;
    for (bool has_changed = true; has_changed; turns++) {
        struct arena *arena = arena_create();
        struct scene scene;
        stage_build(session, size, &view_fake_metrics, arena, &scene);
        for (size_t i = 0; i < scene.count; i++) {
            const struct quantity at =
                quantity_normal(session_program(session), scene.items[i].quantity);
            if (at.tensor == tensor && is_on_board(session, &scene.items[i])) {
                seen_rows[at.row] = seen_columns[at.column] = true;
            }
        }
        const struct scene_item *number = number_of(session, &scene, tensor);
        const struct rect spot = number->bounds;
        struct scene_point at = {spot.x + spot.width / 2, spot.y + spot.height / 2};
        has_changed = pointing_wheel(session, &scene, at, is_forward) != SESSION_SAME;
        arena_destroy(arena);
    }
    return turns;
}

static size_t count(const bool *seen, size_t of) {
    size_t found = 0;
    for (size_t i = 0; i < of; i++) {
        found += seen[i];
    }
    return found;
}

static void test_large(void) {
    enum { MOST = 1024 };
    struct arena *arena = arena_create();
    struct session *session = open_lesson(arena, "lessons/beyond/15-digits.json");
    session_go_to(session, 1);
    const struct program *program = session_program(session);
    size_t large = 0;
    for (int i = 0; i < program->tensor_count; i++) {
        struct scene scene;
        const struct shape shape = program->tensors[i].storage.shape;
        bool rows[MOST] = {false}, columns[MOST] = {false};
        stage_build(session, size, &view_fake_metrics, arena, &scene);
        if (number_of(session, &scene, i) == NULL || shape.rows > MOST || shape.columns > MOST) {
            continue;
        }
        size_t turns = turn(session, i, true, rows, columns);
        large += turns > 1;
        EXPECT(count(rows, shape.rows) == shape.rows || turns == 1);
        turns = turn(session, i, false, rows, columns);
        EXPECT(turns < MOST);
        session_select(session, QUANTITY_NONE);
    }
    printf("# %zu matrices with more than is shown\n", large);
    EXPECT(large > 0);
    session_destroy(session);
    arena_destroy(arena);
}

/* Where all is shown there is nothing to scroll, and the selection stays. */
static void test_small(void) {
    struct arena *arena = arena_create();
    struct session *session = open_lesson(arena, "lessons/four/06-four-equations.json");
    session_go_to(session, 1);
    struct scene scene;
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    for (size_t i = 0; i < scene.count; i++) {
        if (is_on_board(session, &scene.items[i])) {
            const struct rect spot = scene.items[i].bounds;
            struct scene_point at = {spot.x + spot.width / 2, spot.y + spot.height / 2};
            EXPECT(pointing_wheel(session, &scene, at, true) == SESSION_SAME ||
                   scene.text_pages > 0);
            EXPECT(quantity_is_none(session_selection(session)->selected));
        }
    }
    session_destroy(session);
    arena_destroy(arena);
}

/* A chip of the header says what a click does and which key does the same; hints say it themselves.
 */
static void test_tips(void) {
    struct arena *arena = arena_create();
    struct session *session = open_lesson(arena, "lessons/four/06-four-equations.json");
    session_go_to(session, 1);
    struct scene before;
    stage_build(session, size, &view_fake_metrics, arena, &before);
    const struct layout layout = stage_layout(session, size);
    size_t tips = 0, silent = 0;
    for (size_t i = 0; i < before.button_count; i++) {
        const struct scene_button *button = &before.buttons[i];
        struct scene_point at = {button->rect.x + button->rect.width / 2,
                                 button->rect.y + button->rect.height / 2};
        struct scene scene;
        pointing_move(session, &before, at);
        stage_build_pointed(session, size, at, &view_fake_metrics, arena, &scene);
        bool is_chip = at.y < layout.board.y;
        size_t more = scene.count - before.count;
        tips += is_chip && more == 2; /* a box and its words */
        silent += at.y >= layout.hints.y && more == 0;
        EXPECT(!is_chip || more == 2);
        EXPECT(at.y < layout.hints.y || more == 0);
    }
    EXPECT(tips >= 2 && silent >= 3);
    struct scene scene;
    pointing_move(session, &before, (struct scene_point){1, 1});
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    EXPECT_INT((long)scene.count, (long)before.count);
    session_destroy(session);
    arena_destroy(arena);
}

/* In a hall too, where hints give way and their place is in the header. */
static void test_tips_in_a_hall(void) {
    struct arena *arena = arena_create();
    struct session *session = open_lesson(arena, "lessons/ladder/01-one-neuron.json");
    session_go_to(session, 7);
    size_t marks = 0;
    for (int scale = 100; scale <= TEXT_SCALE_PROJECTOR; scale += TEXT_SCALE_PROJECTOR - 100) {
        session_set_text_scale(session, scale);
        struct scene before;
        stage_build(session, size, &view_fake_metrics, arena, &before);
        for (size_t i = 0; i < before.button_count; i++) {
            const struct scene_button *button = &before.buttons[i];
            struct scene_point at = {button->rect.x + button->rect.width / 2,
                                     button->rect.y + button->rect.height / 2};
            if (button->action != ACTION_MISPRINT ||
                at.y >= stage_layout(session, size).narration.y) {
                continue;
            }
            struct scene scene;
            pointing_move(session, &before, at);
            stage_build_pointed(session, size, at, &view_fake_metrics, arena, &scene);
            EXPECT_INT((long)(scene.count - before.count), 2); /* a box and its words */
            pointing_move(session, &scene, (struct scene_point){1, 1});
            marks++;
        }
    }
    EXPECT_INT(marks, 2);
    session_destroy(session);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = view_notations_read(shared, root);
    view_open_font(root);
    static const struct test tests[] = {
        {"the wheel shows all of a large matrix", test_large},
        {"and leaves a small one as it is", test_small},
        {"buttons whose words do not say it have tips", test_tips},
        {"and the mark of a misprint, in a hall too", test_tips_in_a_hall},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
