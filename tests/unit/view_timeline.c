/* The timeline and the header: marks, handles, tips and bookmarks. */
#include "curves_fixture.h"

#include "base/number.h"
#include "engine/place.h"
#include "engine/script.h"
#include "session/ask/session_ask.h"
#include "view/panel/timeline_view.h"

#include <limits.h>

/* ---- taking hold ---- */

/* A point in each mark leads to its operation; each mark stands behind the one before. */
static void check_marks(struct session *session) {
    const struct program *program = session_program(session);
    struct layout layout = stage_layout(session, size);
    float x = 0;
    for (long i = 0; i < program->operation_count; i++) {
        session_go_to(session, i + 1);
        struct scene scene = scene_of(session);
        const struct scene_item *mark = NULL, *found = NULL;
        for (size_t n = 0; (found = find_item(&scene, SCENE_BOX, layout.timeline, n)) != NULL;
             n++) {
            bool is_taller = mark == NULL || found->bounds.height > mark->bounds.height;
            mark = is_taller ? found : mark;
        }
        EXPECT(mark != NULL && mark->bounds.x > x);
        if (mark != NULL) {
            struct rect at = mark->bounds;
            x = at.x;
            EXPECT_INT(stage_handle_at(session, size, at.x + 1, at.y + 2), HANDLE_OPERATIONS);
            const float places[] = {at.x + 0.5F, at.x + at.width / 2, at.x + at.width - 0.5F};
            for (size_t k = 0; k < TEST_COUNT(places); k++) {
                EXPECT_INT(stage_handle_step(session, size, &view_fake_metrics, HANDLE_OPERATIONS,
                                             places[k]),
                           i + 1);
            }
        }
    }
}

static void test_marks(void) {
    static const int deep[] = {3, 5, 5, 5, 5, 5, 5, 5, 5, 2};
    for (size_t i = 0; i < notations.count; i++) {
        struct session *small = open_lesson("tests/lessons/mlbook/relu-pair.json", i);
        struct session *large = view_session(
            shared, view_made_lesson(shared, deep, TEST_COUNT(deep), 2), &notations, i);
        EXPECT(session_program(large)->operation_count > 60);
        check_marks(small);
        check_marks(large);
        session_destroy(small);
        session_destroy(large);
    }
}

/* Beyond its ends a handle means its first or its last place; none is taken hold of while the
 * lesson is covered. */
static void test_ends_and_covers(void) {
    struct session *session = open_lesson("tests/lessons/xor.json", 0);
    const struct program *program = session_program(session);
    struct rect bar = stage_layout(session, size).timeline;
    float y = bar.y + bar.height - 2;
    session_go_to(session, 5);
    EXPECT_INT(stage_handle_at(session, size, 300, y), HANDLE_ITERATIONS);
    for (enum stage_handle handle = HANDLE_OPERATIONS; handle <= HANDLE_LOSS; handle++) {
        long first = handle == HANDLE_OPERATIONS ? 1 : 5;
        long last = handle == HANDLE_OPERATIONS ? program->operation_count
                                                : 1999 * program->operation_count + 5;
        EXPECT_INT(stage_handle_step(session, size, &view_fake_metrics, handle, -1e5F), first);
        EXPECT_INT(stage_handle_step(session, size, &view_fake_metrics, handle, 1e5F), last);
    }
    session_apply(session, ACTION_BLACK);
    EXPECT_INT(stage_handle_at(session, size, 300, y), HANDLE_NONE);
    EXPECT_INT(session_aim_at(session, 40), SESSION_SAME);
    session_apply(session, ACTION_BLACK);
    EXPECT_INT(session_aim_at(session, 40), SESSION_MOVED);
    EXPECT_INT(session_step(session), 40);
    EXPECT_INT(session_aim_at(session, LONG_MAX), SESSION_MOVED);
    EXPECT_INT(session_aim(session), program->step_count);
    session_destroy(session);
}

