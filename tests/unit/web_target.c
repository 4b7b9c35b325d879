/* Fingers: in every lesson, on a phone and a tablet, each button is hit, also beside it; the
 * timeline is caught from above and below; and where nothing is near, nothing is hit. */

#include "view_fixture.h"

#include "app/web/page_target.h"
#include "view/draw/scene_button.h"
#include "view/stage/pointing.h"

#include <math.h>

static const char *root;

static const struct screen_size {
    int width, height, ratio, scale;
} sizes[] = {{1170, 2376, 3, 175}, {1640, 2200, 2, 100}, {2532, 1014, 3, 160}};

struct look {
    const struct session *session;
    struct session *own; /* the same */
    const struct scene *scene;
    const struct screen_size *size;
    const char *lesson;
    long hit, near, nothing;
};

static void complain(const struct look *look, const char *what, struct scene_point at) {
    test_failures++;
    printf("# %s at %dx%d: %s at %.1f, %.1f\n", look->lesson, look->size->width, look->size->height,
           what, (double)at.x, (double)at.y);
}

static struct page_target find(const struct look *look, struct scene_point at) {
    return page_target_find(look->session, look->scene, at, (float)look->size->ratio);
}

static struct scene_point middle(struct rect rect) {
    return (struct scene_point){rect.x + rect.width / 2, rect.y + rect.height / 2};
}

/* In the middle of each button that lies above, that button is found; what is found is hit where it
 * says. */
static void look_at_buttons(struct look *look) {
    for (size_t i = 0; i < look->scene->button_count; i++) {
        const struct scene_button *button = &look->scene->buttons[i];
        struct scene_point at = middle(button->rect);
        if (scene_button_at(look->scene, at.x, at.y) != button->action) {
            continue;
        }
        struct page_target target = find(look, at);
        bool is_hit = target.kind == TARGET_BUTTON && target.action == button->action &&
                      scene_button_at(look->scene, target.at.x, target.at.y) == button->action;
        if (!is_hit) {
            complain(look, "a button is missed", at);
        }
        look->hit++;
    }
}

/* A finger whose middle is beside a button, nearer than anything else, hits it. */
static void look_beside_buttons(struct look *look) {
    float away = 0.4F * PAGE_FINGER * (float)look->size->ratio;
    for (size_t i = 0; i < look->scene->button_count; i++) {
        struct rect rect = look->scene->buttons[i].rect;
        struct scene_point at = {rect.x + rect.width / 2, rect.y - away};
        if (at.y < 0) {
            continue;
        }
        struct page_target target = find(look, at);
        bool is_target = target.kind == TARGET_BUTTON || target.kind == TARGET_HANDLE;
        if (!is_target) {
            complain(look, "nothing is near", at);
        }
        look->near++;
    }
}

static void look_at_timeline(struct look *look) {
    struct stage_size size = {look->size->width, look->size->height};
    struct rect timeline = stage_layout(look->session, size).timeline;
    float away = 0.3F * PAGE_FINGER * (float)look->size->ratio;
    struct scene_point at = middle(timeline);
    at.y = timeline.y - away;
    struct page_target target = find(look, at);
    if (target.kind == TARGET_NOTHING || target.kind == TARGET_QUANTITY) {
        complain(look, "the timeline is missed", at);
    }
}

static void look_beside_everything(struct look *look) {
    const struct scene *scene = look->scene;
    float reach = (float)(PAGE_FINGER * look->size->ratio);
    struct stage_size size = {look->size->width, look->size->height};
    for (float y = 0; y < scene->height; y += reach) {
        for (float x = 0; x < scene->width; x += reach) {
            bool is_near = stage_handle_at(look->session, size, x, y) != HANDLE_NONE;
            for (float dy = -reach; dy <= reach; dy += 8) {
                is_near = is_near || stage_handle_at(look->session, size, x, y + dy) != HANDLE_NONE;
            }
            for (size_t i = 0; i < scene->button_count; i++) {
                struct rect rect = scene->buttons[i].rect;
                is_near = is_near || (x > rect.x - reach && x < rect.x + rect.width + reach &&
                                      y > rect.y - reach && y < rect.y + rect.height + reach);
            }
            is_near = is_near || !quantity_is_none(scene_hit(scene, x, y, reach));
            struct scene_point at = {x, y};
            if (!is_near && find(look, at).kind != TARGET_NOTHING) {
                complain(look, "something is hit where nothing is", at);
            }
            look->nothing += !is_near;
        }
    }
}

