#include "test.h"
#include "view/draw/scene.h"
#include "view/draw/scene_button.h"

static const color_argb ground = 0xFF10141A;

static struct scene_item disc_at(float x, float y, int tensor) {
    return (struct scene_item){.kind = SCENE_DISC,
                               .bounds = {x, y, 20, 20},
                               .color = 0xFF336699,
                               .quantity = {tensor, 0, 0}};
}

static struct scene_item text_at(float x, float y, const char *text) {
    return (struct scene_item){.kind = SCENE_TEXT,
                               .bounds = {x, y, 40, 20},
                               .text = text,
                               .size = 14,
                               .quantity = QUANTITY_NONE};
}

static struct scene make_scene(struct arena *arena) {
    struct scene scene;
    scene_begin(&scene, arena, 400, 300, ground);
    return scene;
}

static void scenes_grow(void) {
    struct arena *arena = arena_create();
    struct scene scene = make_scene(arena);
    for (int i = 0; i < 2000; i++) {
        scene_add(&scene, disc_at((float)i, 0, i));
    }
    EXPECT_INT(scene.count, 2000);
    for (int i = 0; i < 2000; i++) {
        EXPECT_INT(scene.items[i].quantity.tensor, i);
    }
    arena_destroy(arena);
}

static void the_topmost_is_hit(void) {
    struct arena *arena = arena_create();
    struct scene scene = make_scene(arena);
    scene_add(&scene, disc_at(10, 10, 1));
    scene_add(&scene, disc_at(20, 10, 2));
    scene_add(&scene, text_at(10, 10, "no quantity"));
    EXPECT_INT(scene_hit(&scene, 15, 20, 0).tensor, 1);
    EXPECT_INT(scene_hit(&scene, 25, 20, 0).tensor, 2);
    EXPECT_INT(scene_hit(&scene, 11, 11, 0).tensor, -1); /* in the square, not in the disc */
    EXPECT_INT(scene_hit(&scene, 200, 200, 0).tensor, -1);
    arena_destroy(arena);
}

static void lines_are_hit_within_reach(void) {
    struct arena *arena = arena_create();
    struct scene scene = make_scene(arena);
    struct scene_item line = {.kind = SCENE_LINE,
                              .bounds = {100, 100, -50, 0}, /* to the left */
                              .stroke = 2,
                              .quantity = {5, 1, 2}};
    scene_add(&scene, line);
    EXPECT_INT(scene_hit(&scene, 60, 103, 4).tensor, 5);
    EXPECT_INT(scene_hit(&scene, 60, 106, 4).tensor, -1);
    EXPECT_INT(scene_hit(&scene, 44, 100, 4).tensor, -1);
    const struct scene_point bend[] = {{200, 100}, {250, 100}, {250, 150}};
    struct scene_item curve = {.kind = SCENE_CURVE,
                               .points = bend,
                               .point_count = 3,
                               .stroke = 2,
                               .quantity = {6, -1, -1}};
    scene_add(&scene, curve);
    EXPECT_INT(scene_hit(&scene, 252, 130, 3).tensor, 6);
    scene_button_add_cover(&scene, (struct rect){240, 120, 30, 30});
    EXPECT(quantity_is_none(scene_hit(&scene, 252, 130, 3)));
    EXPECT_INT(scene_hit(&scene, 225, 125, 3).tensor, -1);
    arena_destroy(arena);
}

/* Among lines the nearest is hit; what is hit itself comes before all of them. */
static void the_nearest_line_is_hit(void) {
    struct arena *arena = arena_create();
    struct scene scene = make_scene(arena);
    for (int i = 0; i < 5; i++) {
        struct scene_item line = {.kind = SCENE_LINE,
                                  .bounds = {50, 100 + 5 * (float)i, 100, 0},
                                  .stroke = 1,
                                  .quantity = {i, 0, 0}};
        scene_add(&scene, line);
    }
    for (int i = 0; i < 5; i++) {
        EXPECT_INT(scene_hit(&scene, 100, 101 + 5 * (float)i, 8).tensor, i);
    }
    scene_add(&scene, disc_at(30, 90, 9));
    EXPECT_INT(scene_hit(&scene, 48, 100, 8).tensor, 9); /* in the disc, and near a line */
    arena_destroy(arena);
}

static void boxes_texts_and_symbols_are_hit_inside(void) {
    static const enum scene_kind kinds[] = {SCENE_BOX, SCENE_TEXT, SCENE_MATH};
    for (size_t i = 0; i < TEST_COUNT(kinds); i++) {
        struct arena *arena = arena_create();
        struct scene scene = make_scene(arena);
        struct scene_item item = {.kind = kinds[i],
                                  .bounds = {10, 20, 30, 12},
                                  .text = "w",
                                  .size = 10,
                                  .quantity = {3, -1, -1}};
        scene_add(&scene, item);
        EXPECT_INT(scene_hit(&scene, 11, 21, 5).tensor, 3);
        EXPECT_INT(scene_hit(&scene, 39, 31, 5).row, -1);
        EXPECT_INT(scene_hit(&scene, 9, 21, 5).tensor, -1);
        EXPECT_INT(scene_hit(&scene, 20, 33, 5).tensor, -1);
        arena_destroy(arena);
    }
}

