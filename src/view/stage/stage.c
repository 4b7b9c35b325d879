#include "view/stage/stage.h"

#include "view/board/board_view.h"
#include "view/network/network_view.h"
#include "view/panel/header_view.h"
#include "view/panel/help_view.h"
#include "view/panel/hint_view.h"
#include "view/panel/narration_view.h"
#include "view/panel/timeline_view.h"
#include "view/plot/loss_view.h"
#include "view/stage/link.h"

static const color_argb blank_colors[] = {
    [BLANK_NOTHING] = 0, [BLANK_BLACK] = 0xFF000000, [BLANK_WHITE] = 0xFFFFFFFF};

struct layout stage_layout(const struct session *session, struct stage_size size) {
    struct layout layout =
        layout_create((float)size.width, (float)size.height, session_settings(session)->text_scale);
    if (session_program(session)->iterations > 1) {
        layout_make_room_for_loss(&layout);
    }
    return layout;
}

void stage_build(const struct session *session, struct stage_size size,
                 const struct text_metrics *metrics, struct arena *arena, struct scene *ret) {
    const struct session_settings *settings = session_settings(session);
    const struct theme *theme = theme_get(settings->theme);
    float width = (float)size.width;
    float height = (float)size.height;
    if (settings->blank != BLANK_NOTHING) {
        scene_begin(ret, arena, width, height, blank_colors[settings->blank]);
        return;
    }
    scene_begin(ret, arena, width, height, theme->colors[COLOR_BACKGROUND]);
    struct layout layout = stage_layout(session, size);
    struct canvas canvas = {ret, arena, metrics, &layout, session, theme, settings->language};
    if (settings->is_help_open) {
        help_view_draw(&canvas);
        return;
    }
    header_view_draw(&canvas, layout.header);
    if (layout.network.width > 0) {
        network_view_draw(&canvas, layout.network);
    }
    board_view_draw(&canvas, layout.board);
    narration_view_draw(&canvas, layout.narration);
    timeline_view_draw(&canvas, layout.timeline);
    loss_view_draw(&canvas, layout.loss);
    hint_view_draw(&canvas, layout.hints);
    struct link_lights lights = link_lights_of(session);
    lights.focused = narration_focus(&canvas);
    link_draw(&canvas, &lights);
}

/* ---- handles ---- */

/* What the parts measure with; nothing is drawn on it. */
static struct canvas measuring_canvas(const struct session *session, struct arena *arena,
                                      const struct text_metrics *metrics,
                                      const struct layout *layout) {
    const struct session_settings *settings = session_settings(session);
    return (struct canvas){.arena = arena,
                           .metrics = metrics,
                           .layout = layout,
                           .session = session,
                           .theme = theme_get(settings->theme),
                           .language = settings->language};
}

static bool holds(struct rect rect, float x, float y) {
    return x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height;
}

enum stage_handle stage_handle_at(const struct session *session, struct stage_size size,
                                  const struct text_metrics *metrics, float x, float y) {
    const struct session_settings *settings = session_settings(session);
    struct layout layout = stage_layout(session, size);
    const struct canvas canvas = measuring_canvas(session, NULL, metrics, &layout);
    if (settings->blank != BLANK_NOTHING || settings->is_help_open) {
        return HANDLE_NONE;
    }
    if (holds(layout.loss, x, y)) {
        return HANDLE_LOSS;
    }
    if (holds(timeline_view_bar(&canvas, layout.timeline), x, y)) {
        return HANDLE_ITERATIONS;
    }
    return holds(layout.timeline, x, y) ? HANDLE_OPERATIONS : HANDLE_NONE;
}

/* The same operation as now, or the last one at the beginning of the run. */
static long step_in(const struct session *session, long iteration) {
    long count = session_program(session)->operation_count;
    long done = session_program_place(session).done;
    return (iteration - 1) * count + (done > 0 ? done : count);
}

long stage_handle_step(const struct session *session, struct stage_size size,
                       const struct text_metrics *metrics, enum stage_handle handle, float x) {
    struct arena *arena = arena_create();
    struct layout layout = stage_layout(session, size);
    const struct canvas canvas = measuring_canvas(session, arena, metrics, &layout);
    long step = session_step(session);
    long before =
        (session_program_place(session).iteration - 1) * session_program(session)->operation_count;
    switch (handle) {
    case HANDLE_OPERATIONS:
        step = before + timeline_view_operation_at(&canvas, layout.timeline, x) + 1;
        break;
    case HANDLE_ITERATIONS:
        step = step_in(session, timeline_view_iteration_at(&canvas, layout.timeline, x));
        break;
    case HANDLE_LOSS:
        step = step_in(session, loss_view_iteration_at(&canvas, layout.loss, x));
        break;
    case HANDLE_NONE:
        break;
    }
    arena_destroy(arena);
    return step;
}
