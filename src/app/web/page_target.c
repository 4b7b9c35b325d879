#include "app/web/page_target.h"

#include "view/draw/scene_button.h"
#include "view/stage/pointing.h"

#include <math.h>

/* The place of a rectangle that is nearest to a point, a little inside. */
static struct scene_point nearest_in(struct rect rect, struct scene_point point) {
    const float inside = 0.25F;
    float right = fmaxf(rect.x + inside, rect.x + rect.width - inside);
    float bottom = fmaxf(rect.y + inside, rect.y + rect.height - inside);
    return (struct scene_point){fminf(fmaxf(point.x, rect.x + inside), right),
                                fminf(fmaxf(point.y, rect.y + inside), bottom)};
}

/* How far two places are from each other along the longer axis: fingers are square here. */
static float distance(struct scene_point a, struct scene_point b) {
    return fmaxf(fabsf(a.x - b.x), fabsf(a.y - b.y));
}

/* The nearest button within reach; the uppermost of those that are equally near. */
static struct page_target find_button(const struct scene *scene, struct scene_point finger,
                                      float reach) {
    struct page_target target = {.kind = TARGET_NOTHING};
    float nearest = reach;
    for (size_t i = 0; i < scene->button_count; i++) {
        struct scene_point at = nearest_in(scene->buttons[i].rect, finger);
        if (distance(at, finger) <= nearest && !scene->buttons[i].is_cover) {
            nearest = distance(at, finger);
            target = (struct page_target){TARGET_BUTTON, at, scene->buttons[i].action};
        }
    }
    return target;
}

/* The timeline is as wide as the picture and low: a handle above or below is near enough. */
static struct page_target find_handle(const struct session *session, const struct scene *scene,
                                      struct scene_point finger, float reach) {
    for (float away = 0; away <= reach; away += 1) {
        for (int sign = -1; sign <= 1; sign += 2) {
            struct scene_point at = {finger.x, finger.y + (float)sign * away};
            if (pointing_handle(session, scene, at) != HANDLE_NONE) {
                return (struct page_target){.kind = TARGET_HANDLE, .at = at};
            }
        }
    }
    return (struct page_target){.kind = TARGET_NOTHING};
}

struct page_target page_target_find(const struct session *session, const struct scene *scene,
                                    struct scene_point finger, float ratio) {
    float reach = PAGE_FINGER / 2.0F * ratio;
    if (scene_button_covers(scene, finger.x, finger.y)) {
        return (struct page_target){TARGET_BUTTON, finger, 0};
    }
    struct page_target button = find_button(scene, finger, reach);
    if (button.kind != TARGET_NOTHING && distance(button.at, finger) < 1) {
        return button;
    }
    struct page_target handle = find_handle(session, scene, finger, reach);
    bool is_handle_nearer = handle.kind != TARGET_NOTHING &&
                            (button.kind == TARGET_NOTHING ||
                             distance(handle.at, finger) < distance(button.at, finger));
    if (is_handle_nearer) {
        return handle;
    }
    if (button.kind != TARGET_NOTHING) {
        return button;
    }
    bool is_quantity = !quantity_is_none(scene_hit(scene, finger.x, finger.y, reach / 2));
    return (struct page_target){.kind = is_quantity ? TARGET_QUANTITY : TARGET_NOTHING,
                                .at = finger};
}
