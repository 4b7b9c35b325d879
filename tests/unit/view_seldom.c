/* Pictures that are seldom there: while a long way is gone, a covered screen, a line of a proof
 * that is clicked. */
#include "view_link.h"

#include "session/proof/proof.h"
#include "view/draw/scene_button.h"
#include "view/panel/timeline_view.h"
#include "view/stage/motion.h"

static bool says(const struct scene *scene, const char *begin) {
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind == SCENE_TEXT && strncmp(item->text, begin, strlen(begin)) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether the end of the bar of iterations has a mark of its own, where the way goes. */
static bool is_end_marked(const struct session *session, const struct scene *scene) {
    const struct layout layout = stage_layout(session, usual);
    const struct rect bar = timeline_view_bar(&layout, session_program(session));
    for (size_t i = 0; i < scene->count; i++) {
        const struct rect bounds = scene->items[i].bounds;
        bool is_square = scene->items[i].kind == SCENE_BOX && bounds.width == bounds.height;
        if (is_square && bounds.y >= bar.y && bounds.y < bar.y + bar.height &&
            fabsf(bounds.x + bounds.width - bar.x - bar.width) <= 1) {
            return true;
        }
    }
    return false;
}

/* Who waits is told so, and where it goes is marked behind where it is. */
static void test_working(void) {
    struct arena *arena = arena_create();
    struct session *session = session_on("lessons/beyond/02-xor.json", "four");
    session_apply(session, ACTION_LAST);
    session_work(session, 2000);
    EXPECT(session_aim(session) != session_step(session));
    struct scene scene = picture_of(session, usual, arena);
    EXPECT(says(&scene, "working…"));
    EXPECT(is_end_marked(session, &scene));
    while (session_work(session, 100000)) {
    }
    scene = picture_of(session, usual, arena);
    EXPECT(!says(&scene, "working…"));
    session_destroy(session);
    arena_destroy(arena);
}

/* Nothing is on a covered screen, and nothing moves on it. */
static void test_covered(void) {
    static const enum action covers[] = {ACTION_BLACK, ACTION_WHITE};
    for (size_t i = 0; i < TEST_COUNT(covers); i++) {
        struct arena *arena = arena_create();
        struct session *session = session_on("tests/lessons/xor.json", "four");
        session_go_to(session, 1);
        struct scene scene = picture_of(session, usual, arena);
        EXPECT(scene.count > 0);
        EXPECT(motion_create(session, usual, &view_fake_metrics, arena, &scene).count > 0);
        session_apply(session, covers[i]);
        scene = picture_of(session, usual, arena);
        EXPECT_INT(scene.count, 0);
        EXPECT_INT(scene.button_count, 0);
        EXPECT_INT(motion_create(session, usual, &view_fake_metrics, arena, &scene).count, 0);
        session_destroy(session);
        arena_destroy(arena);
    }
}

/* Whether a click there means the line, and no quantity in it. */
static bool is_bare_line(const struct session *session, const struct scene *scene,
                         struct scene_point at) {
    return scene_button_line_at(scene, at.x, at.y) > 0 &&
           quantity_is_none(scene_button_quantity_at(scene, at.x, at.y)) &&
           quantity_is_none(pointing_quantity(session, scene, at));
}

/* A click on a line of a proof goes there. */
static void test_line_of_a_proof(void) {
    struct arena *arena = arena_create();
    struct session *session = session_on("tests/lessons/xor.json", "four");
    for (long step = 1; session_proof(session) == NULL && step < 20; step++) {
        session_go_to(session, step);
        session_apply(session, ACTION_DERIVE);
    }
    for (int i = 0; i < 3; i++) {
        session_apply(session, ACTION_NEXT);
    }
    EXPECT_INT(session_proof(session)->written, 3);
    struct scene scene = picture_of(session, (struct stage_size){1920, 1080}, arena);
    size_t clicked = 0;
    for (size_t i = 0; i < scene.button_count && clicked == 0; i++) {
        const struct rect rect = scene.buttons[i].rect;
        for (float x = rect.x; scene.buttons[i].line > 0 && x < rect.x + rect.width; x += 4) {
            const struct scene_point at = {x, rect.y + rect.height / 2};
            if (clicked == 0 && is_bare_line(session, &scene, at)) {
                clicked = scene_button_line_at(&scene, at.x, at.y);
                pointing_click(session, &scene, at);
            }
        }
    }
    EXPECT(clicked > 0 && clicked < 3);
    EXPECT_INT(session_proof(session)->written, clicked);
    session_destroy(session);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    open_notations(argc, argv);
    static const struct test tests[] = {
        {"a long way is told and marked", test_working},
        {"a covered screen", test_covered},
        {"a click on a line of a proof", test_line_of_a_proof},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
