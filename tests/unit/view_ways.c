/* Ways of a sum in a derivation: the network lights one after the other, what they add up to is the
 * line, and their numbers are to be seen in every size. */
#include "engine/derivation/derivation_way.h"
#include "session/strings.h"
#include "step/derived/derived.h"
#include "step/flow.h"
#include "view_session_fixture.h"

static long seen; /* pictures */

enum { STEP_OF_EQUATION_TWO = 11 };

/* The edges of a layer that the network lights, and which is the last of them. */
static size_t lit_edges(const struct session *session, size_t layer, size_t *ret_unit,
                        size_t *ret_below) {
    struct arena *arena = arena_create();
    struct moment moment = moment_create(session, arena);
    struct moment now = derived_now(&moment, session_proof(session));
    struct touch touch = touch_create(&now);
    struct flow flow = flow_create(&now, &touch);
    const struct network *network = &session_program(session)->lesson->network;
    size_t count = 0;
    for (size_t unit = 0; unit < network_units(network, layer); unit++) {
        for (size_t below = 0; below < network_units(network, layer - 1); below++) {
            if (flow_has_edge(&flow, layer, unit, below)) {
                count++;
                *ret_unit = unit;
                *ret_below = below;
            }
        }
    }
    arena_destroy(arena);
    return count;
}

/* Σ over the units of layer 2: each of its ways goes along one weight, to the chosen unit of layer
 * 1; what they add up to at last is the line. */
static void walk_ways(struct session *session, size_t line, size_t j) {
    const struct proof *proof = session_proof(session);
    session_go_to_line(session, line);
    EXPECT_INT(proof_way_count(proof), 2);
    EXPECT(!proof_is_on_way(proof) && !proof_is_finest(proof));
    session_apply(session, ACTION_FINER);
    for (size_t way = 0; way < 2; way++) {
        size_t unit = 9, below = 9;
        EXPECT(proof_is_on_way(proof) && proof->written == line && proof->term == way);
        EXPECT_INT(lit_edges(session, 2, &unit, &below), 1);
        EXPECT(unit == way && below + 1 == j);
        EXPECT_INT(lit_edges(session, 1, &unit, &below), 0);
        size_t at = proof_line(proof, line);
        double total = derivation_way_total(proof->derivation, at, way + 1);
        double value = derivation_value(proof->derivation, at).values[0];
        EXPECT((fabs(total - value) < 1e-12) == (way == 1));
        view_expect_answer(session, ACTION_FINER, STRING_NOTICE_FINEST);
        session_apply(session, ACTION_NEXT);
    }
    EXPECT_INT(proof->written, line + 1);
    session_apply(session, ACTION_PREVIOUS);
    EXPECT(proof->written == line && proof->term == 1);
    session_apply(session, ACTION_COARSER);
    EXPECT(!proof_is_on_way(proof) && proof->written == line);
}

static void test_ways(void) {
    struct session *session = session_on("tests/lessons/four-equations.json", "four");
    session_go_to(session, STEP_OF_EQUATION_TWO);
    EXPECT(session_derive(session, "hidden_error", 3));
    walk_ways(session, 3, 1);
    walk_ways(session, 4, 1);
    session_apply(session, ACTION_SELECT_DOWN);
    walk_ways(session, 3, 2);
    session_destroy(session);
}

/* At the unit that a way passes the network says which one it is: "way k = 1", as the strip does,
 * or "k = 1". */
static bool has_chip(const struct scene *scene, const char *name) {
    size_t long_ones = 0, short_ones = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const char *text = scene->items[i].kind == SCENE_TEXT ? scene->items[i].text : "";
        short_ones += strcmp(text, name) == 0;
        long_ones += strncmp(text, "way ", 4) == 0 && strcmp(text + 4, name) == 0;
    }
    return short_ones > 0 || long_ones > 1;
}

static void test_chip(void) {
    static const char *const names[] = {"k = 1", "k = 2"};
    static const struct stage_size sizes[] = {{1920, 1080}, {1280, 720}, {3840, 2160}};
    struct session *session = session_on("tests/lessons/four-equations.json", "four");
    session_go_to(session, STEP_OF_EQUATION_TWO);
    EXPECT(session_derive(session, "hidden_error", 4));
    session_apply(session, ACTION_FINER);
    for (size_t way = 0; way < 2; way++) {
        for (size_t i = 0; i < TEST_COUNT(sizes); i++) {
            struct arena *arena = arena_create();
            struct scene scene;
            stage_build(session, sizes[i], &view_fake_metrics, arena, &scene);
            EXPECT(has_chip(&scene, names[way]));
            EXPECT(!has_chip(&scene, names[1 - way]));
            arena_destroy(arena);
        }
        session_apply(session, ACTION_NEXT);
    }
    session_destroy(session);
}