/* The card of what is selected takes the finger, and what lies below it does not. */
static void look_at_cover(struct look *look) {
    struct session *session = look->own;
    const struct stage_size size = {look->size->width, look->size->height};
    struct arena *arena = arena_create();
    struct scene scene;
    session_select(session,
                   pointing_next(look->scene, session_program(session), QUANTITY_NONE, true));
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    const struct scene_button *cover = &scene.buttons[scene.button_count - 1];
    struct scene_point at = middle(cover->rect);
    EXPECT(cover->is_cover);
    struct page_target target = page_target_find(session, &scene, at, (float)look->size->ratio);
    EXPECT(target.kind == TARGET_BUTTON && target.action == 0);
    EXPECT_INT(pointing_click(session, &scene, target.at), SESSION_SAME);
    at.y = cover->rect.y - 1;
    target = page_target_find(session, &scene, at, (float)look->size->ratio);
    EXPECT(target.kind != TARGET_BUTTON || target.action != 0);
    look->hit++;
    arena_destroy(arena);
}

static void look_at_all(struct look *total, void (*see)(struct look *look)) {
    struct arena *arena = arena_create();
    struct view_notations notations = view_notations_read(arena, root);
    for (size_t i = 0; i < VIEW_LESSONS; i++) {
        const struct lesson *lesson = fixture_lesson(arena, root, view_lesson_paths[i]);
        struct session *session = view_session(arena, lesson, &notations, 0);
        session_go_to(session, 5);
        for (size_t k = 0; k < TEST_COUNT(sizes); k++) {
            session_set_text_scale(session, sizes[k].scale);
            struct stage_size size = {sizes[k].width, sizes[k].height};
            struct scene scene;
            stage_build(session, size, &view_fake_metrics, arena, &scene);
            struct look look = {session, session, &scene, &sizes[k], view_lesson_paths[i], 0, 0, 0};
            see(&look);
            total->hit += look.hit;
            total->near += look.near;
            total->nothing += look.nothing;
        }
        session_destroy(session);
    }
    arena_destroy(arena);
}

static void test_buttons(void) {
    struct look total = {0};
    look_at_all(&total, look_at_buttons);
    EXPECT(total.hit > 40);
}

static void test_beside(void) {
    struct look total = {0};
    look_at_all(&total, look_beside_buttons);
    EXPECT(total.near > 30); /* of the buttons that have room above them */
}

static void test_timeline(void) {
    struct look total = {0};
    look_at_all(&total, look_at_timeline);
}

static void test_nothing(void) {
    struct look total = {0};
    look_at_all(&total, look_beside_everything);
    EXPECT(total.nothing > 40);
}

static void test_cover(void) {
    struct look total = {0};
    look_at_all(&total, look_at_cover);
    EXPECT_INT(total.hit, VIEW_LESSONS * (long)TEST_COUNT(sizes));
}

int main(int count, char **arguments) {
    root = count > 1 ? arguments[1] : ".";
    view_open_font(root);
    static const struct test tests[] = {
        {"a finger on a button hits it", test_buttons},
        {"a finger beside a button hits something", test_beside},
        {"the timeline is caught from above", test_timeline},
        {"a card takes the finger, and nothing below it", test_cover},
        {"where nothing is near, nothing is hit", test_nothing},
    };
    return test_run(tests, TEST_COUNT(tests));
}