static void a_heat_map_answers_with_the_cell(void) {
    struct arena *arena = arena_create();
    struct scene scene = make_scene(arena);
    const double values[6] = {0};
    struct scene_item heat = {.kind = SCENE_HEAT,
                              .bounds = {10, 10, 30, 20},
                              .values = values,
                              .rows = 2,
                              .columns = 3,
                              .quantity = {4, -1, -1}};
    scene_add(&scene, heat);
    struct quantity hit = scene_hit(&scene, 35, 25, 0);
    EXPECT_INT(hit.tensor, 4);
    EXPECT_INT(hit.row, 1);
    EXPECT_INT(hit.column, 2);
    EXPECT_INT(scene_hit(&scene, 10, 10, 0).row, 0);
    arena_destroy(arena);
}

static bool holds(const struct rect *rects, size_t count, float x, float y) {
    for (size_t i = 0; i < count; i++) {
        if (x >= rects[i].x && x < rects[i].x + rects[i].width && y >= rects[i].y &&
            y < rects[i].y + rects[i].height) {
            return true;
        }
    }
    return false;
}

static void same_scenes_do_not_differ(void) {
    struct arena *arena = arena_create();
    struct scene before = make_scene(arena);
    struct scene after = make_scene(arena);
    char copy[] = "0.605"; /* equal, not the same pointer */
    scene_add(&before, text_at(10, 10, "0.605"));
    scene_add(&after, text_at(10, 10, copy));
    struct rect rects[4];
    EXPECT_INT(scene_difference(&before, &after, rects, 4), 0);
    after.width = 401;
    EXPECT_INT(scene_difference(&before, &after, rects, 4), 1);
    EXPECT_NEAR((double)rects[0].width, 401, 0);
    arena_destroy(arena);
}

static void only_what_changed_differs(void) {
    struct arena *arena = arena_create();
    struct scene before = make_scene(arena);
    struct scene after = make_scene(arena);
    scene_add(&before, disc_at(10, 10, 1));
    scene_add(&after, disc_at(10, 10, 1));
    scene_add(&after, disc_at(300, 200, 7)); /* inserted */
    scene_add(&before, text_at(100, 100, "0.605"));
    scene_add(&after, text_at(100, 100, "0.606"));
    scene_add(&before, disc_at(50, 250, 2));
    scene_add(&after, disc_at(50, 250, 2));
    struct rect rects[4];
    size_t count = scene_difference(&before, &after, rects, 4);
    EXPECT_INT(count, 2);
    EXPECT(holds(rects, count, 310, 210));
    EXPECT(holds(rects, count, 110, 110));
    EXPECT(!holds(rects, count, 20, 20));
    EXPECT(!holds(rects, count, 60, 260));
    arena_destroy(arena);
}

static void many_changes_fit_few_rectangles(void) {
    struct arena *arena = arena_create();
    struct scene before = make_scene(arena);
    struct scene after = make_scene(arena);
    for (int i = 0; i < 100; i++) {
        scene_add(&after, disc_at((float)(i % 10 * 40), (float)(i / 10 * 30), i));
    }
    struct rect rects[3];
    size_t count = scene_difference(&before, &after, rects, 3);
    EXPECT(count >= 1 && count <= 3);
    for (int i = 0; i < 100; i++) {
        EXPECT(holds(rects, count, (float)(i % 10 * 40 + 10), (float)(i / 10 * 30 + 10)));
    }
    arena_destroy(arena);
}

static bool overlap(struct rect a, struct rect b) {
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height &&
           b.y < a.y + a.height;
}

/* No pixel is painted twice. */
static void rectangles_do_not_overlap(void) {
    enum { MOST = 24 };
    struct arena *arena = arena_create();
    struct scene before = make_scene(arena);
    struct scene after = make_scene(arena);
    for (int i = 0; i < 30; i++) {
        scene_add(&after, disc_at((float)(i * 71 % 360), (float)(i * 37 % 260), i));
    }
    struct rect rects[MOST];
    size_t count = scene_difference(&before, &after, rects, MOST);
    EXPECT(count > 4);
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < i; k++) {
            EXPECT(!overlap(rects[i], rects[k]));
        }
    }
    arena_destroy(arena);
}

/* A long slanting line changes little of the rectangle around it. */
static void a_line_differs_along_itself(void) {
    struct arena *arena = arena_create();
    struct scene before = make_scene(arena);
    struct scene after = make_scene(arena);
    const struct scene_item line = {
        .kind = SCENE_LINE, .bounds = {10, 290, 380, -280}, .stroke = 2, .quantity = QUANTITY_NONE};
    scene_add(&after, line);
    struct rect rects[64];
    size_t count = scene_difference(&before, &after, rects, 64);
    for (int i = 0; i <= 100; i++) {
        float part = (float)i / 100;
        EXPECT(holds(rects, count, 10 + 380 * part, 290 - 280 * part));
    }
    EXPECT(!holds(rects, count, 60, 60));
    EXPECT(!holds(rects, count, 340, 240));
    arena_destroy(arena);
}

int main(void) {
    static const struct test tests[] = {
        {"scenes grow", scenes_grow},
        {"the topmost quantity is hit", the_topmost_is_hit},
        {"lines and curves are hit within reach", lines_are_hit_within_reach},
        {"the nearest line is hit", the_nearest_line_is_hit},
        {"boxes, texts and symbols are hit inside", boxes_texts_and_symbols_are_hit_inside},
        {"a heat map answers with the cell", a_heat_map_answers_with_the_cell},
        {"the same scenes do not differ", same_scenes_do_not_differ},
        {"only what changed differs", only_what_changed_differs},
        {"many changes fit few rectangles", many_changes_fit_few_rectangles},
        {"rectangles do not overlap", rectangles_do_not_overlap},
        {"a line differs along itself", a_line_differs_along_itself},
    };
    return test_run(tests, TEST_COUNT(tests));
}
