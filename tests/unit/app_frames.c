/* Motion in pixels: it begins and goes on without a trace in the picture that it ends with. */

#include "font_set_fixture.h"
#include "view_fixture.h"

#include "app/frames.h"

static const char *root;
static struct arena *shared;
static struct view_notations notations;
static struct font_set *fonts;
static struct text_metrics metrics;

enum { WIDTH = 960, HEIGHT = 540 };

static struct raster make_raster(struct arena *arena) {
    return raster_on(ARENA_ARRAY(arena, uint32_t, WIDTH * HEIGHT), WIDTH, HEIGHT, WIDTH);
}

static bool is_same(const struct raster *a, const struct raster *b) {
    return memcmp(a->pixels, b->pixels, WIDTH * HEIGHT * sizeof *a->pixels) == 0;
}

/* What a window shows that was opened only now. */
static struct raster fresh_picture(const struct session *session, struct arena *arena) {
    struct raster raster = make_raster(arena);
    struct frames frames = {0};
    struct raster_area areas[PAINTER_AREAS];
    frames_paint(&frames, fonts, &raster, &(struct frames_subject){session, NULL, true}, areas);
    EXPECT(!frames_are_moving(&frames)); /* nothing moves into the first picture */
    frames_clear(&frames);
    return raster;
}

static struct session *session_on(const char *lesson, size_t notation, enum step_level level) {
    struct session *session =
        view_session(shared, fixture_lesson(shared, root, lesson), &notations, notation);
    session_set_level(session, level);
    return session;
}

/* Steps forward with a motion each, some of them cut off in the middle. */
static void check_steps(struct session *session, long steps) {
    struct arena *arena = arena_create();
    struct raster raster = make_raster(arena);
    struct frames frames = {0};
    struct raster_area areas[PAINTER_AREAS];
    long moved = 0;
    frames_paint(&frames, fonts, &raster, &(struct frames_subject){session, NULL, true}, areas);
    for (long i = 0; i < steps; i++) {
        session_apply(session, ACTION_NEXT);
        frames_paint(&frames, fonts, &raster, &(struct frames_subject){session, NULL, true}, areas);
        struct raster fresh = fresh_picture(session, arena);
        if (!frames_are_moving(&frames)) {
            EXPECT(is_same(&raster, &fresh));
            continue;
        }
        moved++;
        EXPECT(!is_same(&raster, &fresh));
        frames_move(&frames, fonts, &raster, 0.45F, areas);
        EXPECT(frames_are_moving(&frames));
        EXPECT(!is_same(&raster, &fresh));
        if (i % 3 == 0) { /* the next key comes before its end */
            continue;
        }
        frames_move(&frames, fonts, &raster, 0.9F, areas);
        frames_move(&frames, fonts, &raster, 1, areas);
        EXPECT(!frames_are_moving(&frames));
        EXPECT(is_same(&raster, &fresh));
    }
    EXPECT(moved > steps / 3);
    session_apply(session, ACTION_PREVIOUS); /* while something may still move */
    frames_paint(&frames, fonts, &raster, &(struct frames_subject){session, NULL, false}, areas);
    EXPECT(!frames_are_moving(&frames));
    struct raster fresh = fresh_picture(session, arena);
    EXPECT(is_same(&raster, &fresh));
    frames_clear(&frames);
    arena_destroy(arena);
    session_destroy(session);
}

static void test_motion_leaves_no_trace(void) {
    for (size_t i = 0; i < notations.count; i++) {
        check_steps(session_on("tests/lessons/xor.json", i, LEVEL_OPERATION), 16);
    }
    check_steps(session_on("tests/lessons/four-equations.json", 1, LEVEL_TERM), 12);
    check_steps(session_on("tests/lessons/four-equations.json", 0, LEVEL_ELEMENT), 25);
}