/* The timeline's marks and its bar are 40 pixels high at 1920 x 1080, and in proportion elsewhere.
 */
static void test_handles_are_large(void) {
    static const struct stage_size sizes[] = {
        {1920, 1080}, {1280, 720}, {3840, 2160}, {1080, 1920}};
    struct session *session = open_lesson("tests/lessons/xor.json", 0);
    for (size_t i = 0; i < TEST_COUNT(sizes); i++) {
        struct layout layout = stage_layout(session, sizes[i]);
        float x = layout.timeline.x + layout.timeline.width / 2;
        int heights[HANDLE_LOSS + 1] = {0};
        for (int y = 0; y < sizes[i].height; y++) {
            heights[stage_handle_at(session, sizes[i], x, (float)y + 0.5F)]++;
        }
        int wanted = (int)(LAYOUT_HANDLE * layout.unit) - 1;
        EXPECT(heights[HANDLE_OPERATIONS] >= wanted && heights[HANDLE_ITERATIONS] >= wanted);
        EXPECT(i > 0 || wanted == 39);
    }
    session_destroy(session);
}

/* What the tip of a step says: where a click leads to, in full, inside the picture and above the
 * timeline. */
static void check_tip(struct session *session, long step, struct scene_point at) {
    struct arena *arena = arena_create();
    struct scene scene;
    session_hover_step(session, step);
    stage_build_pointed(session, size, at, &view_fake_metrics, arena, &scene);
    enum language language = session_settings(session)->language;
    const struct program *program = session_program(session);
    const struct program_place place = place_of_step(program, step);
    const char *iteration = STRING_FILL(arena, language, STRING_ITERATION_PLACE,
                                        number_count_text(arena, place.iteration),
                                        number_count_text(arena, program->iterations));
    const char *title = place.operation->title->in[language];
    const struct scene_item *tip = &scene.items[scene.count - 1];
    EXPECT(tip->kind == SCENE_TEXT && strncmp(tip->text, iteration, strlen(iteration)) == 0);
    EXPECT(tip->kind == SCENE_TEXT && strstr(tip->text, title) != NULL);
    const struct rect box = scene.items[scene.count - 2].bounds;
    EXPECT(box.x >= 0 && box.y >= 0 && box.x + box.width <= (float)size.width);
    EXPECT(box.y + box.height < at.y);
    EXPECT(box.y + box.height <= stage_layout(session, size).timeline.y ||
           at.x >= stage_layout(session, size).loss.x);
    arena_destroy(arena);
}

static void test_tips(void) {
    struct session *session = open_lesson("tests/lessons/xor.json", 0);
    struct layout layout = stage_layout(session, size);
    const struct rect rows[] = {layout.timeline,
                                timeline_view_bar(&layout, session_program(session)), layout.loss};
    session_go_to(session, 12);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        session_set_language(session, (enum language)language);
        for (size_t i = 0; i < TEST_COUNT(rows); i++) {
            for (float part = 0; part <= 1; part += 0.125F) {
                struct scene_point at = {rows[i].x + part * (rows[i].width - 1), rows[i].y + 5};
                enum stage_handle handle = stage_handle_at(session, size, at.x, at.y);
                EXPECT_INT(handle, HANDLE_OPERATIONS + (int)i);
                check_tip(session,
                          stage_handle_step(session, size, &view_fake_metrics, handle, at.x), at);
            }
        }
    }
    /* no pointer, no tip */
    EXPECT_INT(session_hover(session, QUANTITY_NONE), SESSION_LOOKS);
    EXPECT_INT(session_selection(session)->step, 0);
    session_destroy(session);
}