/* A tensor is a list of matrices, one below the other: it says so, and no larger matrix; also the
 * line above it, and one that is piled up slice by slice. */
static void test_slices(void) {
    static const struct {
        const char *derivation;
        size_t line, lists;
    } lines[] = {{"weight_tensor", 2, 1}, {"tensor_slices", 3, 1}, {"tensor_slices", 4, 2}};
    struct session *session = session_on("tests/lessons/mlbook/structure.json", "mlbook");
    session_go_to(session, 11);
    for (size_t at = 0; at < TEST_COUNT(lines); at++) {
        EXPECT(session_derive(session, lines[at].derivation, lines[at].line));
        struct arena *arena = arena_create();
        struct scene scene;
        stage_build(session, (struct stage_size){1920, 1080}, &view_fake_metrics, arena, &scene);
        size_t lists = 0, matrices = 0;
        for (size_t i = 0; i < scene.count; i++) {
            const char *text = scene.items[i].kind == SCENE_TEXT ? scene.items[i].text : "";
            lists += strcmp(text, "2 × (2 × 3)") == 0;
            matrices += strcmp(text, "4 × 3") == 0;
        }
        EXPECT_INT(lists, lines[at].lists);
        EXPECT_INT(matrices, 0);
        arena_destroy(arena);
    }
    session_destroy(session);
}

/* In every line of every proof that has ways, in a small window with large words too, the numbers
 * of the way are to be seen. */
static void look_at_ways(struct session *session, struct arena *arena) {
    static const struct stage_size sizes[] = {{1920, 1080}, {1280, 720}};
    const struct proof *proof = session_proof(session);
    for (size_t line = 1; line <= proof_line_count(proof); line++) {
        session_go_to_line(session, line);
        if (proof_way_count(proof) == 0) {
            continue;
        }
        session_apply(session, ACTION_FINER);
        for (size_t i = 0; i < 2 * TEST_COUNT(sizes); i++) {
            session_set_text_scale(session, i < TEST_COUNT(sizes) ? 100 : 150);
            struct scene scene;
            stage_build(session, sizes[i % TEST_COUNT(sizes)], &view_fake_metrics, arena, &scene);
            const char *so_far = string_get(LANGUAGE_ENGLISH, STRING_DERIVATION_SO_FAR);
            bool is_there = false;
            for (size_t k = 0; k < scene.count; k++) {
                const struct scene_item *item = &scene.items[k];
                is_there =
                    is_there || (item->kind == SCENE_TEXT && strcmp(item->text, so_far) == 0);
            }
            if (!is_there) {
                test_failures++;
                printf("# %s, line %zu: no way at size %zu\n",
                       session_program(session)->notation->id, line, i);
            }
            seen++;
        }
        session_set_text_scale(session, 100);
        session_apply(session, ACTION_COARSER);
    }
}

static void test_ways_seen(void) {
    for (size_t n = 0; n < notations.count; n++) {
        struct arena *arena = arena_create();
        struct session *session = view_session(
            arena, fixture_lesson(arena, root, "tests/lessons/four-equations.json"), &notations, n);
        const struct program *program = session_program(session);
        for (long step = 1; step < program->operation_count; step++) {
            session_go_to(session, step);
            size_t own;
            proof_choices(program, session_program_place(session).operation, &own);
            session_apply(session, ACTION_DERIVE);
            for (size_t i = 0; i < own; i++) {
                look_at_ways(session, arena);
                session_apply(session, ACTION_NEXT_DERIVATION);
            }
            session_apply(session, ACTION_DERIVE);
        }
        session_destroy(session);
        arena_destroy(arena);
    }
    printf("# %ld pictures of ways\n", seen);
    EXPECT(seen > 60);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    view_open_font(root);
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"way by way through a sum, and back", test_ways},
        {"the network says which way it is", test_chip},
        {"a tensor is a list of slices", test_slices},
        {"the numbers of each way are to be seen", test_ways_seen},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