/* Tokens go along lit edges only, within the network, and in the direction of the pass. */
static void test_directions(void) {
    struct session *session = session_on("tests/lessons/four-equations.json", 1, LEVEL_OPERATION);
    const struct stage_size size = {WIDTH, HEIGHT};
    size_t right = 0;
    size_t left = 0;
    for (long step = 1; step <= session_program(session)->operation_count; step++) {
        struct arena *arena = arena_create();
        struct scene scene;
        session_go_to(session, step);
        stage_build(session, size, &metrics, arena, &scene);
        struct motion motion = motion_create(session, size, &metrics, arena, &scene);
        enum pass pass = session_program_place(session).operation->pass;
        enum role role = session_program(session)
                             ->tensors[session_program_place(session).operation->target]
                             .role;
        struct rect network = stage_layout(session, size).network;
        for (size_t i = 0; i < motion.count; i++) {
            const struct motion_traveller *traveller = &motion.travellers[i];
            if (traveller->item.kind != SCENE_DISC) {
                continue;
            }
            bool is_right = traveller->to.x > traveller->from.x;
            EXPECT(pass == PASS_BACKWARD || is_right);
            EXPECT(pass == PASS_FORWARD || role == ROLE_WEIGHT_GRADIENT || !is_right);
            right += is_right;
            left += !is_right;
            EXPECT(traveller->from.x > network.x && traveller->from.x < network.x + network.width);
        }
        arena_destroy(arena);
    }
    EXPECT(right > 0);
    EXPECT(left > 0);
    session_destroy(session);
}

static size_t count_tokens(const struct motion *motion) {
    size_t count = 0;
    for (size_t i = 0; i < motion->count; i++) {
        count += motion->travellers[i].item.kind == SCENE_DISC;
    }
    return count;
}

/* The edges of a layer in the picture. */
static size_t count_edges(const struct session *session, const struct scene *scene, int layer) {
    int weights = program_find_tensor(session_program(session), ROLE_WEIGHT, layer);
    size_t count = 0;
    for (size_t i = 0; i < scene->count; i++) {
        count += scene->items[i].kind == SCENE_LINE && scene->items[i].quantity.tensor == weights;
    }
    return count;
}

/* What would be a swarm does not move: layer 1 has too many edges, layer 2 has not. */
static void test_large_layers(void) {
    static const int units[] = {12, 12, 4};
    const struct stage_size size = {1920, 1080};
    struct session *session =
        view_session(shared, view_made_lesson(shared, units, 3, 5), &notations, 0);
    session_set_text_scale(session, 75); /* so that many units have room */
    for (long step = 1; step <= 3; step += 2) {
        struct arena *arena = arena_create();
        struct scene scene;
        session_go_to(session, step);
        stage_build(session, size, &metrics, arena, &scene);
        struct motion motion = motion_create(session, size, &metrics, arena, &scene);
        int layer = session_program_place(session).operation->layer;
        size_t edges = count_edges(session, &scene, layer);
        EXPECT(layer == 1 ? edges > MOTION_MOST_EDGES : edges <= MOTION_MOST_EDGES && edges > 0);
        EXPECT_INT(count_tokens(&motion), layer == 1 ? 0 : edges);
        arena_destroy(arena);
    }
    session_destroy(session);
}

/* With true fonts, fractions and all: each card has a name, a value and words, and all of them lie
 * within it. */
static void test_cards(void) {
    const struct stage_size size = {WIDTH, HEIGHT};
    for (size_t i = 0; i < notations.count; i++) {
        struct session *session = session_on("tests/lessons/xor.json", i, LEVEL_OPERATION);
        session_go_to(session, 9);
        for (int tensor = 0; tensor < session_program(session)->tensor_count; tensor++) {
            struct arena *arena = arena_create();
            struct scene scene;
            session_select(session, (struct quantity){tensor, 0, 0});
            stage_build(session, size, &metrics, arena, &scene);
            size_t card = scene.count;
            while (card > 0 && scene.items[card - 1].kind != SCENE_BOX) {
                card--;
            }
            struct rect rect = scene.items[card - 1].bounds;
            size_t names = 0;
            bool has_value = false;
            for (size_t k = card; k < scene.count; k++) {
                const struct scene_item *item = &scene.items[k];
                names += item->kind == SCENE_MATH;
                has_value = has_value || (item->text != NULL && strchr(item->text, '=') != NULL);
                EXPECT(item->bounds.x >= rect.x && item->bounds.y >= rect.y &&
                       item->bounds.x + item->bounds.width <= rect.x + rect.width &&
                       item->bounds.y + item->bounds.height <= rect.y + rect.height);
            }
            EXPECT(names > 0 && has_value);
            arena_destroy(arena);
        }
        session_destroy(session);
    }
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = view_notations_read(shared, root);
    fonts = fixture_font_set(root);
    metrics = font_metrics(fonts);
    static const struct test tests[] = {
        {"motion leaves no trace", test_motion_leaves_no_trace},
        {"forward to the right, backward to the left", test_directions},
        {"large layers", test_large_layers},
        {"cards hold what is on them", test_cards},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    font_close(fonts);
    arena_destroy(shared);
    return status;
}