/* A dot stands above the mark of each operation at which the lesson speaks, and nowhere else. */
static void test_bookmarks(void) {
    struct session *session = open_lesson("tests/lessons/four-equations.json", 0);
    const struct script *script = session_script(session);
    struct rect rect = stage_layout(session, size).timeline;
    rect.height /= 2; /* the row of the marks, above the bar */
    long stops = 0;
    EXPECT(script != NULL);
    session_go_to(session, 3);
    struct scene scene = scene_of(session);
    const struct scene_item *box = NULL;
    float dot = 0;
    for (size_t n = 0; (box = find_item(&scene, SCENE_BOX, rect, n)) != NULL; n++) {
        float middle = box->bounds.x + box->bounds.width / 2;
        bool is_dot = box->bounds.width == box->bounds.height && box->bounds.width < 8;
        EXPECT(!is_dot || middle > dot);
        dot = is_dot ? middle : dot;
        stops += is_dot;
        long step = stage_handle_step(session, size, &view_fake_metrics, HANDLE_OPERATIONS, middle);
        EXPECT(!is_dot || script_has_stop(script, step - 1, 1));
    }
    long expected = 0;
    for (long i = 0; i < session_program(session)->operation_count; i++) {
        expected += script_has_stop(script, i, 1);
    }
    EXPECT(expected > 3);
    EXPECT_INT(stops, expected);
    session_destroy(session);
}

/* ---- the loss beside it ---- */

/* Where the lesson asks at the loss the curve says nothing of it before, from the first step on;
 * and all of it where nothing is asked. */
static void test_the_asked_loss_is_not_told_before(void) {
    struct session *session = open_lesson("lessons/beyond/01-descent.json", 1);
    const struct program *program = session_program(session);
    struct rect rect = stage_layout(session, size).loss;
    long loss_step = program->tensors[program_find_tensor(program, ROLE_LOSS, -1)].first_write + 1;
    while (session_look_ahead(session, 1e5)) {
    }
    EXPECT(loss_step > 1);
    for (long step = 0; step < loss_step; step++) {
        session_ask_set_mode(session, ASK_LESSON);
        session_go_to(session, step);
        struct scene asked = scene_of(session);
        EXPECT(find_item(&asked, SCENE_CURVE, rect, 0) == NULL);
        EXPECT(!has_text(&asked, rect, "2.5"));
        session_ask_set_mode(session, ASK_NOTHING);
        struct scene told = scene_of(session);
        EXPECT(find_item(&told, SCENE_CURVE, rect, 0) != NULL);
        EXPECT(has_text(&told, rect, "2.5"));
    }
    session_destroy(session);
}

/* ---- the header ---- */

/* Where the header's texts begin does not depend on the step. */
static void test_the_header_stays(void) {
    struct session *session = open_lesson("tests/lessons/four-equations.json", 0);
    struct rect header = stage_layout(session, size).header;
    float loss = 0, place = 0;
    for (long step = 0; step <= session_program(session)->operation_count; step++) {
        session_go_to(session, step);
        struct scene scene = scene_of(session);
        const struct scene_item *item = NULL;
        size_t found = 0;
        for (size_t i = 0; (item = find_item(&scene, SCENE_TEXT, header, i)) != NULL; i++) {
            bool is_loss = strncmp(item->text, "loss ", 5) == 0;
            bool is_place = strncmp(item->text, "iteration ", 10) == 0;
            loss = is_loss && step == 0 ? item->bounds.x : loss;
            place = is_place && step == 0 ? item->bounds.x : place;
            EXPECT(!is_loss || item->bounds.x == loss);
            EXPECT(!is_place || item->bounds.x == place);
            found += is_loss + is_place;
        }
        EXPECT_INT(found, 2);
    }
    session_destroy(session);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    view_open_font(root);
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"marks lead to their operations", test_marks},
        {"ends of the handles, and covers", test_ends_and_covers},
        {"bookmarks where the lesson speaks", test_bookmarks},
        {"what is taken hold of is 40 pixels high", test_handles_are_large},
        {"a tip says where a click leads to", test_tips},
        {"a loss that is asked for is not told before", test_the_asked_loss_is_not_told_before},
        {"the header stays where it is", test_the_header_stays},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
