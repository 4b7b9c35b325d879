#include "view/stage/pointing.h"

#include "view/draw/layout.h"
#include "view/draw/scene_button.h"
#include "view/stage/wheel.h"

static const float hit_reach = 0.75F; /* units from the pointer to what it is at */

/* ---- walking ---- */

/* Positive when a comes behind b. */
static long order(const struct program *program, struct quantity a, struct quantity b) {
    const struct tensor *tensor_a = &program->tensors[a.tensor];
    const struct tensor *tensor_b = &program->tensors[b.tensor];
    const long parts[] = {
        (a.row >= 0) - (b.row >= 0),
        tensor_a->layer - tensor_b->layer,
        (long)tensor_a->role - (long)tensor_b->role,
        a.tensor - b.tensor,
        a.row - b.row,
        a.column - b.column,
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i] != 0) {
            return parts[i];
        }
    }
    return 0;
}

struct quantity pointing_next(const struct scene *scene, const struct program *program,
                              struct quantity quantity, bool is_forward) {
    struct quantity from = quantity_normal(program, quantity);
    struct quantity next = QUANTITY_NONE; /* the nearest behind it */
    struct quantity end = QUANTITY_NONE;  /* the one that begins anew */
    int sign = is_forward ? 1 : -1;
    for (size_t i = 0; i < scene->count; i++) {
        struct quantity found = quantity_normal(program, scene->items[i].quantity);
        if (quantity_is_none(found)) {
            continue;
        }
        bool is_behind = !quantity_is_none(from) && sign * order(program, found, from) > 0;
        if (is_behind && (quantity_is_none(next) || sign * order(program, found, next) < 0)) {
            next = found;
        }
        if (quantity_is_none(end) || sign * order(program, found, end) < 0) {
            end = found;
        }
    }
    return quantity_is_none(next) ? end : next;
}

/* To the next page of a long text or the one before, if there is one. */
static unsigned turn_page(struct session *session, const struct scene *scene, bool is_forward) {
    bool can_turn = is_forward ? scene->text_page + 1 < scene->text_pages : scene->text_page > 0;
    return can_turn ? session_turn_page(session, is_forward) : SESSION_SAME;
}

unsigned pointing_wheel(struct session *session, const struct scene *scene, struct scene_point at,
                        bool is_forward) {
    const struct wheel wheel = {at, pointing_quantity(session, scene, at), is_forward};
    const struct quantity next = wheel_next(session, scene, &wheel);
    if (!quantity_is_none(next)) {
        return session_select(session, next);
    }
    unsigned turned = turn_page(session, scene, is_forward);
    return turned != SESSION_SAME ? turned : session_scroll_lines(session, !is_forward);
}

unsigned pointing_apply(struct session *session, const struct scene *scene, enum action action) {
    if (action == ACTION_READ_ON || action == ACTION_READ_BACK) {
        unsigned turned = turn_page(session, scene, action == ACTION_READ_ON);
        return turned != SESSION_SAME ? turned : session_apply(session, action);
    }
    if (action != ACTION_SELECT_NEXT && action != ACTION_SELECT_PREVIOUS) {
        return session_apply(session, action);
    }
    return session_select(session, pointing_next(scene, session_program(session),
                                                 session_selection(session)->selected,
                                                 action == ACTION_SELECT_NEXT));
}

/* ---- pointing ---- */

struct quantity pointing_quantity(const struct session *session, const struct scene *scene,
                                  struct scene_point at) {
    int scale = session_settings(session)->text_scale;
    float reach = hit_reach * layout_create(scene->width, scene->height, scale).unit;
    return quantity_normal(session_program(session), scene_hit(scene, at.x, at.y, reach));
}

enum stage_handle pointing_handle(const struct session *session, const struct scene *scene,
                                  struct scene_point at) {
    const struct stage_size size = {(int)scene->width, (int)scene->height};
    return scene_button_covers(scene, at.x, at.y) ? HANDLE_NONE
                                                  : stage_handle_at(session, size, at.x, at.y);
}

unsigned pointing_click(struct session *session, const struct scene *scene, struct scene_point at) {
    if (scene_button_covers(scene, at.x, at.y)) {
        return SESSION_SAME;
    }
    struct quantity folded = scene_button_quantity_at(scene, at.x, at.y);
    struct quantity hit = quantity_is_none(folded) ? pointing_quantity(session, scene, at) : folded;
    size_t line = scene_button_line_at(scene, at.x, at.y);
    if (quantity_is_none(hit) && line > 0) {
        return session_go_to_line(session, line);
    }
    bool is_again = quantity_equal(hit, session_selection(session)->selected);
    return session_select(session, is_again ? QUANTITY_NONE : hit);
}

unsigned pointing_move(struct session *session, const struct scene *scene, struct scene_point at) {
    enum action button = (enum action)scene_button_at(scene, at.x, at.y);
    return button != ACTION_NONE ? session_hover_button(session, button)
                                 : session_hover(session, pointing_quantity(session, scene, at));
}
